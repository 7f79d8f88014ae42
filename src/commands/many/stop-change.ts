import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { changeSlot } from '../reading/slots.ts';

export const stopChange = defineCommand({
  topic: 'many',
  name: 'stop change',
  usage: 'stop change <change>',
  example: 'stop change C-7K3M9QX2',
  access: 'change',
  slots: z.object({ change: changeSlot }),
  request: ({ change }) => ({ kind: 'stopChange', change }),
});
