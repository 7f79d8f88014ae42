import type { Instant } from '../../domain/instant.ts';
import type { ReadersSaid } from '../../domain/telling/readers.ts';
import { decode, encode } from '../body.ts';
import { one, run, type Query } from '../query.ts';
import { readersSaid as schema } from '../schema/readers-said.ts';
import { statement } from './statement.ts';

const PUT = statement(`
  INSERT INTO readers_said (place, body, at) VALUES (?1, ?2, ?3)
  ON CONFLICT (place) DO UPDATE SET body = excluded.body, at = excluded.at
`);
const TAKE = statement('DELETE FROM readers_said WHERE place = ?1 RETURNING body');
const FORGET = statement('DELETE FROM readers_said WHERE at < ?1');

/** Rows of `readers_said`: one for each conversation. */
export function readersSaidTable() {
  const what = (place: string): string => `What was said of the readers of ${place}`;

  return {
    *put(said: ReadersSaid): Query<void> {
      yield* run(PUT, said.place, encode(schema, said, what(said.place)), said.at);
    },

    /** Removes it. */
    *take(place: string): Query<ReadersSaid | undefined> {
      const row = yield* one(TAKE, place);
      return row === undefined ? undefined : decode(schema, row['body'], what(place));
    },

    /** Forgets those from before. */
    *forget(at: Instant): Query<void> {
      yield* run(FORGET, at);
    },
  };
}
