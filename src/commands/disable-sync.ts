import { z } from 'zod/v4';
import { withUserSync } from '../domain/plan.ts';
import { defineCommand } from './command.ts';
import { partnerSlot, reasonSlot } from './slots.ts';

export const disableSync = defineCommand({
  name: 'disable sync',
  usage: 'disable sync for <partner> [because <reason>]',
  summary: 'Stops a partner’s user synchronisation, after you confirm; removes nobody.',
  example: 'disable sync for fabrikam.com because the project has ended',
  access: 'change',
  slots: z.object({ partner: partnerSlot, reason: reasonSlot }),
  request: ({ partner, reason }) => ({
    kind: 'change',
    partner,
    reason,
    goal: (before, tenant) => {
      if (before === null) return { kind: 'nothingToDo', what: 'noPartner' };
      if (before.identitySynchronization === null) return { kind: 'nothingToDo', what: 'noPolicy' };
      // A policy that says nothing (null) is made to say no: that is what the person asked for.
      if (before.identitySynchronization.userSync === false) return { kind: 'nothingToDo', what: 'syncOff' };
      return { kind: 'change', after: withUserSync(before, false, tenant.displayName) };
    },
  }),
});
