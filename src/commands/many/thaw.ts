import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { reasonSlot } from '../reading/slots.ts';

export const thaw = defineCommand({
  topic: 'many',
  name: 'thaw',
  usage: 'thaw [because <reason>]',
  example: 'thaw because the stolen accounts are closed',
  access: 'change',
  operations: ['createSyncPolicy', 'updateSyncPolicy', 'updateAutomaticRedemption', 'updateDefaults'],
  slots: z.object({ reason: reasonSlot }),
  request: ({ reason }) => ({ kind: 'thaw', reason }),
});
