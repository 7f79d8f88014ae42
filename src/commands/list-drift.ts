import { z } from 'zod/v4';
import { defineCommand } from './command.ts';

export const listDrift = defineCommand({
  name: 'list drift',
  usage: 'list drift',
  summary: 'What somebody else has changed and nobody has accepted or reverted yet.',
  example: 'list drift',
  access: 'read',
  slots: z.object({}),
  request: () => ({ kind: 'listDrift' }),
});
