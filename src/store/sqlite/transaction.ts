import type { DatabaseSync } from 'node:sqlite';

export type Transaction = <Result>(work: () => Result) => Result;

export type Transactions = {
  /** When it returns, all of it is on disk. */
  readonly durable: Transaction;
  /**
   * When it returns, all of it outlasts the process; a power cut may take it back, whole. It never takes back what came
   * before a durable one: that waits until the log is on disk up to its own end.
   */
  readonly light: Transaction;
};

/**
 * Runs `work` as one transaction; when it throws, none of it counts. The write lock is taken at the start, so what `work`
 * reads cannot change before it writes.
 *
 * In WAL mode, FULL waits for the disk at each commit, NORMAL does not (https://sqlite.org/pragma.html#pragma_synchronous).
 * SQLite sets it as the statement is prepared, and the connection is left at FULL, so that nothing else is light.
 */
export function transactionsOf(sql: DatabaseSync): Transactions {
  const begin = sql.prepare('BEGIN IMMEDIATE');
  const commit = sql.prepare('COMMIT');
  const rollback = sql.prepare('ROLLBACK');
  const durable: Transaction = (work) => {
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
  return {
    durable,
    light: (work) => {
      sql.exec('PRAGMA synchronous = NORMAL');
      try {
        return durable(work);
      } finally {
        if (sql.isOpen) sql.exec('PRAGMA synchronous = FULL');
      }
    },
  };
}
