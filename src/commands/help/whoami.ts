import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const whoami = defineCommand({
  name: 'whoami',
  usage: 'whoami',
  summary: 'Says who the bot thinks you are, which roles it sees active for you, and what they allow.',
  example: 'whoami',
  access: 'everyone',
  slots: z.object({}),
  request: () => ({ kind: 'whoami' }),
});
