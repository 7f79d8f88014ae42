/** What a statement is given, and what a row holds. */
export type Value = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/** One statement. Its parameters are numbered: `?1`, `?2`. */
export type Statement = {
  readonly sql: string;
  readonly values: readonly Value[];
  /** All of its rows, the first one, or how many it changed. */
  readonly wants: 'rows' | 'row' | 'count';
};
export type Answer = { readonly rows: readonly Row[]; readonly changed: number };

/**
 * What is asked of a database, statement by statement, whoever asks it: SQLite answers each at once, PostgreSQL after a
 * while (`yield*` hands the statement up to whoever runs the query). So what stands above the SQL is written once. It may
 * be run again from its beginning where a transaction was taken back, and changes nothing but rows.
 */
export type Query<Result> = Generator<Statement, Result, Answer>;

/** Runs a query within what it is called for: a reading, or a transaction. */
export type Runner = <Result>(work: () => Query<Result>) => Promise<Result>;

export function* all(sql: string, ...values: readonly Value[]): Query<readonly Row[]> {
  return (yield { sql, values, wants: 'rows' }).rows;
}

export function* one(sql: string, ...values: readonly Value[]): Query<Row | undefined> {
  return (yield { sql, values, wants: 'row' }).rows[0];
}

/** @returns how many rows were changed */
export function* run(sql: string, ...values: readonly Value[]): Query<number> {
  return (yield { sql, values, wants: 'count' }).changed;
}

/** So many rows are read at a time where there may be very many. */
const PAGE = 1_000;

/**
 * Rows in the order of their number, however many there are.
 * @param select up to its WHERE; the rows have `seq`
 * @param after the number of the row before the first; undefined: from the first there is
 * @param values of the condition, which begin at `?3`
 */
export function* inPages(
  select: string,
  visit: (row: Row) => void,
  { after, where = 'true', values = [] }: { after?: number; where?: string; values?: readonly Value[] } = {},
): Query<void> {
  const next = `${select} WHERE seq > ?1 AND ${where} ORDER BY seq LIMIT ?2`;
  // Whatever number it has: below the lowest that can be asked for may be one, too.
  const first = `${select} WHERE ?1 = 0 AND ${where} ORDER BY seq LIMIT ?2`;
  for (let from = after; ;) {
    const rows: readonly Row[] =
      from === undefined ? yield* all(first, 0, PAGE, ...values) : yield* all(next, from, PAGE, ...values);
    for (const row of rows) visit(row);
    if (rows.length < PAGE) return;
    from = Number(rows.at(-1)?.['seq']);
  }
}
