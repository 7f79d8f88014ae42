import type { Query } from './query.ts';

/** What SQLite and PostgreSQL say in different words, where one statement of both needs it. */
export type Dialect = {
  /** A member of a column's JSON text, as text. @param path from the outside to the inside */
  readonly text: (column: string, ...path: readonly string[]) => string;
  /** As `text`, of a whole number. */
  readonly number: (column: string, ...path: readonly string[]) => string;
  /** As `text`, of whatever it is, as JSON as it was written. */
  readonly json: (column: string, ...path: readonly string[]) => string;
  /** Whether a list in a column's JSON text holds a text. @param parameter as in `?1` */
  readonly holds: (column: string, list: string, parameter: string) => string;
  /** Asks for what changes wherever another program may have written such rows. */
  readonly written: (table: 'baselines' | 'subscriptions') => string;
  /** What this account may not do to the journal but to move lines out of it, which an entry tells of: taken, given up again. */
  readonly toShorten: { readonly take: readonly string[]; readonly giveUp: readonly string[] };
  /** Has a table's own numbering go on after the rows that came with numbers of their own. */
  readonly goOn: (table: string, column: string) => readonly string[];
  /** Whether another run of the program goes on now, of which a column holds the id. */
  readonly lives: (run: string) => string;
  /** Has what is held (`?1`) be the run's (`?2`), whoever had it; null: there is nobody else to hold anything. */
  readonly hold: string | null;
  /** What keeps the journal from being edited, and is not in place. */
  readonly missingGuards: () => Query<readonly string[]>;
};
