import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const explain = defineCommand({
  topic: null,
  name: 'explain',
  usage: 'explain <error>',
  example: 'explain ExternalTenantNotFound',
  access: 'account',
  slots: z.object({ error: z.string() }),
  request: ({ error }) => ({ kind: 'explain', text: error }),
});
