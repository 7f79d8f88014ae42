import { z } from 'zod/v4-mini';
import { redemptionSet } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import { ofThem, partnersSlot } from '../many/named-partners.ts';
import { HALVES, reasonSlot } from '../reading/slots.ts';

export const disableAutoRedemption = defineCommand({
  topic: 'partners',
  name: 'disable auto redemption',
  usage: 'disable auto redemption <direction:from|to> <partner> [because <reason>]',
  example: 'disable auto redemption from fabrikam.com',
  access: 'change',
  operations: ['updateAutomaticRedemption'],
  slots: z.object({ direction: z.enum(['from', 'to']), partner: partnersSlot, reason: reasonSlot }),
  request: ({ direction, partner, reason }) =>
    ofThem(partner, {
      reason,
      goal: redemptionSet(HALVES[direction], false),
      say: (named) => `disable auto redemption ${direction} ${named}`,
    }),
});
