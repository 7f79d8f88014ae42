import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const listWebhook = defineCommand({
  topic: 'notices',
  name: 'list webhook',
  usage: 'list webhook',
  example: 'list webhook',
  access: 'read',
  slots: z.object({}),
  request: () => ({ kind: 'listWebhook' }),
});
