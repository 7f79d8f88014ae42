import type { DatabaseSync } from 'node:sqlite';
import type { SightId } from '../../domain/ids.ts';
import type { Sight } from '../../domain/drift/sight.ts';
import { decode, encode } from '../body.ts';
import { sight as sightSchema } from '../schema/sight.ts';

/** Rows of `sights`. Methods are synchronous and throw as node:sqlite does. */
export function sightsTable(sql: DatabaseSync) {
  const byId = sql.prepare('SELECT id, body FROM sights WHERE id = ?');
  const newest = sql.prepare('SELECT id, body FROM sights ORDER BY rowid DESC LIMIT 1');
  // Rows are never deleted, so their numbers are those in which they came.
  const next = sql.prepare('SELECT rowid AS seq, id, body FROM sights WHERE rowid > ? ORDER BY rowid LIMIT 1');
  const count = sql.prepare('SELECT count(*) AS rows FROM sights');
  const add = sql.prepare('INSERT INTO sights (id, body) VALUES (?, ?)');

  return {
    get: (id: SightId): Sight | undefined => optional(byId.get(id)),
    /** The one that came next after so many. */
    after: (seq: number): { readonly seq: number; readonly sight: Sight } | undefined => {
      const row = next.get(seq);
      return row === undefined ? undefined : { seq: Number(row['seq']), sight: read(row) };
    },
    count: (): number => Number(count.get()?.['rows']),
    last: (): Sight | undefined => optional(newest.get()),
    add: (sight: Sight): void => {
      add.run(sight.id, encode<Sight>(sightSchema, sight, `Sight ${sight.id}`));
    },
  };
}

export type SightsTable = ReturnType<typeof sightsTable>;

type Row = Readonly<Record<string, unknown>>;

const optional = (row: Row | undefined): Sight | undefined => (row === undefined ? undefined : read(row));
const read = (row: Row): Sight => decode<Sight>(sightSchema, row['body'], `Sight ${String(row['id'])}`);
