import { existsSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

/**
 * What a question to the store comes to, whether the bot runs or not; it changes nothing. undefined: there is no store yet,
 * or it cannot be read, which whoever inspects it says.
 */
export function askedOf<Result>(path: string, question: (sql: DatabaseSync) => Result): Result | undefined {
  if (!existsSync(path)) return undefined;
  const file = realpathSync(path);
  const address = pathToFileURL(file);
  // As in `inspectStore`: nothing is to be left behind beside a database that nobody has open.
  if (!existsSync(`${file}-wal`)) address.searchParams.set('immutable', '1');
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(address, { readOnly: true });
    return question(sql);
  } catch {
    return undefined;
  } finally {
    if (sql?.isOpen === true) sql.close();
  }
}
