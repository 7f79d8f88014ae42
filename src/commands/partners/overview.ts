import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const overview = defineCommand({
  topic: 'partners',
  name: 'overview',
  usage: 'overview',
  example: 'overview',
  access: 'read',
  operations: ['listPartners'],
  slots: z.object({}),
  request: () => ({ kind: 'overview' }),
});
