import { z } from 'zod/v4-mini';
import { redemptionSet } from '../../domain/policy/goals.ts';
import { opened, openedSlots } from '../change-command.ts';
import { defineCommand } from '../command.ts';
import { hasNoEndInReason, hasOneEnd, UNTIL } from '../reading/end-slots.ts';
import { HALVES } from '../reading/slots.ts';

const DOORS = { from: 'redemptionInbound', to: 'redemptionOutbound' } as const;

export const enableAutoRedemption = defineCommand({
  topic: 'partners',
  name: 'enable auto redemption',
  usage: `enable auto redemption <direction:from|to> <partner> ${UNTIL} [because <reason>]`,
  example: 'enable auto redemption from fabrikam.com until 2027-03-31',
  access: 'change',
  operations: ['addPartner', 'updateAutomaticRedemption'],
  slots: z.object({ direction: z.enum(['from', 'to']), ...openedSlots }).check(hasOneEnd, hasNoEndInReason),
  request: ({ direction, ...said }) =>
    opened(
      `enable auto redemption ${direction}`,
      { goal: redemptionSet(HALVES[direction], true), door: DOORS[direction] },
      said,
    ),
});
