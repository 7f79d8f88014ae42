import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '../../app/ports.ts';
import type { Pool } from './connect.ts';

/** How long nobody else is let in after whoever has the lease was heard of last. */
const LEASE_SECONDS = 15;
const RENEW_EVERY_MS = 5_000;
const ASK_AGAIN_MS = 500;

export type Lease = {
  readonly epoch: number;
  /** Lets others in at once. */
  readonly release: () => Promise<void>;
};

// The head's lock first, as whoever writes: who has it is not changed in the middle of a transaction.
const TAKE = `
  BEGIN; SET LOCAL lock_timeout = 4000; SET LOCAL idle_in_transaction_session_timeout = 10000;
  SELECT seq FROM journal_head FOR UPDATE
`;

/**
 * Makes this process the only one that writes the store, by the server's clock.
 * @param waitMs how long it is waited for another one to end, or to be no longer heard of
 * @param at which store it is
 */
export async function takeLease(pool: Pool, holder: string, waitMs: number, at: string): Promise<Lease> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const taken = await tried(pool, holder);
    if (typeof taken === 'number') return kept(pool, taken);
    if (performance.now() > deadline) {
      throw new StoreError(
        'inUse',
        `The store ${at} is in use by another process (${taken}). Stop that one first, or give this one a database of its own.`,
      );
    }
    await pause(ASK_AGAIN_MS);
  }
}

/** Its number; or who has it. */
async function tried(pool: Pool, holder: string): Promise<number | string> {
  const client = await pool.connect();
  try {
    await client.query(TAKE);
    const { rows } = await client.query<{ epoch: number }>(
      `UPDATE lease SET epoch = epoch + 1, holder = $1, until = clock_timestamp() + interval '${LEASE_SECONDS} s'
       WHERE until < clock_timestamp() RETURNING epoch`,
      [holder],
    );
    const other = await client.query<{ holder: string }>('SELECT holder FROM lease');
    await client.query('COMMIT');
    client.release();
    return rows[0]?.epoch ?? other.rows[0]?.holder ?? '';
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function kept(pool: Pool, epoch: number): Lease {
  const renew = setInterval(() => {
    // Where the server is away nobody else is let in either. Whether it is still this one's is asked at each write.
    pool
      .query(`UPDATE lease SET until = clock_timestamp() + interval '${LEASE_SECONDS} s' WHERE epoch = $1`, [epoch])
      .catch(() => undefined);
  }, RENEW_EVERY_MS);
  renew.unref();
  return {
    epoch,
    release: async () => {
      clearInterval(renew);
      await pool.query('UPDATE lease SET until = clock_timestamp() WHERE epoch = $1', [epoch]).catch(() => undefined);
    },
  };
}
