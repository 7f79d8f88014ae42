import type { Database } from './database.ts';
import { StoreError } from './store-error.ts';
import type { Transaction } from './transaction.ts';

/**
 * A check that writes to the disk and reads it back: only that tells whether the next change could be stored. It throws
 * StoreError, or what node:sqlite throws.
 */
export function probe({ sql, checkPlace }: Database, transaction: Transaction): () => void {
  const read = sql.prepare("SELECT value FROM meta WHERE key = 'probes'");
  const count = sql.prepare("UPDATE meta SET value = value + 1 WHERE key = 'probes'");
  return () => {
    checkPlace();
    const before = Number(read.get()?.['value']);
    transaction(() => count.run());
    if (Number(read.get()?.['value']) === before + 1) return;
    throw new StoreError('damaged', 'The store does not keep what is written to it. Put a backup in its place.');
  };
}
