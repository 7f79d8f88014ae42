import type { Instant } from '../../domain/instant.ts';
import { letterKey, type Circular, type Letter, type LetterId, type Sendable } from '../../domain/telling/letter.ts';
import { decode, encode } from '../body.ts';
import { all, one, run, type Query } from '../query.ts';
import { letter as schema } from '../schema/letter.ts';
import { statement } from './statement.ts';

type Kept<Of> = { readonly id: number; readonly letter: Of };

const ADD = statement('INSERT INTO letters (key, body) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING');
const UNSENT = statement('SELECT id, body FROM letters WHERE sent = 0 ORDER BY id');
const GET = statement('SELECT body FROM letters WHERE id = ?1');
const SEND = statement('UPDATE letters SET sent = 1 WHERE id = ?1');
const FORGET = statement('DELETE FROM letters WHERE sent = 1 AND forget_at <= ?1');
const MARK = statement('UPDATE letters SET forget_at = ?1 WHERE sent = 1 AND forget_at IS NULL');

/** Rows of `letters`. */
export function lettersTable() {
  function* waiting(): Query<readonly Kept<Letter>[]> {
    return (yield* all(UNSENT)).map((row) => ({
      id: Number(row['id']),
      letter: decode<Letter>(schema, row['body'], `Letter ${String(row['id'])}`),
    }));
  }

  function* add(letter: Letter): Query<void> {
    const key = letterKey(letter);
    yield* run(ADD, key, encode(schema, letter, `Letter ${key}`));
  }

  return {
    add,

    *addAll(letters: readonly Letter[]): Query<void> {
      for (const letter of letters) yield* add(letter);
    },

    *get(id: LetterId): Query<Letter | undefined> {
      const row = yield* one(GET, id);
      return row && decode<Letter>(schema, row['body'], `Letter ${id}`);
    },
    *unsent(): Query<readonly Kept<Sendable>[]> {
      return (yield* waiting()).flatMap(({ id, letter }) => (letter.kind === 'circular' ? [] : [{ id, letter }]));
    },
    *circulars(): Query<readonly Kept<Circular>[]> {
      return (yield* waiting()).flatMap(({ id, letter }) => (letter.kind === 'circular' ? [{ id, letter }] : []));
    },

    /** Forgets what was sent long ago. @param keepMs for how long the same is not written again */
    *forget(now: Instant, keepMs: number): Query<void> {
      yield* run(FORGET, now);
      yield* run(MARK, now + keepMs);
    },

    *recordSent(id: number): Query<void> {
      yield* run(SEND, id);
    },
  };
}
