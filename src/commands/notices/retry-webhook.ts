import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const retryWebhook = defineCommand({
  topic: 'notices',
  name: 'retry webhook',
  usage: 'retry webhook',
  example: 'retry webhook',
  access: 'change',
  slots: z.object({}),
  request: () => ({ kind: 'retryWebhook' }),
});
