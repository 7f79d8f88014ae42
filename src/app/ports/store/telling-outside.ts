import type { Change } from '../../../domain/change/change.ts';
import type { JournalEntry } from '../../../domain/change/journal.ts';
import type { Drift, DriftJournalEvent } from '../../../domain/drift/drift.ts';
import type { Note } from '../../../domain/journal/note.ts';
import type { Sight } from '../../../domain/drift/sight.ts';
import type { ParkedNotice } from '../../../domain/replies/notice.ts';

/**
 * A line of the journal, and what it is about as it is by now; or a sight, of which the journal says nothing. `seq` grows
 * from line to line, and from sight to sight. Lines about baselines and refusals are for nobody outside.
 */
export type Untold = { readonly seq: number } & (
  | { readonly of: 'changes'; readonly change: Change; readonly entry: JournalEntry }
  | { readonly of: 'drifts'; readonly drift: Drift; readonly event: DriftJournalEvent }
  | { readonly of: 'notes'; readonly note: Note; /** Of the line. */ readonly hash: string }
  | { readonly of: 'sights'; readonly sight: Sight }
);

/** What becomes of an event that is not taken, with the id and the type by which the receiver knows it. */
export type Parking = ParkedNotice;

/** An event that the receiver does not take, and that holds up no other. */
export type ParkedEvent = Parking & {
  /** What it was made of, as in `Untold`: a line of the journal, or a sight. */
  readonly source: 'lines' | 'sights';
  readonly seq: number;
};

/** How far a program outside has been told of what happens. */
export interface OutsideTellingStore {
  /** From now on, what happens is to be told outside; where that is so already, nothing changes. */
  beginTelling(): Promise<void>;
  /** What comes next of what was not told outside; of the journal in its order, and of the sights in theirs. */
  untold(): Promise<Untold | undefined>;
  recordTold(told: Pick<Untold, 'seq' | 'of'>): Promise<void>;

  /** Sets aside what the receiver does not take: what comes after it is next. */
  park(untold: Pick<Untold, 'seq' | 'of'>, parking: Parking): Promise<void>;
  /** Those that are set aside, oldest first. */
  parked(): Promise<readonly ParkedEvent[]>;
  /** From now on they are to be sent again. @returns how many they are */
  callParked(): Promise<number>;
  /** Of those that are to be sent again, the next one; undefined: there is none. */
  nextCalled(): Promise<Untold | undefined>;
  /** It was taken, or is no more. */
  unpark(told: Pick<Untold, 'seq' | 'of'>): Promise<void>;
}
