import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../domain/instant.ts';

/** Rows of `greetings`: where the bot has introduced itself. Methods are synchronous and throw as node:sqlite does. */
export function greetingsTable(sql: DatabaseSync) {
  const add = sql.prepare('INSERT OR IGNORE INTO greetings (place, greeted_at) VALUES (?, ?)');
  const remove = sql.prepare('DELETE FROM greetings WHERE place = ?');

  const forget = sql.prepare('DELETE FROM greetings WHERE greeted_at < ?');

  return {
    /** Whether it is the first one there. */
    add: (place: string, at: Instant): boolean => add.run(place, at).changes === 1,

    /** Forgets those from before. */
    forget: (at: Instant): void => {
      forget.run(at);
    },

    remove: (place: string): void => {
      remove.run(place);
    },
  };
}
