import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type JournalLine } from '../app/ports.ts';
import type { Change } from '../domain/change.ts';
import type { Drift } from '../domain/drift.ts';
import type { ChangeId, DriftId } from '../domain/ids.ts';
import { entryOf, readLine, type JournalTable } from './journal-table.ts';

/**
 * The journal's lines that a program outside was not told of. Methods are synchronous and throw as node:sqlite does.
 * How far the journal was told is kept in `meta`; where nothing is, telling begins with what comes next.
 * @param subjects what is stored of the changes and drifts that the lines are about
 */
export function journalTail(
  sql: DatabaseSync,
  journal: Pick<JournalTable, 'head'>,
  subjects: {
    readonly change: (id: ChangeId) => Change | undefined;
    readonly drift: (id: DriftId) => Drift | undefined;
  },
) {
  const begin = sql.prepare("INSERT INTO meta (key, value) VALUES ('told_lines', ?) ON CONFLICT (key) DO NOTHING");
  const move = sql.prepare("UPDATE meta SET value = ? WHERE key = 'told_lines'");
  const next = sql.prepare(`
    SELECT seq, line FROM journal
    WHERE seq > (SELECT value FROM meta WHERE key = 'told_lines') ORDER BY seq LIMIT 1
  `);

  return {
    begin: (): void => {
      begin.run(journal.head().seq);
    },

    next: (): JournalLine | undefined => {
      const row = next.get();
      if (row === undefined) return undefined;
      const line = readLine(row);
      if (line.of === 'changes') {
        const change = there(subjects.change(line.id), line.id);
        return { seq: line.seq, of: 'changes', change, entry: entryOf(line) };
      }
      return { seq: line.seq, of: 'drifts', drift: there(subjects.drift(line.id), line.id), event: line.event };
    },

    recordTold: (seq: number): void => {
      move.run(seq);
    },
  };
}

function there<Subject>(subject: Subject | undefined, id: ChangeId | DriftId): Subject {
  if (subject !== undefined) return subject;
  throw new StoreError(
    'damaged',
    `The journal tells of ${id}, which is not stored. Put a backup of the store in its place.`,
  );
}
