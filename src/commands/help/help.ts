import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const help = defineCommand({
  name: 'help',
  usage: 'help',
  example: 'help',
  access: 'everyone',
  slots: z.object({}),
  request: () => ({ kind: 'help' }),
});
