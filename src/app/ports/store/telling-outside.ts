import type { Change } from '../../../domain/change/change.ts';
import type { JournalEntry } from '../../../domain/change/journal.ts';
import type { Drift, DriftJournalEvent } from '../../../domain/drift/drift.ts';
import type { Note } from '../../../domain/journal/note.ts';
import type { Sight } from '../../../domain/drift/sight.ts';

/**
 * A line of the journal, and what it is about as it is by now; or a sight, of which the journal says nothing. `seq` grows
 * from line to line, and from sight to sight. Lines about baselines and refusals are for nobody outside.
 */
export type Untold = { readonly seq: number } & (
  | { readonly of: 'changes'; readonly change: Change; readonly entry: JournalEntry }
  | { readonly of: 'drifts'; readonly drift: Drift; readonly event: DriftJournalEvent }
  | { readonly of: 'notes'; readonly note: Note }
  | { readonly of: 'sights'; readonly sight: Sight }
);

/** How far a program outside has been told of what happens. */
export interface OutsideTellingStore {
  /** From now on, what happens is to be told outside; where that is so already, nothing changes. */
  beginTelling(): Promise<void>;
  /** What comes next of what was not told outside; of the journal in its order, and of the sights in theirs. */
  untold(): Promise<Untold | undefined>;
  recordTold(told: Pick<Untold, 'seq' | 'of'>): Promise<void>;
}
