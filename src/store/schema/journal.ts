import * as z from 'zod/v4';
import type { JournalEvent } from '../../domain/journal.ts';
import { failure, proposal, release } from './change.ts';
import { directoryProblem, instant, list, object, snapshot, person } from './parts.ts';

/** What a line of the journal says, as it is stored. */
export const journalEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('proposed'), proposal, at: instant }),
  object({ kind: z.literal('claimed'), by: person, at: instant }),
  object({ kind: z.literal('released'), release, at: instant }),
  object({ kind: z.literal('writeStarted'), at: instant }),
  object({ kind: z.literal('stepDone'), at: instant }),
  object({ kind: z.literal('foundStale'), found: snapshot, at: instant }),
  object({ kind: z.literal('applied'), found: snapshot, at: instant }),
  object({ kind: z.literal('failed'), failure, at: instant }),
  object({ kind: z.literal('lostSight'), problem: directoryProblem.nullable(), at: instant }),
  object({ kind: z.literal('looked'), by: person, at: instant }),
  object({ kind: z.literal('rejected'), by: person, at: instant, reason: z.string().nullable() }),
  object({ kind: z.literal('expired'), at: instant }),
  object({ kind: z.literal('reviewed'), by: person, at: instant, finding: z.string() }),
]) satisfies z.ZodType<JournalEvent>;

export const requestIds = list(z.string());
