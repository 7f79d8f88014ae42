import { existsSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Topic } from '../../domain/telling/subscription.ts';

/**
 * How many conversations are told about a topic, as the store says, whether the bot runs or not; it changes nothing.
 * undefined: there is no store yet, or it cannot be read.
 */
export function hearersIn(path: string, topic: Topic): number | undefined {
  if (!existsSync(path)) return undefined;
  const file = realpathSync(path);
  const address = pathToFileURL(file);
  // As in `inspectStore`: nothing is to be left behind beside a database that nobody has open.
  if (!existsSync(`${file}-wal`)) address.searchParams.set('immutable', '1');
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(address, { readOnly: true });
    const row = sql
      .prepare(
        `SELECT count(*) AS hearers FROM subscriptions
         WHERE state = 'alive' AND EXISTS (SELECT 1 FROM json_each(body, '$.topics') WHERE value = ?)`,
      )
      .get(topic);
    return Number(row?.['hearers']);
  } catch {
    // What is wrong with the store is said by whoever inspects it.
    return undefined;
  } finally {
    if (sql?.isOpen === true) sql.close();
  }
}
