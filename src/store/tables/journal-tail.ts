import { StoreError, type ParkedEvent, type Untold } from '../../app/ports.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { ChangeId, DriftId } from '../../domain/ids.ts';
import { hashOf } from '../chain.ts';
import { one, run, type Query, type Row } from '../query.ts';
import { entryOf, noteOf, readLine, type JournalTable } from './journal.ts';
import type { SightsTable } from './sights.ts';
import { statement } from './statement.ts';

const LINES = 'told_lines';
const SIGHTS = 'told_sights';

const BEGIN = statement('INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING');
const MOVE = statement('UPDATE meta SET value = ?1 WHERE key = ?2');
const TOLD_SIGHTS = statement(`SELECT value FROM meta WHERE key = '${SIGHTS}'`);
const NEXT_LINE = statement(`
  SELECT seq, line FROM journal
  WHERE seq > (SELECT value FROM meta WHERE key = '${LINES}') AND about NOT IN ('baselines', 'refusals', 'recertifications')
  ORDER BY seq LIMIT 1
`);
const LINE_AT = statement('SELECT seq, line FROM journal WHERE seq = ?1');
const PASS = statement('UPDATE meta SET value = ?1 WHERE key = ?2 AND value < ?1');

/**
 * What a program outside was not told of: lines of the journal, and sights. How far each was told is kept in `meta`; where
 * nothing is, telling begins with what comes next.
 * @param subjects what is stored of the changes and drifts that the lines are about
 */
export function journalTail(
  journal: Pick<JournalTable, 'head'>,
  sights: Pick<SightsTable, 'after' | 'lastSeq'>,
  subjects: {
    readonly change: (id: ChangeId) => Query<Change | undefined>;
    readonly drift: (id: DriftId) => Query<Drift | undefined>;
  },
) {
  function* untoldOf(row: Row): Query<Untold> {
    const line = readLine(row);
    if (line.of === 'changes') {
      const change = there(yield* subjects.change(line.id), line.id);
      return { seq: line.seq, of: 'changes', change, entry: entryOf(line) };
    }
    if (line.of === 'drifts') {
      const drift = there(yield* subjects.drift(line.id), line.id);
      return { seq: line.seq, of: 'drifts', drift, event: line.event };
    }
    return { seq: line.seq, of: 'notes', note: noteOf(line), hash: hashOf(String(row['line'])) };
  }

  function* nextSight(): Query<Untold | undefined> {
    const told = yield* one(TOLD_SIGHTS);
    const row = told === undefined ? undefined : yield* sights.after(Number(told['value']));
    return row && { ...row, of: 'sights' };
  }

  return {
    *begin(): Query<void> {
      yield* run(BEGIN, LINES, (yield* journal.head()).seq);
      yield* run(BEGIN, SIGHTS, yield* sights.lastSeq());
    },

    *next(): Query<Untold | undefined> {
      const row = yield* one(NEXT_LINE);
      return row === undefined ? yield* nextSight() : yield* untoldOf(row);
    },

    /** What is of that place; undefined: it is no more. */
    *at({ source, seq }: Pick<ParkedEvent, 'source' | 'seq'>): Query<Untold | undefined> {
      if (source === 'sights') {
        const found = yield* sights.after(seq - 1);
        return found?.seq === seq ? { ...found, of: 'sights' } : undefined;
      }
      const row = yield* one(LINE_AT, seq);
      return row && (yield* untoldOf(row));
    },

    /** What comes after it is next, unless that was so already. */
    *passOver({ seq, of }: Pick<Untold, 'seq' | 'of'>): Query<void> {
      yield* run(PASS, seq, of === 'sights' ? SIGHTS : LINES);
    },

    *recordTold({ seq, of }: Pick<Untold, 'seq' | 'of'>): Query<void> {
      yield* run(MOVE, seq, of === 'sights' ? SIGHTS : LINES);
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
