import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../domain/instant.ts';
import type { ReadersSaid } from '../../domain/telling/readers.ts';
import { decode, encode } from '../body.ts';
import { readersSaid as schema } from '../schema/readers-said.ts';

/** Rows of `readers_said`: one for each conversation. Methods are synchronous and throw what node:sqlite throws, or StoreError. */
export function readersSaidTable(sql: DatabaseSync) {
  const put = sql.prepare('INSERT OR REPLACE INTO readers_said (place, body, at) VALUES (?, ?, ?)');
  const take = sql.prepare('DELETE FROM readers_said WHERE place = ? RETURNING body');
  const forget = sql.prepare('DELETE FROM readers_said WHERE at < ?');
  const what = (place: string): string => `What was said of the readers of ${place}`;

  return {
    put: (said: ReadersSaid): void => {
      put.run(said.place, encode(schema, said, what(said.place)), said.at);
    },

    /** Removes it. */
    take: (place: string): ReadersSaid | undefined => {
      const row = take.get(place);
      return row === undefined ? undefined : decode(schema, row['body'], what(place));
    },

    /** Forgets those from before. */
    forget: (at: Instant): void => {
      forget.run(at);
    },
  };
}
