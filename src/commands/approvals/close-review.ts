import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { changeSlot, reasonSlot } from '../reading/slots.ts';

export const closeReview = defineCommand({
  topic: 'approvals',
  name: 'close review',
  usage: 'close review <change> [because <finding>]',
  example: 'close review C-7K3M9QX2 because the incident is confirmed and handled',
  access: 'change',
  slots: z.object({ change: changeSlot, finding: reasonSlot }),
  request: ({ change, finding }) => ({ kind: 'closeReview', change, finding }),
});
