import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const whoami = defineCommand({
  topic: null,
  name: 'whoami',
  usage: 'whoami',
  example: 'whoami',
  access: 'self',
  slots: z.object({}),
  request: () => ({ kind: 'whoami' }),
});
