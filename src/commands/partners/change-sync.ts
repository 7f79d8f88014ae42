import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const changeSync = defineCommand({
  topic: 'partners',
  name: 'change sync',
  usage: 'change sync',
  example: 'change sync',
  access: 'change',
  slots: z.object({}),
  request: () => ({ kind: 'offerForm' }),
});
