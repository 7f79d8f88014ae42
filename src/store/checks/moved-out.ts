import type { Dialect } from '../dialect.ts';
import type { Peaks } from '../merkle.ts';
import { one, type Query } from '../query.ts';
import { readLine } from '../tables/journal.ts';

/** The tree over the lines that were moved out of a journal that is whole; of none where nothing was. */
export function* movedOut({ text }: Pick<Dialect, 'text'>): Query<{ readonly size: number; readonly peaks: Peaks }> {
  const row = yield* one(
    `SELECT seq, line FROM journal WHERE ${text('line', 'of')} = 'archive' ORDER BY seq DESC LIMIT 1`,
  );
  const line = row && readLine(row);
  return line?.of === 'archive' ? { size: line.event.entries, peaks: line.event.peaks } : { size: 0, peaks: [] };
}
