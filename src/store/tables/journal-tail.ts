import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type ParkedEvent, type Untold } from '../../app/ports.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { ChangeId, DriftId } from '../../domain/ids.ts';
import { hashOf } from '../chain.ts';
import { entryOf, noteOf, readLine, type JournalTable } from './journal.ts';
import type { SightsTable } from './sights.ts';

/**
 * What a program outside was not told of: lines of the journal, and sights. Methods are synchronous and throw as
 * node:sqlite does. How far each was told is kept in `meta`; where nothing is, telling begins with what comes next.
 * @param subjects what is stored of the changes and drifts that the lines are about
 */
export function journalTail(
  sql: DatabaseSync,
  journal: Pick<JournalTable, 'head'>,
  sights: Pick<SightsTable, 'after' | 'count'>,
  subjects: {
    readonly change: (id: ChangeId) => Change | undefined;
    readonly drift: (id: DriftId) => Drift | undefined;
  },
) {
  const begin = sql.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING');
  const move = sql.prepare('UPDATE meta SET value = ? WHERE key = ?');
  const toldSights = sql.prepare(`SELECT value FROM meta WHERE key = '${SIGHTS}'`);
  const nextLine = sql.prepare(`
    SELECT seq, line FROM journal
    WHERE seq > (SELECT value FROM meta WHERE key = '${LINES}') AND about NOT IN ('baselines', 'refusals')
    ORDER BY seq LIMIT 1
  `);

  const lineAt = sql.prepare('SELECT seq, line FROM journal WHERE seq = ?');
  const pass = sql.prepare('UPDATE meta SET value = ? WHERE key = ? AND value < ?');

  const untoldOf = (row: Readonly<Record<string, unknown>>): Untold => {
    const line = readLine(row);
    if (line.of === 'changes') {
      const change = there(subjects.change(line.id), line.id);
      return { seq: line.seq, of: 'changes', change, entry: entryOf(line) };
    }
    if (line.of === 'drifts') {
      return { seq: line.seq, of: 'drifts', drift: there(subjects.drift(line.id), line.id), event: line.event };
    }
    return { seq: line.seq, of: 'notes', note: noteOf(line), hash: hashOf(String(row['line'])) };
  };

  const nextSight = (): Untold | undefined => {
    const told = toldSights.get();
    const row = told === undefined ? undefined : sights.after(Number(told['value']));
    return row && { ...row, of: 'sights' };
  };

  return {
    begin: (): void => {
      begin.run(LINES, journal.head().seq);
      begin.run(SIGHTS, sights.count());
    },

    next: (): Untold | undefined => {
      const row = nextLine.get();
      return row === undefined ? nextSight() : untoldOf(row);
    },

    /** What is of that place; undefined: it is no more. */
    at: ({ source, seq }: Pick<ParkedEvent, 'source' | 'seq'>): Untold | undefined => {
      if (source === 'sights') {
        const found = sights.after(seq - 1);
        return found?.seq === seq ? { ...found, of: 'sights' } : undefined;
      }
      const row = lineAt.get(seq);
      return row && untoldOf(row);
    },

    /** What comes after it is next, unless that was so already. */
    passOver: ({ seq, of }: Pick<Untold, 'seq' | 'of'>): void => {
      pass.run(seq, of === 'sights' ? SIGHTS : LINES, seq);
    },

    recordTold: ({ seq, of }: Pick<Untold, 'seq' | 'of'>): void => {
      move.run(seq, of === 'sights' ? SIGHTS : LINES);
    },
  };
}

const LINES = 'told_lines';
const SIGHTS = 'told_sights';

function there<Subject>(subject: Subject | undefined, id: ChangeId | DriftId): Subject {
  if (subject !== undefined) return subject;
  throw new StoreError(
    'damaged',
    `The journal tells of ${id}, which is not stored. Put a backup of the store in its place.`,
  );
}
