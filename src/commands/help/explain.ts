import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const explain = defineCommand({
  name: 'explain',
  usage: 'explain <error>',
  summary: 'What an error of cross-tenant synchronisation means: give its code, or paste its text.',
  example: 'explain ExternalTenantNotFound',
  access: 'everyone',
  slots: z.object({ error: z.string() }),
  request: ({ error }) => ({ kind: 'explain', text: error }),
});
