import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { pageSlot } from '../slots.ts';

export const listPartners = defineCommand({
  topic: 'partners',
  name: 'list partners',
  usage: 'list partners [with sync <sync:on|off|none>] [page <page>]',
  example: 'list partners with sync on',
  access: 'read',
  operations: ['listPartners'],
  slots: z.object({ sync: z.optional(z.enum(['on', 'off', 'none'])), page: pageSlot }),
  request: ({ sync, page }) => ({ kind: 'listPartners', filter: sync ?? 'any', page }),
});
