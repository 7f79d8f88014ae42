import { randomBytes } from 'node:crypto';
import { StoreError } from '../../app/ports.ts';
import { PROBE_BYTES } from '../probe.ts';
import type { Database } from './database.ts';
import type { Transaction } from './transaction.ts';

/**
 * A check that writes to the disk and reads it back: only that tells whether the next change could be stored. It throws
 * StoreError, or what node:sqlite throws.
 */
export function probe({ sql }: Pick<Database, 'sql'>, transaction: Transaction): () => void {
  const fill = sql.prepare('INSERT OR REPLACE INTO probe (only, body) VALUES (1, ?)');
  const read = sql.prepare('SELECT body FROM probe');
  const empty = sql.prepare('DELETE FROM probe');
  return () => {
    const body = randomBytes(PROBE_BYTES);
    transaction(() => fill.run(body));
    const found = read.get()?.['body'];
    // Only now: what is emptied in the transaction that fills it is never written.
    transaction(() => empty.run());
    if (found instanceof Uint8Array && body.equals(found)) return;
    throw new StoreError('damaged', 'The store does not keep what is written to it. Put a backup in its place.');
  };
}
