import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { pageSlot } from '../reading/slots.ts';
import { FILTERED, filterOf, filterSlots } from './partner-filter.ts';

/** Beside sync, by each setting of the table, as it is for the partner: by its own setting, or by the default. */
export const listPartners = defineCommand({
  topic: 'partners',
  name: 'list partners',
  usage: `list partners [with ${FILTERED}] [page <page>]`,
  example: 'list partners with sync on',
  access: 'read',
  operations: ['listPartners', 'readDefaults'],
  slots: z.object({ ...filterSlots, page: pageSlot }),
  request: ({ setting, how, page }) => ({ kind: 'listPartners', filter: filterOf(setting, how) ?? 'any', page }),
});
