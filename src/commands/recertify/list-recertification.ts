import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { pageSlot } from '../reading/slots.ts';

export const listRecertification = defineCommand({
  topic: 'recertification',
  name: 'list recertification',
  usage: 'list recertification [page <page>]',
  example: 'list recertification',
  access: 'read',
  operations: ['listPartners'],
  slots: z.object({ page: pageSlot }),
  request: ({ page }) => ({ kind: 'listRecertification', page }),
});
