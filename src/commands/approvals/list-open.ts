import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const listOpen = defineCommand({
  name: 'list open',
  usage: 'list open',
  summary: 'Shows what waits, for whom, and until when.',
  example: 'list open',
  access: 'read',
  slots: z.object({}),
  request: () => ({ kind: 'listOpen' }),
});
