import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const stopDigestHere = defineCommand({
  topic: 'notices',
  name: 'stop digest here',
  usage: 'stop digest here',
  example: 'stop digest here',
  access: 'change',
  slots: z.object({}),
  request: () => ({ kind: 'stopDigest' }),
});
