import * as z from 'zod/v4';
import { NEWS, type Letter } from '../../domain/telling/letter.ts';
import { changeId, conversationReference, object, objectId } from './parts.ts';

/** A letter as it is stored. */
export const letter = z.discriminatedUnion('kind', [
  object({ kind: z.literal('direct'), change: changeId, to: objectId, news: z.enum(NEWS) }),
  object({
    kind: z.literal('reminder'),
    change: changeId,
    place: conversationReference,
    nth: z.union([z.literal(1), z.literal(2)]),
  }),
]) satisfies z.ZodType<Letter>;
