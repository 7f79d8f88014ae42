import type { DatabaseSync } from 'node:sqlite';
import { leafOf } from '../merkle.ts';
import { readLine } from '../tables/journal.ts';
import { movedOut } from './moved-out.ts';
import { prove, type Proof } from './proof.ts';

export type Proven =
  | {
      readonly kind: 'proven';
      readonly proof: Omit<Proof, 'how'>;
      /** So many of its entries are newer than the head. */ readonly left: number;
    }
  /** No entry tells of it. */
  | { readonly kind: 'unknown' }
  /** No head that was sent out stands for it yet. */
  | { readonly kind: 'unwitnessed' };

/** The proof of a change from what is stored; asked of the lines themselves, which the chain holds. */
export function proven(sql: DatabaseSync, change: string): Proven {
  const lines = sql
    .prepare("SELECT seq, line FROM journal WHERE line ->> '$.of' = 'changes' AND line ->> '$.id' = ? ORDER BY seq")
    .all(change)
    .map((row) => ({ seq: Number(row['seq']), line: String(row['line']) }));
  if (lines.length === 0) return { kind: 'unknown' };
  const last = sql
    .prepare("SELECT seq, line FROM journal WHERE line ->> '$.of' = 'witness' ORDER BY seq DESC LIMIT 1")
    .get();
  const witness = last && readLine(last);
  if (last === undefined || witness?.of !== 'witness') return { kind: 'unwitnessed' };
  const size = witness.event.entries;
  const held = lines.filter(({ seq }) => seq <= size);
  if (held.length === 0) return { kind: 'unwitnessed' };
  const known = sql
    .prepare('SELECT hash FROM journal WHERE seq <= ? ORDER BY seq')
    .all(size)
    .map(({ hash }) => leafOf(String(hash)));
  const leaves = { before: movedOut(sql), known };
  return {
    kind: 'proven',
    proof: prove(change, held, String(last['line']), leaves),
    left: lines.length - held.length,
  };
}
