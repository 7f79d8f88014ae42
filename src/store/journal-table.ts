import type { DatabaseSync } from 'node:sqlite';
import type { JournalEntry } from '../domain/journal.ts';
import type { Change } from '../domain/change.ts';
import type { ChangeId } from '../domain/ids.ts';
import { decode, encode } from './body.ts';
import { journalEvent, requestIds } from './schema/journal.ts';
import { StoreError } from './store-error.ts';

/** Rows of `journal`: one for each revision of a change. Methods are synchronous and throw as node:sqlite does. */
export function journalTable(sql: DatabaseSync) {
  const add = sql.prepare('INSERT INTO journal (change_id, revision, body, request_ids) VALUES (?, ?, ?, ?)');
  const byChange = sql.prepare('SELECT seq, body, request_ids FROM journal WHERE change_id = ? ORDER BY seq');

  return {
    /** Appends what brought `change` to its revision. Belongs in the transaction that stores the change. */
    append: (change: Change, entry: JournalEntry): void => {
      const { id } = change.proposal;
      if (entry.changeId !== id) {
        throw new StoreError('contradiction', `A journal entry of ${entry.changeId} does not belong to change ${id}.`);
      }
      const what = `The journal entry of change ${id}`;
      const body = encode(journalEvent, entry.event, what);
      add.run(id, change.revision, body, encode(requestIds, entry.requestIds, what));
    },

    /** Oldest first; empty for a change that is not stored. */
    of: (id: ChangeId): readonly JournalEntry[] =>
      byChange.all(id).map((row) => {
        const what = `Line ${String(row['seq'])} of the journal, of change ${id},`;
        return {
          changeId: id,
          event: decode(journalEvent, row['body'], what),
          requestIds: decode(requestIds, row['request_ids'], what),
        };
      }),
  };
}
