import * as z from 'zod/v4-mini';
import type { JournalEvent } from '../../domain/change/journal.ts';
import { failure, halt, proposal, release, stepIndex, stop } from './change.ts';
import { actor, driftJournalEvent } from './drift.ts';
import { endEvents } from './end.ts';
import { hash } from './hash.ts';
import { noteLines } from './note.ts';
import { changeId, directoryProblem, driftId, instant, list, object, snapshot, person } from './parts.ts';
import { progressEvents } from './plan.ts';

/** What happened to a change, as it is stored. */
export const journalEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('proposed'), proposal, at: instant }),
  object({ kind: z.literal('claimed'), by: person, at: instant }),
  object({ kind: z.literal('approved'), by: person, at: instant }),
  object({ kind: z.literal('released'), release, at: instant }),
  object({ kind: z.literal('writeStarted'), at: instant }),
  object({ kind: z.literal('stepDone'), at: instant }),
  object({ kind: z.literal('foundStale'), found: snapshot, at: instant }),
  object({ kind: z.literal('applied'), found: snapshot, at: instant }),
  object({ kind: z.literal('failed'), failure, at: instant }),
  object({ kind: z.literal('tookEffect'), done: z.int().check(z.gte(1)), found: snapshot, at: instant }),
  object({
    kind: z.literal('lostSight'),
    problem: z.nullable(directoryProblem),
    halt: z.optional(halt),
    at: instant,
  }),
  object({ kind: z.literal('stopped'), stop, at: instant }),
  object({ kind: z.literal('looked'), by: person, at: instant }),
  object({ kind: z.literal('rejected'), by: person, at: instant, reason: z.nullable(z.string()) }),
  object({ kind: z.literal('expired'), at: instant }),
  object({ kind: z.literal('ended'), by: person, at: instant, reason: z.nullable(z.string()) }),
  object({ kind: z.literal('superseded'), by: person, instead: changeId, at: instant }),
  ...endEvents,
  ...progressEvents,
  object({ kind: z.literal('reviewed'), by: person, at: instant, finding: z.string() }),
  object({ kind: z.literal('matched'), step: stepIndex, record: actor, at: instant }),
]) satisfies z.ZodMiniType<JournalEvent>;

/** A line of the journal as it is stored; `../chain.ts` says what its order and its hash are. */
export const journalLine = z.discriminatedUnion('of', [
  object({
    seq: z.int().check(z.gte(1)),
    of: z.literal('changes'),
    id: changeId,
    revision: z.int().check(z.gte(1)),
    event: journalEvent,
    requestIds: list(z.string()),
    previous: hash,
  }),
  object({
    seq: z.int().check(z.gte(1)),
    of: z.literal('drifts'),
    id: driftId,
    revision: z.int().check(z.gte(1)),
    event: driftJournalEvent,
    previous: hash,
  }),
  ...noteLines,
]);

export type StoredLine = z.output<typeof journalLine>;
