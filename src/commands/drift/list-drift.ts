import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';
import { pageSlot } from '../slots.ts';

export const listDrift = defineCommand({
  name: 'list drift',
  usage: 'list drift [page <page>]',
  example: 'list drift',
  access: 'read',
  slots: z.object({ page: pageSlot }),
  request: ({ page }) => ({ kind: 'listDrift', page }),
});

/** The line that shows one page: what the card's page buttons say. */
export const listDriftLine = (page: number): string => (page === 1 ? 'list drift' : `list drift page ${page}`);
