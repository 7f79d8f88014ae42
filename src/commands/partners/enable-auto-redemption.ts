import { z } from 'zod/v4-mini';
import { redemptionSet } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import type { ChangeRequest } from '../requests.ts';
import { HALVES, partnerSlot, reasonSlot } from '../slots.ts';

export const enableAutoRedemption = defineCommand({
  topic: 'partners',
  name: 'enable auto redemption',
  usage: 'enable auto redemption <direction:from|to> <partner> [because <reason>]',
  example: 'enable auto redemption from fabrikam.com',
  access: 'change',
  operations: ['addPartner', 'updateAutomaticRedemption'],
  slots: z.object({ direction: z.enum(['from', 'to']), partner: partnerSlot, reason: reasonSlot }),
  request: ({ direction, partner, reason }): ChangeRequest => ({
    kind: 'change',
    partner,
    reason,
    goal: redemptionSet(HALVES[direction], true),
    say: (named) => `enable auto redemption ${direction} ${named}`,
  }),
});
