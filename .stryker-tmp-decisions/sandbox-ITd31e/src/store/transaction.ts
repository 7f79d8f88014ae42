// @ts-nocheck
import type { DatabaseSync } from 'node:sqlite';

export type Transaction = <Result>(work: () => Result) => Result;

/**
 * Runs `work` as one transaction: when it returns, all of it is on disk; when it throws, none of it counts. The write
 * lock is taken at the start, so what `work` reads cannot change before it writes.
 */
export function transactionsOf(sql: DatabaseSync): Transaction {
  const begin = sql.prepare('BEGIN IMMEDIATE');
  const commit = sql.prepare('COMMIT');
  const rollback = sql.prepare('ROLLBACK');
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (sql.isTransaction) rollback.run();
      throw error;
    }
  };
}
