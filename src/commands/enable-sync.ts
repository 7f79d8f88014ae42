import { z } from 'zod/v4';
import { withUserSync } from '../domain/plan.ts';
import { syncState } from '../domain/policy.ts';
import { defineCommand } from './command.ts';
import { partnerSlot, reasonSlot } from './slots.ts';

export const enableSync = defineCommand({
  name: 'enable sync',
  usage: 'enable sync for <partner> [because <reason>]',
  summary: 'Allows a partner to synchronise users into this tenant, after you confirm.',
  example: 'enable sync for fabrikam.com because project Falcon starts on Monday',
  access: 'change',
  slots: z.object({ partner: partnerSlot, reason: reasonSlot }),
  request: ({ partner, reason }) => ({
    kind: 'change',
    partner,
    reason,
    goal: (before, tenant) =>
      syncState(before) === 'on'
        ? { kind: 'nothingToDo', what: 'syncOn' }
        : { kind: 'change', after: withUserSync(before, true, tenant.displayName) },
  }),
});
