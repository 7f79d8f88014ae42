import * as z from 'zod/v4-mini';
import { ENDING_DOORS } from '../../domain/ends/door.ts';
import { END_OUTCOMES, type End, type EndId, type Ends } from '../../domain/ends/end.ts';
import { changeId, conversationReference, driftId, instant, list, object } from './parts.ts';

/** Until when what was opened may be open, as it is stored with what opened it. */

export const endId = z.union([changeId, driftId]) satisfies z.ZodMiniType<EndId>;

export const daysBefore = z.union([z.literal(3), z.literal(1)]);
const how = z.enum(END_OUTCOMES);
/** The members of what is decided with an end. */
export const decided = { at: instant, doors: list(z.enum(ENDING_DOORS)) };

export const ends = object(decided) satisfies z.ZodMiniType<Ends>;

export const end = object({
  ...decided,
  place: conversationReference,
  told: list(daysBefore),
  came: z.nullable(object({ how, at: instant })),
}) satisfies z.ZodMiniType<End>;

export const endEvents = [
  object({ kind: z.literal('endTold'), days: daysBefore, at: instant }),
  object({ kind: z.literal('endCame'), how, at: instant }),
] as const;
