import type { Instant } from '../../domain/instant.ts';
import { run, type Query } from '../query.ts';
import { statement } from './statement.ts';

const ADD = statement('INSERT INTO greetings (place, greeted_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING');
const REMOVE = statement('DELETE FROM greetings WHERE place = ?1');
const FORGET = statement('DELETE FROM greetings WHERE greeted_at < ?1');

/** Rows of `greetings`: where the bot has introduced itself. */
export function greetingsTable() {
  return {
    /** Whether it is the first one there. */
    *add(place: string, at: Instant): Query<boolean> {
      return (yield* run(ADD, place, at)) === 1;
    },

    /** Forgets those from before. */
    *forget(at: Instant): Query<void> {
      yield* run(FORGET, at);
    },

    *remove(place: string): Query<void> {
      yield* run(REMOVE, place);
    },
  };
}
