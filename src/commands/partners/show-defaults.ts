import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const showDefaults = defineCommand({
  topic: 'partners',
  name: 'show defaults',
  usage: 'show defaults',
  example: 'show defaults',
  access: 'read',
  operations: ['readDefaults', 'readPolicy', 'readPartnerTemplate', 'readTemplate'],
  slots: z.object({}),
  request: () => ({ kind: 'showDefaults' }),
});
