import type { DatabaseSync } from 'node:sqlite';
import type { Transaction } from './transaction.ts';

export type Together = {
  /** Resolves when the transaction is over in which it was done; rejects as the work throws, or the transaction. */
  readonly add: <Result>(work: () => Result) => Promise<Result>;
  /** Does at once what waits. */
  readonly now: () => void;
};

type Waiting = {
  /** @returns how whoever waits is told, once it counts */
  readonly work: () => () => void;
  readonly failed: (error: unknown) => void;
};

/**
 * Does in one transaction what comes in one turn of the event loop: to begin and end one takes longer than most work. Each
 * counts for itself: where one throws, nothing of it is kept, and the others are. They come in the order in which they were
 * added.
 * @param before throws where nothing may be written
 */
export function together(sql: DatabaseSync, transaction: Transaction, before: () => void): Together {
  const begin = sql.prepare('SAVEPOINT one');
  const keep = sql.prepare('RELEASE one');
  const undo = sql.prepare('ROLLBACK TO one');
  let waiting: Waiting[] = [];

  const apart = <Result>(work: () => Result): Result => {
    begin.run();
    try {
      const result = work();
      keep.run();
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back all of it by itself: then nothing counts of anybody's.
      if (!sql.isTransaction) throw error;
      undo.run();
      keep.run();
      throw error;
    }
  };

  const doAll = (all: readonly Waiting[]): void => {
    const tell = transaction(() =>
      all.map(({ work, failed }) => {
        try {
          return apart(work);
        } catch (error) {
          if (!sql.isTransaction) throw error;
          return () => {
            failed(error);
          };
        }
      }),
    );
    for (const one of tell) one();
  };

  const now = (): void => {
    const all = waiting;
    waiting = [];
    const [first, ...others] = all;
    if (first === undefined) return;
    try {
      before();
      if (others.length === 0) transaction(first.work)();
      else doAll(all);
    } catch (error) {
      for (const { failed } of all) failed(error);
    }
  };

  return {
    now,
    add: (work) =>
      new Promise((resolve, failed) => {
        if (waiting.length === 0) setImmediate(now);
        waiting.push({
          failed,
          work: () => {
            const result = work();
            return () => {
              resolve(result);
            };
          },
        });
      }),
  };
}
