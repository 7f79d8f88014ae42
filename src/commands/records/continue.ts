import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import type { FollowUpRequest } from '../requests.ts';
import { changeSlot, reasonSlot } from '../reading/slots.ts';

export const continueChange = defineCommand({
  topic: 'records',
  name: 'continue',
  usage: 'continue <change> [because <reason>]',
  example: 'continue C-7K3M9QX2',
  access: 'change',
  slots: z.object({ change: changeSlot, reason: reasonSlot }),
  request: ({ change, reason }): FollowUpRequest => ({ kind: 'followUp', what: 'continue', change, reason }),
});
