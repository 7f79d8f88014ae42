import type { DatabaseSync } from 'node:sqlite';
import type { SightId } from '../domain/ids.ts';
import type { Sight } from '../domain/sight.ts';
import { decode, encode } from './body.ts';
import { sight as sightSchema } from './schema/sight.ts';

/** Rows of `sights`. Methods are synchronous and throw as node:sqlite does. */
export function sightsTable(sql: DatabaseSync) {
  const byId = sql.prepare('SELECT id, body FROM sights WHERE id = ?');
  const newest = sql.prepare('SELECT id, body FROM sights ORDER BY rowid DESC LIMIT 1');
  const add = sql.prepare('INSERT INTO sights (id, body) VALUES (?, ?)');

  return {
    get: (id: SightId): Sight | undefined => optional(byId.get(id)),
    last: (): Sight | undefined => optional(newest.get()),
    add: (sight: Sight): void => {
      add.run(sight.id, encode<Sight>(sightSchema, sight, `Sight ${sight.id}`));
    },
  };
}

function optional(row: Record<string, unknown> | undefined): Sight | undefined {
  return row === undefined ? undefined : decode<Sight>(sightSchema, row['body'], `Sight ${String(row['id'])}`);
}
