import { StoreError } from '../../app/ports.ts';
import type { JournalEntry } from '../../domain/change/journal.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Drift, DriftJournalEvent } from '../../domain/drift/drift.ts';
import type { MisuseEvent } from '../../domain/drift/misuse.ts';
import type { Recertification } from '../../domain/recertify/recertification.ts';
import type { ChangeId, DriftId, MisuseId, TenantId } from '../../domain/ids.ts';
import type { Note } from '../../domain/journal/note.ts';
import { nextSubscription, type SubscriptionEvent } from '../../domain/telling/subscription-event.ts';
import type { Subscription } from '../../domain/telling/subscription.ts';
import { decode, encode } from '../body.ts';
import { hashOf, type JournalHead } from '../chain.ts';
import type { Dialect } from '../dialect.ts';
import { grown, leafOf, type Peaks } from '../merkle.ts';
import { all, inPages, one, run, type Query, type Row } from '../query.ts';
import { journalLine, type StoredLine } from '../schema/journal.ts';
import { statement } from './statement.ts';

const HEAD = statement('SELECT seq, hash FROM journal_head');
const ADD = statement('INSERT INTO journal (seq, line, hash) VALUES (?1, ?2, ?3)');
const OF_CHANGE = statement('SELECT seq, line FROM journal WHERE change_id = ?1 ORDER BY seq');
const OF_DRIFT = statement('SELECT seq, line FROM journal WHERE drift_id = ?1 ORDER BY seq');
const LAST_OF = statement('SELECT seq, line FROM journal WHERE about = ?1 ORDER BY seq DESC LIMIT 1');
const FIRST = statement('SELECT seq, line FROM journal ORDER BY seq LIMIT 1');
const LAST_TREE = statement(
  "SELECT seq, line FROM journal WHERE about IN ('witness', 'archive') ORDER BY seq DESC LIMIT 1",
);
const OF_SUBSCRIPTIONS = statement("SELECT seq, line FROM journal WHERE about = 'subscriptions' ORDER BY seq");
const MISUSES = statement("SELECT seq, line FROM journal WHERE about = 'misuses' ORDER BY seq");

/**
 * Rows of `journal`: one for each revision of a change or drift, and notes, chained (`chain.ts`). What appends belongs in
 * the transaction that stores what it tells of.
 */
export function journalTable({ text }: Pick<Dialect, 'text'>) {
  const ID = text('line', 'id');
  const MATCHED = `SELECT 1 FROM journal WHERE event = 'matched' AND ${text('line', 'event', 'record', 'auditId')} = ?1`;
  const LINKS = `
    SELECT line, hash, coalesce(
      (SELECT previous FROM journal AS later WHERE later.seq = journal.seq + 1),
      (SELECT hash FROM journal_head WHERE journal_head.seq = journal.seq)
    ) AS kept
    FROM journal WHERE change_id = ?1 OR drift_id = ?1 OR (about IN ('misuses', 'recertifications') AND ${ID} = ?1)
  `;
  const OF_SUBSCRIPTION = `SELECT seq, line FROM journal WHERE about = 'subscriptions' AND ${ID} = ?1 ORDER BY seq`;

  const RECERTIFICATION = `
    SELECT seq, line FROM journal WHERE about = 'recertifications' AND ${ID} = ?1 ORDER BY seq DESC LIMIT 1
  `;

  function* head(): Query<JournalHead> {
    const row = yield* one(HEAD);
    if (row !== undefined) return { seq: Number(row['seq']), hash: String(row['hash']) };
    throw new StoreError('damaged', 'The journal has lost its head. Put a backup of the store in its place.');
  }

  function* append(entry: Entry): Query<void> {
    const { seq, hash } = yield* head();
    const stored: StoredLine = { seq: seq + 1, ...entry, previous: hash };
    const line = encode<StoredLine>(journalLine, stored, `The journal entry of ${entry.id}`);
    yield* run(ADD, stored.seq, line, hashOf(line));
  }

  return {
    /** As `statements` of `statement.ts`. */
    statements: [MATCHED, LINKS, OF_SUBSCRIPTION, RECERTIFICATION],

    head,

    /** Appends what brought `change` to its revision. */
    *appendOfChange(
      { proposal: { id }, revision }: Change,
      { changeId, event, requestIds }: JournalEntry,
    ): Query<void> {
      if (changeId !== id) {
        throw new StoreError('contradiction', `A journal entry of ${changeId} does not belong to change ${id}.`);
      }
      yield* append({ of: 'changes', id, revision, event, requestIds });
    },

    /** Appends what brought `drift` to its revision. */
    appendOfDrift: ({ id, revision }: Drift, event: DriftJournalEvent): Query<void> =>
      append({ of: 'drifts', id, revision, event }),

    /** Appends what is about no change and no drift. */
    note: (note: Note): Query<void> => append(note),

    /** The last line about such a thing. */
    *last(of: Note['of']): Query<StoredLine | undefined> {
      const row = yield* one(LAST_OF, of);
      return row === undefined ? undefined : readLine(row);
    },

    /** The first line that there is. */
    *first(): Query<StoredLine | undefined> {
      const row = yield* one(FIRST);
      return row === undefined ? undefined : readLine(row);
    },

    /** The tree over all lines (`../merkle.ts`): that of the last one which stands for those before it, and what came since. */
    *tree(): Query<{ readonly size: number; readonly peaks: Peaks }> {
      const row = yield* one(LAST_TREE);
      const known = row === undefined ? undefined : readLine(row);
      const isTree = known?.of === 'witness' || known?.of === 'archive';
      let [size, peaks]: [number, Peaks] = isTree ? [known.event.entries, known.event.peaks] : [0, []];
      const grow = ({ hash }: Row): void => {
        peaks = grown(peaks, size, leafOf(String(hash)));
        size += 1;
      };
      yield* inPages('SELECT seq, hash FROM journal', grow, { after: size });
      return { size, peaks };
    },

    /** Oldest first; empty for a change that is not stored. */
    *ofChange(id: ChangeId): Query<readonly JournalEntry[]> {
      return (yield* all(OF_CHANGE, id)).flatMap((row) => {
        const entry = readLine(row);
        return entry.of === 'changes' ? [entryOf(entry)] : [];
      });
    },

    /** What is told of each use of the bot's own identity by somebody else, oldest first. */
    *misuses(): Query<ReadonlyMap<MisuseId, readonly MisuseEvent[]>> {
      const told = new Map<MisuseId, MisuseEvent[]>();
      for (const row of yield* all(MISUSES)) {
        const entry = readLine(row);
        if (entry.of !== 'misuses') continue;
        const events = told.get(entry.id) ?? [];
        told.set(entry.id, [...events, entry.event]);
      }
      return told;
    },

    /** What is told of who hears there, oldest first. @param place the conversation's id, at its root */
    *ofSubscription(place: string): Query<readonly SubscriptionEvent[]> {
      return (yield* all(OF_SUBSCRIPTION, place)).flatMap((row) => {
        const entry = readLine(row);
        return entry.of === 'subscriptions' ? [entry.event] : [];
      });
    },

    /** Who hears, as all that is told of it leads to. What was before the first line that there is is stated anew. */
    *subscriptionsTold(): Query<ReadonlyMap<string, Subscription>> {
      const told = new Map<string, Subscription>();
      for (const row of yield* all(OF_SUBSCRIPTIONS)) {
        const entry = readLine(row);
        const after =
          entry.of === 'subscriptions' ? nextSubscription(told.get(entry.id) ?? null, entry.event) : undefined;
        if (after === null) told.delete(entry.id);
        else if (after !== undefined) told.set(entry.id, after);
      }
      return told;
    },

    /** Whether each entry of a change, drift or misuse has the hash that it was written with, and the chain goes on from it. */
    *isAsWritten(id: ChangeId | DriftId | MisuseId | TenantId): Query<boolean> {
      return (yield* all(LINKS, id)).every(({ line, hash, kept }) => hashOf(String(line)) === hash && hash === kept);
    },

    /** How it was told last who answers for a partner; undefined: nobody ever did, or was asked. */
    *recertificationOf(id: TenantId): Query<Recertification | undefined> {
      const row = yield* one(RECERTIFICATION, id);
      const entry = row && readLine(row);
      return entry?.of === 'recertifications' ? entry.event.state : undefined;
    },

    /** Whether a record of Entra's audit log is the record of some step already. */
    *isMatched(auditId: string): Query<boolean> {
      return (yield* one(MATCHED, auditId)) !== undefined;
    },

    /** Oldest first; empty for a drift that is not stored. */
    *ofDrift(id: DriftId): Query<readonly DriftJournalEvent[]> {
      return (yield* all(OF_DRIFT, id)).flatMap((row) => {
        const entry = readLine(row);
        return entry.of === 'drifts' ? [entry.event] : [];
      });
    },
  };
}

export type JournalTable = ReturnType<typeof journalTable>;

type Unchained<Line> = Line extends StoredLine ? Omit<Line, 'seq' | 'previous'> : never;
type Entry = Unchained<StoredLine>;

/** @param row `seq` and `line` of a row of `journal` */
export function readLine(row: Readonly<Record<string, unknown>>): StoredLine {
  return decode<StoredLine>(journalLine, row['line'], `Line ${String(row['seq'])} of the journal`);
}

export function entryOf({ id, event, requestIds }: Extract<StoredLine, { of: 'changes' }>): JournalEntry {
  return { changeId: id, event, requestIds };
}

export function noteOf({ seq: _seq, previous: _previous, ...note }: Extract<StoredLine, Note>): Note {
  return note;
}
