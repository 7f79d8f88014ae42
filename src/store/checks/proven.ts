import type { Dialect } from '../dialect.ts';
import { leafOf } from '../merkle.ts';
import { all, inPages, one, type Query, type Row } from '../query.ts';
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
export function* proven(dialect: Pick<Dialect, 'text'>, change: string): Query<Proven> {
  const { text } = dialect;
  const [of, id] = [text('line', 'of'), text('line', 'id')];
  const told = yield* all(`SELECT seq, line FROM journal WHERE ${of} = 'changes' AND ${id} = ?1 ORDER BY seq`, change);
  const lines = told.map((row) => ({ seq: Number(row['seq']), line: String(row['line']) }));
  if (lines.length === 0) return { kind: 'unknown' };
  const last = yield* one(`SELECT seq, line FROM journal WHERE ${of} = 'witness' ORDER BY seq DESC LIMIT 1`);
  const witness = last && readLine(last);
  if (last === undefined || witness?.of !== 'witness') return { kind: 'unwitnessed' };
  const size = witness.event.entries;
  const held = lines.filter(({ seq }) => seq <= size);
  if (held.length === 0) return { kind: 'unwitnessed' };
  const known: string[] = [];
  const learn = ({ hash }: Row): void => void known.push(leafOf(String(hash)));
  yield* inPages('SELECT seq, hash FROM journal', learn, { where: 'seq <= ?3', values: [size] });
  const leaves = { before: yield* movedOut(dialect), known };
  return {
    kind: 'proven',
    proof: prove(change, held, String(last['line']), leaves),
    left: lines.length - held.length,
  };
}
