import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { partnerSlot, problem } from '../reading/slots.ts';

/** `show change C-1` with a slip in the id means no partner called “change C-1”. */
const MISSPELT_CHANGE = /^change\s+c-\S*$/i;

export const showPartner = defineCommand({
  topic: 'partners',
  name: 'show',
  usage: 'show <partner>',
  example: 'show fabrikam.com',
  access: 'read',
  operations: ['readPartner', 'readSyncPolicy', 'readDefaults'],
  slots: z.object({
    partner: partnerSlot.check(z.refine((text) => !MISSPELT_CHANGE.test(text), problem('noChangeId'))),
  }),
  request: ({ partner }) => ({ kind: 'showPartner', partner }),
});
