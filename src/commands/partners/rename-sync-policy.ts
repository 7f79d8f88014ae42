import { z } from 'zod/v4-mini';
import { policyRenamed } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import type { ChangeRequest } from '../requests.ts';
import { partnerSlot, policyNameSlot, reasonSlot } from '../reading/slots.ts';

export const renameSyncPolicy = defineCommand({
  topic: 'partners',
  name: 'rename sync policy',
  usage: 'rename sync policy for <partner> to <name> [because <reason>]',
  example: 'rename sync policy for fabrikam.com to "Fabrikam Residences"',
  access: 'change',
  operations: ['updateSyncPolicy'],
  slots: z.object({ partner: partnerSlot, name: policyNameSlot, reason: reasonSlot }),
  request: ({ partner, name, reason }): ChangeRequest => ({
    kind: 'change',
    partner,
    reason,
    goal: policyRenamed(name),
    say: (named) => `rename sync policy for ${named} to "${name}"`,
    movesNobody: true,
  }),
});
