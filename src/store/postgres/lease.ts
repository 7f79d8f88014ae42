import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '../../app/ports.ts';
import type { Pool, PoolClient } from './connect.ts';

/** For how long what a process has is nobody else's after it was heard of last, by the server's clock. */
export const LEASE = "interval '10 s'";
/** For how long it believes so itself, in milliseconds: what it has sent by then has arrived before another one sends it. */
export const BELIEVED_MS = 7_000;
export const BEAT_MS = 1_000;
const ASK_AGAIN_MS = 500;

/** What is held by a process that is heard of: `process` and the id of its run; `alone`: by a tool that wants no other. */
const ALIVE = "what LIKE 'process %' AND until > clock_timestamp()";
export const IS_ALONE = "EXISTS (SELECT 1 FROM holds WHERE what = 'alone' AND until > clock_timestamp())";

/** Who this is, for people. */
const holder = (): string => `${hostname()}, process ${process.pid}`;

// The head's lock first, as whoever writes: nothing of this changes in the middle of a transaction.
const BEGIN = `
  BEGIN; SET LOCAL lock_timeout = 2000; SET LOCAL idle_in_transaction_session_timeout = 5000;
  SELECT seq FROM journal_head FOR UPDATE
`;

/** Rejects where the lock cannot be had; what was done is taken back then. */
async function locked<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
  await client.query(BEGIN);
  const result = await work();
  await client.query('COMMIT');
  return result;
}

/** Notes that a process is there. @returns who has the store to itself, so that it is not */
export const enter = (client: PoolClient, runId: string): Promise<string | undefined> =>
  locked(client, async () => {
    const { rows } = await client.query<{ token: string }>(
      "SELECT token FROM holds WHERE what = 'alone' AND until > clock_timestamp()",
    );
    const by = rows[0]?.token;
    if (by === undefined) {
      await client.query(
        `INSERT INTO holds (what, run_id, token, until) VALUES ($1, $2, $3, clock_timestamp() + ${LEASE})
         ON CONFLICT (what) DO UPDATE SET until = excluded.until`,
        [`process ${runId}`, runId, holder()],
      );
    }
    return by;
  });

/** Makes this process the one that leads, where none does. @returns its number; undefined: another one was faster */
export const lead = (client: PoolClient): Promise<number | undefined> =>
  locked(client, async () => {
    const { rows } = await client.query<{ epoch: number }>(
      `UPDATE lease SET epoch = epoch + 1, holder = $1, until = clock_timestamp() + ${LEASE}
       WHERE until < clock_timestamp() RETURNING epoch`,
      [holder()],
    );
    return rows[0]?.epoch;
  });

/** Waits until the work is done, for as long as somebody is in its way. @param at which store it is */
export async function inPlaceOf<Result>(
  work: () => Promise<{ readonly by: string } | { readonly done: Result }>,
  waitMs: number,
  at: string,
): Promise<Result> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const found = await work();
    if ('done' in found) return found.done;
    if (performance.now() > deadline) {
      throw new StoreError(
        'inUse',
        `The store ${at} is in use by another process (${found.by}). Stop that one first, or give this one a database of its own.`,
      );
    }
    await pause(ASK_AGAIN_MS);
  }
}

/** Has the client do something, and leaves nothing of it behind where it fails. */
export async function with1<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

export type Lease = {
  readonly epoch: number;
  /** Lets others in at once. */
  readonly release: () => Promise<void>;
};

/**
 * Makes this process, a tool, the only one that writes the store. Rejects with StoreError where a bot uses it, or another tool.
 * @param at which store it is
 */
export async function takeAlone(pool: Pool, waitMs: number, at: string): Promise<Lease> {
  const tried = (client: PoolClient) =>
    locked(client, async () => {
      const { rows } = await client.query<{ token: string }>(
        `SELECT token FROM holds WHERE (what = 'alone' AND until > clock_timestamp()) OR (${ALIVE}) ORDER BY what`,
      );
      if (rows.length > 0) return { by: rows.map(({ token }) => token).join('; ') };
      await client.query(
        `INSERT INTO holds (what, run_id, token, until) VALUES ('alone', $1, $1, clock_timestamp() + ${LEASE})
         ON CONFLICT (what) DO UPDATE SET run_id = $1, token = $1, until = excluded.until`,
        [holder()],
      );
      const taken = await client.query<{ epoch: number }>(
        `UPDATE lease SET epoch = epoch + 1, holder = $1, until = clock_timestamp() + ${LEASE} RETURNING epoch`,
        [holder()],
      );
      return { done: taken.rows[0]?.epoch ?? 0 };
    });
  const epoch = await inPlaceOf(() => with1(pool, tried), waitMs, at);
  const until = async (moment: string): Promise<void> => {
    await pool.query(`UPDATE lease SET until = ${moment} WHERE epoch = ${epoch}`);
    await pool.query(`UPDATE holds SET until = ${moment} WHERE what = 'alone' AND token = $1`, [holder()]);
  };
  // Where the server is away nobody else is let in either. Whether it is still this one's is asked at each write.
  const renew = setInterval(() => void until(`clock_timestamp() + ${LEASE}`).catch(() => undefined), BEAT_MS);
  renew.unref();
  return {
    epoch,
    release: async () => {
      clearInterval(renew);
      await until('clock_timestamp()').catch(() => undefined);
    },
  };
}
