import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { endSlot, reasonSlot } from '../reading/slots.ts';

/** `end`: the id of the change, or of the accepted drift, that carries it. */
export const endNow = defineCommand({
  topic: 'partners',
  name: 'end now',
  usage: 'end now <end> [because <reason>]',
  example: 'end now C-7K3M9QX2',
  access: 'change',
  operations: ['updateSyncPolicy', 'updateAutomaticRedemption'],
  slots: z.object({ end: endSlot, reason: reasonSlot }),
  request: ({ end, reason }) => ({ kind: 'endNow', end, reason }),
});

/** The line that asks for it: what the bot itself does at the end. */
export const endNowLine = (end: string): string => `end now ${end}`;
