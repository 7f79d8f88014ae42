import type { DatabaseSync } from 'node:sqlite';
import type { Peaks } from '../merkle.ts';
import { readLine } from '../tables/journal.ts';

/** The tree over the lines that were moved out of a journal that is whole; of none where nothing was. */
export function movedOut(sql: DatabaseSync): { readonly size: number; readonly peaks: Peaks } {
  const row = sql
    .prepare("SELECT seq, line FROM journal WHERE line ->> '$.of' = 'archive' ORDER BY seq DESC LIMIT 1")
    .get();
  const line = row && readLine(row);
  return line?.of === 'archive' ? { size: line.event.entries, peaks: line.event.peaks } : { size: 0, peaks: [] };
}
