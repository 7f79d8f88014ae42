import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const stopNotifyingHere = defineCommand({
  name: 'stop notifying here',
  usage: 'stop notifying here',
  summary: 'Posts no more changes in this channel or group chat.',
  example: 'stop notifying here',
  access: 'change',
  slots: z.object({}),
  request: () => ({ kind: 'unsubscribe' }),
});
