import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../domain/instant.ts';
import { letterKey, type Circular, type Letter, type Sendable } from '../../domain/telling/letter.ts';
import { decode, encode } from '../body.ts';
import { letter as schema } from '../schema/letter.ts';

type Kept<Of> = { readonly id: number; readonly letter: Of };

/** Rows of `letters`. Methods are synchronous and throw what node:sqlite throws, or StoreError. */
export function lettersTable(sql: DatabaseSync) {
  const add = sql.prepare('INSERT INTO letters (key, body) VALUES (?, ?) ON CONFLICT (key) DO NOTHING');
  const unsent = sql.prepare('SELECT id, body FROM letters WHERE sent = 0 ORDER BY id');
  const send = sql.prepare('UPDATE letters SET sent = 1 WHERE id = ?');

  const forget = sql.prepare('DELETE FROM letters WHERE sent = 1 AND forget_at <= ?');
  const mark = sql.prepare('UPDATE letters SET forget_at = ? WHERE sent = 1 AND forget_at IS NULL');

  const waiting = (): readonly Kept<Letter>[] =>
    unsent.all().map((row) => ({
      id: Number(row['id']),
      letter: decode<Letter>(schema, row['body'], `Letter ${String(row['id'])}`),
    }));

  return {
    add: (letter: Letter): void => {
      const key = letterKey(letter);
      add.run(key, encode(schema, letter, `Letter ${key}`));
    },

    unsent: (): readonly Kept<Sendable>[] =>
      waiting().flatMap(({ id, letter }) => (letter.kind === 'circular' ? [] : [{ id, letter }])),
    circulars: (): readonly Kept<Circular>[] =>
      waiting().flatMap(({ id, letter }) => (letter.kind === 'circular' ? [{ id, letter }] : [])),

    /** Forgets what was sent long ago. @param keepMs for how long the same is not written again */
    forget: (now: Instant, keepMs: number): void => {
      forget.run(now);
      mark.run(now + keepMs);
    },

    recordSent: (id: number): void => {
      send.run(id);
    },
  };
}
