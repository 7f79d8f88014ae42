import { createHash } from 'node:crypto';
import { all, one, run, type Query, type Row, type Runner, type Value } from '../query.ts';
import type { Copied } from './tables.ts';
import { WITHOUT_MARK } from './unfinished.ts';

const list = (names: readonly string[]): string => names.join(', ');
const parameters = (count: number, from = 1): string =>
  Array.from({ length: count }, (_, n) => `?${String(n + from)}`).join(', ');
/** What else is in a table is no row of its own. */
const ofItself = ({ table }: Copied): string => (table === 'meta' ? WITHOUT_MARK : 'true');

const valueOf = (row: Row, column: string): Value => {
  const value = row[column];
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`a copied column holds a ${typeof value}`);
};
export const keyOf = (copied: Copied, row: Row): readonly Value[] => copied.key.map((column) => valueOf(row, column));

/** The next rows after a key; undefined: from the first one on. */
export function* rowsAfter(copied: Copied, key: readonly Value[] | undefined, limit: number): Query<readonly Row[]> {
  const { table, columns, key: order } = copied;
  const after = key === undefined ? '' : `AND (${list(order)}) > (${parameters(order.length, 2)}) `;
  const select = `SELECT ${list(columns)} FROM ${table} WHERE ${ofItself(copied)} ${after}ORDER BY ${list(order)}`;
  return yield* all(`${select} LIMIT ?1`, limit, ...(key ?? []));
}

/** The key of the last row; undefined: there is none. */
export function* lastKey(copied: Copied): Query<readonly Value[] | undefined> {
  const { table, key } = copied;
  const backwards = key.map((column) => `${column} DESC`).join(', ');
  const row = yield* one(`SELECT ${list(key)} FROM ${table} WHERE ${ofItself(copied)} ORDER BY ${backwards} LIMIT 1`);
  return row && keyOf(copied, row);
}

export function* countOf(copied: Copied): Query<number> {
  return Number((yield* one(`SELECT count(*) AS rows FROM ${copied.table} WHERE ${ofItself(copied)}`))?.['rows']);
}

export function* addRows({ table, columns }: Copied, rows: readonly Row[]): Query<void> {
  const add = `INSERT INTO ${table} (${list(columns)}) VALUES (${parameters(columns.length)})`;
  for (const row of rows) yield* run(add, ...columns.map((column) => valueOf(row, column)));
}

/** How many rows a table has, and a hash of all that is stored of them. */
export type Contents = { readonly rows: number; readonly hash: string };

/** Page after page, each read by itself: nobody writes meanwhile. */
export async function contentsOf(read: Runner, copied: Copied, pageRows: number): Promise<Contents> {
  const hash = createHash('sha256');
  let rows = 0;
  let key: readonly Value[] | undefined;
  for (;;) {
    const after = key;
    const page = await read(() => rowsAfter(copied, after, pageRows));
    for (const row of page) hash.update(`${JSON.stringify(copied.columns.map((column) => valueOf(row, column)))}\n`);
    rows += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageRows) return { rows, hash: hash.digest('hex') };
    key = keyOf(copied, last);
  }
}
