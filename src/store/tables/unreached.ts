import { StoreError, type Refusing } from '../../app/ports.ts';
import type { ObjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { all, run, type Query } from '../query.ts';
import { unreached as schema } from '../schema/unreached.ts';
import { statement } from './statement.ts';

const ADD = statement('INSERT INTO unreached (object_id, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING');
const REMOVE = statement('DELETE FROM unreached WHERE object_id = ?1');
const ALL = statement('SELECT object_id AS "objectId", since FROM unreached ORDER BY since, object_id');

/** Rows of `unreached`: to whom Teams does not let the bot write alone. */
export function unreachedTable() {
  return {
    /** What was known before stays. */
    *add(person: ObjectId, since: Instant): Query<void> {
      yield* run(ADD, person, since);
    },
    *remove(person: ObjectId): Query<void> {
      yield* run(REMOVE, person);
    },
    *all(): Query<readonly Refusing[]> {
      const parsed = schema.safeParse(yield* all(ALL));
      if (parsed.success) return parsed.data;
      throw new StoreError(
        'damaged',
        'The list of those to whom Teams does not let the bot write cannot be read from the store. Put a backup of the store in its place.',
        { cause: parsed.error },
      );
    },
  };
}
