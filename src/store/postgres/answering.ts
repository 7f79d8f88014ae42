import type { Query, Statement } from '../query.ts';
import type { PoolClient } from './connect.ts';

const numbered = new Map<string, string>();

/** PostgreSQL writes `$1` for `?1`. */
function inItsWords(sql: string): string {
  const known = numbered.get(sql) ?? sql.replaceAll(/\?(\d+)/g, '$$$1');
  numbered.set(sql, known);
  return known;
}

/** Has a server answer a query to its end, by one connection. */
export async function answer<Result>(client: Pick<PoolClient, 'query'>, query: Query<Result>): Promise<Result> {
  const ask = async ({ sql, values }: Statement) => {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(inItsWords(sql), [...values]);
    return { rows, changed: rowCount ?? 0 };
  };
  let step = query.next();
  while (step.done !== true) step = query.next(await ask(step.value));
  return step.value;
}
