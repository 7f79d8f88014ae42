import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';
import { typedChangeSlot } from '../slots.ts';

/** As the button of that title does; the word alone decides nothing. */
export const approve = defineCommand({
  name: 'approve',
  usage: 'approve [<change> [<code>]]',
  example: 'approve C-7K3M9QX2',
  access: 'requester',
  isButton: true,
  slots: z.object({ change: typedChangeSlot.optional(), code: z.string().optional() }),
  request: ({ change = null, code }) => ({
    kind: 'decide',
    verdict: 'approve',
    change,
    typed: code ?? null,
    reason: null,
  }),
});
