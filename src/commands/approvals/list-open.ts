import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { pageSlot } from '../reading/slots.ts';

export const listOpen = defineCommand({
  topic: 'approvals',
  name: 'list open',
  usage: 'list open [page <page>]',
  example: 'list open',
  access: 'read',
  slots: z.object({ page: pageSlot }),
  request: ({ page }) => ({ kind: 'listOpen', page }),
});
