import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';
import { typedChangeSlot } from '../slots.ts';

/** As the button of that title does; the word alone decides nothing. */
export const confirm = defineCommand({
  name: 'confirm',
  usage: 'confirm [<change> [<code>]]',
  example: 'confirm C-7K3M9QX2',
  access: 'requester',
  isButton: true,
  slots: z.object({ change: typedChangeSlot.optional(), code: z.string().optional() }),
  request: ({ change = null, code }) => ({
    kind: 'decide',
    verdict: 'confirm',
    change,
    typed: code ?? null,
    reason: null,
  }),
});
