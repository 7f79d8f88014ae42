import type { Engine } from '../engine.ts';
import type { Query } from '../query.ts';
import { answeringOf, preparing } from './answering.ts';
import type { Database } from './database.ts';
import { sqlite } from './dialect.ts';
import { probe } from './probe.ts';
import { isCorruption, storeError } from './store-error.ts';
import { together } from './together.ts';
import { transactionsOf } from './transaction.ts';

export type SqliteEngine = Engine & {
  /** The same, for whoever can wait for nothing. What they throw is what node:sqlite throws, or StoreError. */
  readonly now: {
    readonly read: <Result>(query: Query<Result>) => Result;
    /** Throws where one of them cannot be asked. */
    readonly prepare: (statements: readonly string[]) => void;
    readonly probe: () => void;
    /** Does what waits for the end of the turn. */
    readonly settle: () => void;
  };
};

/**
 * SQLite answers at once: what is called has happened when the call returns, but for what is light. That is done at the end
 * of the turn of the event loop, with all that came in it.
 */
export function sqliteEngine(database: Database, path: string): SqliteEngine {
  const prepare = preparing(database.sql);
  const answer = answeringOf(prepare);
  const { durable, light } = transactionsOf(database.sql);
  const check = probe(database, (work) => {
    database.checkPlace();
    return durable(work);
  });
  const lightly = together(database.sql, light, database.checkPlace);
  const promised = <Result>(work: () => Result): Promise<Result> =>
    new Promise((resolve) => {
      resolve(work());
    });
  return {
    dialect: sqlite,
    read: (work) => promised(() => answer(work())),
    durable: (work) =>
      promised(() => {
        database.checkPlace();
        return durable(() => answer(work()));
      }),
    light: (work) => lightly.add(() => answer(work())),
    probe: () => promised(check),
    known: (error) => storeError(error, path),
    isCorruption,
    now: {
      read: answer,
      prepare: (statements) => {
        for (const one of statements) prepare(one);
      },
      probe: check,
      settle: lightly.now,
    },
  };
}
