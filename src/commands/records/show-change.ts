import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { changeSlot } from '../slots.ts';

export const showChange = defineCommand({
  topic: 'records',
  name: 'show change',
  usage: 'show change <change>',
  example: 'show change C-7K3M9QX2',
  access: 'read',
  slots: z.object({ change: changeSlot }),
  request: ({ change }) => ({ kind: 'showChange', change }),
});
