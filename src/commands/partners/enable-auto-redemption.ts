import { z } from 'zod/v4-mini';
import { redemptionSet } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import {
  hasNoLeftOverEnd,
  hasNoEndInReason,
  hasOneEnd,
  UNTIL,
  untilOf,
  untilSlots,
  withEnd,
} from '../reading/end-slots.ts';
import { ofThem, partnersSlot } from '../many/named-partners.ts';
import { HALVES, reasonSlot } from '../reading/slots.ts';

const DOORS = { from: 'redemptionInbound', to: 'redemptionOutbound' } as const;

export const enableAutoRedemption = defineCommand({
  topic: 'partners',
  name: 'enable auto redemption',
  usage: `enable auto redemption <direction:from|to> <partner> ${UNTIL} [because <reason>]`,
  example: 'enable auto redemption from fabrikam.com until 2027-03-31',
  access: 'change',
  operations: ['addPartner', 'updateAutomaticRedemption'],
  slots: z
    .object({
      direction: z.enum(['from', 'to']),
      partner: z.pipe(z.string().check(hasNoLeftOverEnd), partnersSlot),
      reason: reasonSlot,
      ...untilSlots,
    })
    .check(hasOneEnd, hasNoEndInReason),
  request: ({ direction, partner, reason, ...said }) =>
    ofThem(partner, {
      reason,
      goal: redemptionSet(HALVES[direction], true),
      say: (named) => withEnd(`enable auto redemption ${direction} ${named}`, untilOf(said)),
      ends: { door: DOORS[direction], asked: untilOf(said) },
    }),
});
