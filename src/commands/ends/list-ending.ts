import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { pageSlot } from '../reading/slots.ts';

export const listEnding = defineCommand({
  topic: 'partners',
  name: 'list ending',
  usage: 'list ending [page <page>]',
  example: 'list ending',
  access: 'read',
  operations: ['listPartners'],
  slots: z.object({ page: pageSlot }),
  request: ({ page }) => ({ kind: 'listEnding', page }),
});
