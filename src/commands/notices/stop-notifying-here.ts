import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const stopNotifyingHere = defineCommand({
  topic: 'notices',
  name: 'stop notifying here',
  usage: 'stop notifying here',
  example: 'stop notifying here',
  access: 'change',
  slots: z.object({}),
  request: () => ({ kind: 'unsubscribe' }),
});
