import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../app/ports.ts';
import type { JournalEntry } from '../../domain/change/journal.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Drift, DriftJournalEvent } from '../../domain/drift/drift.ts';
import type { MisuseEvent } from '../../domain/drift/misuse.ts';
import type { ChangeId, DriftId, MisuseId } from '../../domain/ids.ts';
import type { Note } from '../../domain/journal/note.ts';
import { nextSubscription, type SubscriptionEvent } from '../../domain/telling/subscription-event.ts';
import type { Subscription } from '../../domain/telling/subscription.ts';
import { decode, encode } from '../body.ts';
import { hashOf, type JournalHead } from '../chain.ts';
import { grown, leafOf, type Peaks } from '../merkle.ts';
import { journalLine, type StoredLine } from '../schema/journal.ts';

/**
 * Rows of `journal`: one for each revision of a change or drift, and notes, chained (`chain.ts`). What appends belongs in
 * the transaction that stores what it tells of. Methods are synchronous and throw as node:sqlite does, or StoreError.
 */
export function journalTable(sql: DatabaseSync) {
  const readHead = sql.prepare('SELECT seq, hash FROM journal_head');
  const add = sql.prepare('INSERT INTO journal (seq, line, hash) VALUES (?, ?, ?)');
  const ofChange = sql.prepare('SELECT seq, line FROM journal WHERE change_id = ? ORDER BY seq');
  const matched = sql.prepare(
    "SELECT 1 FROM journal WHERE event = 'matched' AND line ->> '$.event.record.auditId' = ?",
  );
  const links = sql.prepare(`
    SELECT line, hash, coalesce(
      (SELECT previous FROM journal AS later WHERE later.seq = journal.seq + 1),
      (SELECT hash FROM journal_head WHERE journal_head.seq = journal.seq)
    ) AS kept
    FROM journal WHERE change_id = ?1 OR drift_id = ?1 OR (about = 'misuses' AND line ->> '$.id' = ?1)
  `);
  const lastOf = sql.prepare('SELECT seq, line FROM journal WHERE about = ? ORDER BY seq DESC LIMIT 1');
  const firstOf = sql.prepare('SELECT seq, line FROM journal ORDER BY seq LIMIT 1');
  const hashes = sql.prepare('SELECT hash FROM journal WHERE seq > ? ORDER BY seq');
  const lastTree = sql.prepare(
    "SELECT seq, line FROM journal WHERE about IN ('witness', 'archive') ORDER BY seq DESC LIMIT 1",
  );
  const misuses = sql.prepare("SELECT seq, line FROM journal WHERE about = 'misuses' ORDER BY seq");
  const ofSubscription = sql.prepare(
    "SELECT seq, line FROM journal WHERE about = 'subscriptions' AND line ->> '$.id' = ? ORDER BY seq",
  );
  const ofSubscriptions = sql.prepare("SELECT seq, line FROM journal WHERE about = 'subscriptions' ORDER BY seq");
  const ofDrift = sql.prepare('SELECT seq, line FROM journal WHERE drift_id = ? ORDER BY seq');

  const head = (): JournalHead => {
    const row = readHead.get();
    if (row !== undefined) return { seq: Number(row['seq']), hash: String(row['hash']) };
    throw new StoreError('damaged', 'The journal has lost its head. Put a backup of the store in its place.');
  };

  const append = (entry: Entry): void => {
    const { seq, hash } = head();
    const stored: StoredLine = { seq: seq + 1, ...entry, previous: hash };
    const line = encode<StoredLine>(journalLine, stored, `The journal entry of ${entry.id}`);
    add.run(stored.seq, line, hashOf(line));
  };

  return {
    head,

    /** Appends what brought `change` to its revision. */
    appendOfChange: ({ proposal: { id }, revision }: Change, { changeId, event, requestIds }: JournalEntry): void => {
      if (changeId !== id) {
        throw new StoreError('contradiction', `A journal entry of ${changeId} does not belong to change ${id}.`);
      }
      append({ of: 'changes', id, revision, event, requestIds });
    },

    /** Appends what brought `drift` to its revision. */
    appendOfDrift: ({ id, revision }: Drift, event: DriftJournalEvent): void => {
      append({ of: 'drifts', id, revision, event });
    },

    /** Appends what is about no change and no drift. */
    note: (note: Note): void => {
      append(note);
    },

    /** The last line about such a thing. */
    last: (of: Note['of']): StoredLine | undefined => {
      const row = lastOf.get(of);
      return row === undefined ? undefined : readLine(row);
    },

    /** The first line that there is. */
    first: (): StoredLine | undefined => {
      const row = firstOf.get();
      return row === undefined ? undefined : readLine(row);
    },

    /** The tree over all lines (`../merkle.ts`): that of the last one which stands for those before it, and what came since. */
    tree: (): { readonly size: number; readonly peaks: Peaks } => {
      const row = lastTree.get();
      const known = row === undefined ? undefined : readLine(row);
      const isTree = known?.of === 'witness' || known?.of === 'archive';
      let [size, peaks]: [number, Peaks] = isTree ? [known.event.entries, known.event.peaks] : [0, []];
      for (const { hash } of hashes.iterate(size)) {
        peaks = grown(peaks, size, leafOf(String(hash)));
        size += 1;
      }
      return { size, peaks };
    },

    /** Oldest first; empty for a change that is not stored. */
    ofChange: (id: ChangeId): readonly JournalEntry[] =>
      ofChange.all(id).flatMap((row) => {
        const entry = readLine(row);
        return entry.of === 'changes' ? [entryOf(entry)] : [];
      }),

    /** What is told of each use of the bot's own identity by somebody else, oldest first. */
    misuses: (): ReadonlyMap<MisuseId, readonly MisuseEvent[]> => {
      const told = new Map<MisuseId, MisuseEvent[]>();
      for (const row of misuses.all()) {
        const entry = readLine(row);
        if (entry.of !== 'misuses') continue;
        const events = told.get(entry.id) ?? [];
        told.set(entry.id, [...events, entry.event]);
      }
      return told;
    },

    /** What is told of who hears there, oldest first. @param place the conversation's id, at its root */
    ofSubscription: (place: string): readonly SubscriptionEvent[] =>
      ofSubscription.all(place).flatMap((row) => {
        const entry = readLine(row);
        return entry.of === 'subscriptions' ? [entry.event] : [];
      }),

    /** Who hears, as all that is told of it leads to. What was before the first line that there is is stated anew. */
    subscriptionsTold: (): ReadonlyMap<string, Subscription> => {
      const told = new Map<string, Subscription>();
      for (const row of ofSubscriptions.all()) {
        const entry = readLine(row);
        const after =
          entry.of === 'subscriptions' ? nextSubscription(told.get(entry.id) ?? null, entry.event) : undefined;
        if (after === null) told.delete(entry.id);
        else if (after !== undefined) told.set(entry.id, after);
      }
      return told;
    },

    /** Whether each entry of a change, drift or misuse has the hash that it was written with, and the chain goes on from it. */
    isAsWritten: (id: ChangeId | DriftId | MisuseId): boolean =>
      links.all(id).every(({ line, hash, kept }) => hashOf(String(line)) === hash && hash === kept),

    /** Whether a record of Entra's audit log is the record of some step already. */
    isMatched: (auditId: string): boolean => matched.get(auditId) !== undefined,

    /** Oldest first; empty for a drift that is not stored. */
    ofDrift: (id: DriftId): readonly DriftJournalEvent[] =>
      ofDrift.all(id).flatMap((row) => {
        const entry = readLine(row);
        return entry.of === 'drifts' ? [entry.event] : [];
      }),
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
