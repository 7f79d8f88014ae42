import { z } from 'zod/v4-mini';
import type { ChangeId } from '../domain/ids.ts';
import type { TypedVerdict } from '../domain/replies/notice.ts';
import { defineCommand, type Command } from './command.ts';
import { codeSlot, reasonSlot, typedChangeSlot } from './reading/slots.ts';

/** What the button of that title does, typed. `change`: null: the word alone, which decides nothing. */
export type DecisionRequest = {
  readonly kind: 'decide';
  readonly verdict: TypedVerdict;
  readonly change: ChangeId | null;
  /** What the card asks to be typed; null: nothing. */
  readonly typed: string | null;
  readonly reason: string | null;
};

const slots = z.object({ change: z.optional(typedChangeSlot), code: z.optional(codeSlot), reason: reasonSlot });

/** A word as on the button, the change's id, and what else the card asks for. */
export const typedDecision = (
  name: TypedVerdict,
  said: Pick<Command, 'usage' | 'example' | 'takes'>,
): Command<DecisionRequest, 'requester'> =>
  defineCommand({
    topic: 'approvals',
    name,
    ...said,
    access: 'requester',
    slots,
    request: ({ change = null, code: typed = null, reason }): DecisionRequest => ({
      kind: 'decide',
      verdict: name,
      change,
      typed,
      reason,
    }),
  });
