import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const listOpen = defineCommand({
  name: 'list open',
  usage: 'list open',
  example: 'list open',
  access: 'read',
  slots: z.object({}),
  request: () => ({ kind: 'listOpen' }),
});
