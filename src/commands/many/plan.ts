import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { reasonSlot } from '../reading/slots.ts';

/** The file is attached to the line. */
export const plan = defineCommand({
  topic: 'many',
  name: 'plan',
  usage: 'plan [because <reason>]',
  example: 'plan because the yearly review is done',
  access: 'change',
  operations: [
    'listPartners',
    'addPartner',
    'createSyncPolicy',
    'updateSyncPolicy',
    'deleteSyncPolicy',
    'updateAutomaticRedemption',
    'updateSettings',
  ],
  slots: z.object({ reason: reasonSlot }),
  request: ({ reason }) => ({ kind: 'planFile', reason }),
});
