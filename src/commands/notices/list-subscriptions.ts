import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const listSubscriptions = defineCommand({
  name: 'list subscriptions',
  usage: 'list subscriptions',
  summary: 'Lists the channels and group chats in which I post, about what, and who asked for it.',
  example: 'list subscriptions',
  access: 'read',
  slots: z.object({}),
  request: () => ({ kind: 'listSubscriptions' }),
});
