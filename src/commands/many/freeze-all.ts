import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { reasonSlot } from '../reading/slots.ts';

/** `also`: what applies by default is closed as well, which the card offers. */
export const freezeAll = defineCommand({
  topic: 'many',
  name: 'freeze all',
  usage: 'freeze all [and <also:default|defaults>] [because <reason>]',
  example: 'freeze all because accounts of a partner were stolen',
  access: 'change',
  operations: ['updateSyncPolicy', 'updateAutomaticRedemption', 'updateDefaults'],
  slots: z.object({ also: z.optional(z.string()), reason: reasonSlot }),
  request: ({ also, reason }) => ({ kind: 'freezeAll', withDefault: also !== undefined, reason }),
});

/** The line that asks for it, up to its reason. */
export const freezeLine = (withDefault: boolean): string => (withDefault ? 'freeze all and default' : 'freeze all');
