import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { pageSlot, partnerSlot } from '../reading/slots.ts';

/** `history page 2` is of all partners; in quotes it is a partner's name. */
const pageAlone = z.pipe(
  z.string().check(z.regex(/^page [1-9]\d{0,4}[.!?]*$/i)),
  z.transform((text) => Number.parseInt(text.slice('page '.length), 10)),
);

export const history = defineCommand({
  topic: 'records',
  name: 'history',
  usage: 'history [<partner>] [page <page>]',
  example: 'history fabrikam.com',
  access: 'read',
  slots: z.object({ partner: z.optional(z.union([pageAlone, partnerSlot])), page: pageSlot }),
  request: ({ partner = null, page }) =>
    typeof partner === 'number'
      ? { kind: 'history', partner: null, page: partner }
      : { kind: 'history', partner, page },
});
