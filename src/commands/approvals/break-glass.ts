import { z } from 'zod/v4';
import { userSyncOff, userSyncOn } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import type { ChangeRequest } from '../requests.ts';
import { neededReasonSlot, partnerSlot } from '../slots.ts';

export const breakGlass = defineCommand({
  name: 'break glass:',
  usage: 'break glass: <what:enable|disable> sync for <partner> because <reason>',
  example: 'break glass: disable sync for fabrikam.com because their tenant is compromised',
  access: 'change',
  operations: ['addPartner', 'createSyncPolicy', 'updateSyncPolicy'],
  slots: z.object({ what: z.enum(['enable', 'disable']), partner: partnerSlot, reason: neededReasonSlot }),
  request: ({ what, partner, reason }): ChangeRequest => ({
    kind: 'change',
    partner,
    reason,
    goal: what === 'enable' ? userSyncOn : userSyncOff,
    // Without its reason the line asks for nothing.
    say: (named) => `break glass: ${what} sync for ${named} because ${reason}`,
    breakGlass: true,
  }),
});
