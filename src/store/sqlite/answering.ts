import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Answer, Query, Statement } from '../query.ts';

/** Has SQLite answer a query to its end, at once. */
export type Answering = <Result>(query: Query<Result>) => Result;

/** Prepares each statement once. */
export function preparing(sql: DatabaseSync): (text: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (text) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const made = sql.prepare(text);
    prepared.set(text, made);
    return made;
  };
}

export function answeringOf(prepare: (text: string) => StatementSync): Answering {
  const answer = ({ sql: text, values, wants }: Statement): Answer => {
    const statement = prepare(text);
    if (wants === 'rows') return { rows: statement.all(...values), changed: 0 };
    if (wants === 'count') return { rows: [], changed: Number(statement.run(...values).changes) };
    const row = statement.get(...values);
    return { rows: row === undefined ? [] : [row], changed: 0 };
  };
  return (query) => {
    let step = query.next();
    while (step.done !== true) step = query.next(answer(step.value));
    return step.value;
  };
}
