import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const listSubscriptions = defineCommand({
  topic: 'notices',
  name: 'list subscriptions',
  usage: 'list subscriptions',
  example: 'list subscriptions',
  access: 'read',
  slots: z.object({}),
  request: () => ({ kind: 'listSubscriptions' }),
});
