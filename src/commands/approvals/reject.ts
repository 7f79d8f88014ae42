import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';
import { typedChangeSlot, reasonSlot } from '../slots.ts';

/** As the button of that title does; the word alone decides nothing. */
export const reject = defineCommand({
  name: 'reject',
  usage: 'reject [<change> [because <reason>]]',
  example: 'reject C-7K3M9QX2 because the ticket says something else',
  access: 'requester',
  isButton: true,
  slots: z.object({ change: typedChangeSlot.optional(), reason: reasonSlot }),
  request: ({ change = null, reason }) => ({ kind: 'decide', verdict: 'reject', change, typed: null, reason }),
});
