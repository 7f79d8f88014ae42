import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type Refusing } from '../../app/ports.ts';
import type { ObjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { unreached as schema } from '../schema/unreached.ts';

/** Rows of `unreached`: to whom Teams does not let the bot write alone. Methods are synchronous and throw as node:sqlite does. */
export function unreachedTable(sql: DatabaseSync) {
  const add = sql.prepare('INSERT INTO unreached (object_id, since) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const remove = sql.prepare('DELETE FROM unreached WHERE object_id = ?');

  return {
    /** What was known before stays. */
    add: (person: ObjectId, since: Instant): void => {
      add.run(person, since);
    },
    remove: (person: ObjectId): void => {
      remove.run(person);
    },
    all: (): readonly Refusing[] => allUnreached(sql),
  };
}

/** The same of a store that nobody has open. */
export function allUnreached(sql: DatabaseSync): readonly Refusing[] {
  const rows = sql.prepare('SELECT object_id AS objectId, since FROM unreached ORDER BY since, object_id').all();
  const parsed = schema.safeParse(rows);
  if (parsed.success) return parsed.data;
  throw new StoreError(
    'damaged',
    'The list of those to whom Teams does not let the bot write cannot be read from the store. Put a backup of the store in its place.',
    { cause: parsed.error },
  );
}
