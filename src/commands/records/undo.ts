import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import type { FollowUpRequest } from '../requests.ts';
import { changeSlot, reasonSlot } from '../reading/slots.ts';

export const undo = defineCommand({
  topic: 'records',
  name: 'undo',
  usage: 'undo <change> [because <reason>]',
  example: 'undo C-7K3M9QX2',
  access: 'change',
  operations: ['recreateDeletedSyncPolicy'],
  slots: z.object({ change: changeSlot, reason: reasonSlot }),
  request: ({ change, reason }): FollowUpRequest => ({ kind: 'followUp', what: 'undo', change, reason }),
});
