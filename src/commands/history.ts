import { z } from 'zod/v4';
import { defineCommand } from './command.ts';
import { pageSlot, partnerSlot } from './slots.ts';

export const history = defineCommand({
  name: 'history',
  usage: 'history [<partner>] [page <page>]',
  summary: 'Changes that were asked of me, the newest first; of one partner or of all.',
  example: 'history fabrikam.com',
  access: 'read',
  slots: z.object({ partner: partnerSlot.optional(), page: pageSlot }),
  request: ({ partner, page }) => ({ kind: 'history', partner: partner ?? null, page }),
});
