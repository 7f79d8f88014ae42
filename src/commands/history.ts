import { z } from 'zod/v4';
import { defineCommand } from './command.ts';
import { pageSlot, partnerSlot } from './slots.ts';

/** `history page 2` is of all partners. */
const PAGE = /^page ([1-9]\d{0,4})$/i;

export const history = defineCommand({
  name: 'history',
  usage: 'history [<partner>] [page <page>]',
  summary: 'Changes that were asked of me, the newest first; of one partner or of all.',
  example: 'history fabrikam.com',
  access: 'read',
  slots: z.object({ partner: partnerSlot.optional(), page: pageSlot }),
  request: ({ partner, page }) => {
    const alone = PAGE.exec(partner ?? '')?.[1];
    return alone === undefined
      ? { kind: 'history', partner: partner ?? null, page }
      : { kind: 'history', partner: null, page: Number(alone) };
  },
});
