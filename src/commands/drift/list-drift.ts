import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { pageSlot } from '../reading/slots.ts';

export const listDrift = defineCommand({
  topic: 'drift',
  name: 'list drift',
  usage: 'list drift [page <page>]',
  example: 'list drift',
  access: 'read',
  slots: z.object({ page: pageSlot }),
  request: ({ page }) => ({ kind: 'listDrift', page }),
});
