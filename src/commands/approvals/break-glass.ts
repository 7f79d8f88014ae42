import { z } from 'zod/v4-mini';
import { userSyncOff, userSyncOn } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import type { ChangeRequest } from '../requests.ts';
import { partnerSlot, reasonSlot } from '../slots.ts';

const WHAT = ['enable', 'disable'] as const;

export const breakGlass = defineCommand({
  topic: 'approvals',
  name: 'break glass:',
  usage: 'break glass: <what:enable|disable> sync for <partner> [because <reason>]',
  example: 'break glass: disable sync for fabrikam.com because their tenant is compromised',
  access: 'change',
  operations: ['addPartner', 'createSyncPolicy', 'updateSyncPolicy'],
  slots: z.object({ what: z.enum(WHAT), partner: partnerSlot, reason: reasonSlot }),
  request: ({ what, partner, reason }): ChangeRequest => ({
    kind: 'change',
    partner,
    reason,
    goal: what === 'enable' ? userSyncOn : userSyncOff,
    say: (named) => `break glass: ${what} sync for ${named}`,
    breakGlass: true,
  }),
});
