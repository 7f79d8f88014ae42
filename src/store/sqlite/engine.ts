import type { Engine } from '../engine.ts';
import type { Query } from '../query.ts';
import { answeringOf, preparing } from './answering.ts';
import type { Database } from './database.ts';
import { sqlite } from './dialect.ts';
import { probe } from './probe.ts';
import { isCorruption, storeError } from './store-error.ts';
import { transactionsOf, type Transaction } from './transaction.ts';

export type SqliteEngine = Engine & {
  /** The same, for whoever can wait for nothing. What they throw is what node:sqlite throws, or StoreError. */
  readonly now: {
    readonly read: <Result>(query: Query<Result>) => Result;
    /** Throws where one of them cannot be asked. */
    readonly prepare: (statements: readonly string[]) => void;
    readonly probe: () => void;
  };
};

/** SQLite answers at once: what is called has happened when the call returns. */
export function sqliteEngine(database: Database, path: string): SqliteEngine {
  const prepare = preparing(database.sql);
  const answer = answeringOf(prepare);
  const { durable, light } = transactionsOf(database.sql);
  const check = probe(database, durable);
  const promised = <Result>(work: () => Result): Promise<Result> =>
    new Promise((resolve) => {
      resolve(work());
    });
  const within =
    (transaction: Transaction): Engine['durable'] =>
    (work) =>
      promised(() => transaction(() => answer(work())));
  return {
    dialect: sqlite,
    read: (work) => promised(() => answer(work())),
    durable: within(durable),
    light: within(light),
    probe: () => promised(check),
    demandPlace: database.checkPlace,
    known: (error) => storeError(error, path),
    isCorruption,
    now: {
      read: answer,
      prepare: (statements) => {
        for (const one of statements) prepare(one);
      },
      probe: check,
    },
  };
}
