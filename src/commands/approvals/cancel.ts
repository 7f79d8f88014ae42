import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';
import { typedChangeSlot } from '../slots.ts';

/** As the button of that title does; the word alone decides nothing. */
export const cancel = defineCommand({
  name: 'cancel',
  usage: 'cancel [<change>]',
  example: 'cancel C-7K3M9QX2',
  access: 'requester',
  isButton: true,
  slots: z.object({ change: typedChangeSlot.optional() }),
  request: ({ change = null }) => ({ kind: 'decide', verdict: 'cancel', change, typed: null, reason: null }),
});
