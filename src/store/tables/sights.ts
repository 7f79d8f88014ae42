import type { SightId } from '../../domain/ids.ts';
import type { Sight } from '../../domain/drift/sight.ts';
import { decode, encode } from '../body.ts';
import { one, run, type Query, type Row } from '../query.ts';
import { sight as sightSchema } from '../schema/sight.ts';
import { statement } from './statement.ts';

const BY_ID = statement('SELECT id, body FROM sights WHERE id = ?1');
const NEWEST = statement('SELECT id, body FROM sights ORDER BY rowid DESC LIMIT 1');
// Rows are never deleted, so their numbers are those in which they came.
const NEXT = statement('SELECT rowid AS seq, id, body FROM sights WHERE rowid > ?1 ORDER BY rowid LIMIT 1');
const LAST_SEQ = statement('SELECT coalesce(max(rowid), 0) AS seq FROM sights');
const ADD = statement('INSERT INTO sights (id, body) VALUES (?1, ?2)');

/** Rows of `sights`. */
export function sightsTable() {
  return {
    *get(id: SightId): Query<Sight | undefined> {
      return optional(yield* one(BY_ID, id));
    },
    /** The one that came next after that one. */
    *after(seq: number): Query<{ readonly seq: number; readonly sight: Sight } | undefined> {
      const row = yield* one(NEXT, seq);
      return row === undefined ? undefined : { seq: Number(row['seq']), sight: read(row) };
    },
    /** The number of the last one; 0: there is none. */
    *lastSeq(): Query<number> {
      return Number((yield* one(LAST_SEQ))?.['seq']);
    },
    *last(): Query<Sight | undefined> {
      return optional(yield* one(NEWEST));
    },
    *add(sight: Sight): Query<void> {
      yield* run(ADD, sight.id, encode<Sight>(sightSchema, sight, `Sight ${sight.id}`));
    },
  };
}

export type SightsTable = ReturnType<typeof sightsTable>;

const optional = (row: Row | undefined): Sight | undefined => (row === undefined ? undefined : read(row));
const read = (row: Row): Sight => decode<Sight>(sightSchema, row['body'], `Sight ${String(row['id'])}`);
