import type { Refusing } from '../../app/ports.ts';
import type { Topic } from '../../domain/telling/subscription.ts';
import { allUnreached } from '../tables/unreached.ts';
import { askedOf } from './read-only.ts';

/** How many conversations are told about a topic, as the store says; undefined: it cannot be read. */
export function hearersIn(path: string, topic: Topic): number | undefined {
  return askedOf(path, (sql) => {
    const row = sql
      .prepare(
        `SELECT count(*) AS hearers FROM subscriptions
         WHERE state = 'alive' AND EXISTS (SELECT 1 FROM json_each(body, '$.topics') WHERE value = ?)`,
      )
      .get(topic);
    return Number(row?.['hearers']);
  });
}

/** To whom the bot can write alone, as the store says. */
export type ReachKept = {
  readonly refusing: readonly Refusing[];
  /** Object ids of those whose own chat with the bot is known. */
  readonly known: ReadonlySet<unknown>;
};

/** undefined: the store cannot be read, or is of an older version. */
export function reachIn(path: string): ReachKept | undefined {
  return askedOf(path, (sql) => {
    const rows = sql.prepare('SELECT object_id FROM personal_conversations').all();
    return { refusing: allUnreached(sql), known: new Set(rows.map((row) => row['object_id'])) };
  });
}
