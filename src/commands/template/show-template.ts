import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const showTemplate = defineCommand({
  topic: 'template',
  name: 'show template',
  usage: 'show template',
  example: 'show template',
  access: 'read',
  operations: ['readTemplate'],
  slots: z.object({}),
  request: () => ({ kind: 'showTemplate' }),
});
