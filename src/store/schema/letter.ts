import * as z from 'zod/v4';
import { NEWS, type Letter, type Word } from '../../domain/telling/letter.ts';
import { approvals } from './note.ts';
import { changeId, conversationReference, instant, object, objectId } from './parts.ts';

const word = z.discriminatedUnion('kind', [
  object({ kind: z.literal('reviewDue'), change: changeId, days: z.int().min(1) }),
  object({ kind: z.literal('eventsParked'), day: z.int().min(0) }),
  object({ kind: z.literal('storeChanged'), change: changeId }),
  object({ kind: z.literal('ruleChanged'), before: approvals, now: approvals, at: instant }),
]) satisfies z.ZodType<Word>;

/** A letter as it is stored. */
export const letter = z.discriminatedUnion('kind', [
  object({ kind: z.literal('direct'), change: changeId, to: objectId, news: z.enum(NEWS) }),
  object({
    kind: z.literal('reminder'),
    change: changeId,
    place: conversationReference,
    nth: z.union([z.literal(1), z.literal(2)]),
  }),
  object({ kind: z.literal('administrator'), to: objectId, word }),
  object({ kind: z.literal('bulletin'), place: conversationReference, word }),
]) satisfies z.ZodType<Letter>;
