import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '../../app/ports.ts';
import type { Pool, PoolClient } from './connect.ts';
import { isBroken, isTakenBack, postgresError } from './problems.ts';

/** For how long what a process has is nobody else's after it was heard of last, by the server's clock. */
export const LEASE = "interval '10 s'";
/** For how long it believes so itself, in milliseconds: what it has sent by then has arrived before another one sends it. */
export const BELIEVED_MS = 7_000;
export const BEAT_MS = 1_000;
const ASK_AGAIN_MS = 500;
/** Whoever was killed is not heard of any more by then. */
export const DEAD_BY_MS = 12_000;

/**
 * Whether something is held until a time. One that lies further ahead than anybody writes holds nothing: the server's clock
 * was set back since, or somebody wrote it by hand, so that nobody leads.
 */
export const held = (until: string): string =>
  `${until} BETWEEN clock_timestamp() AND clock_timestamp() + 2 * ${LEASE}`;

/** What is held by a process that is heard of: `process` and the id of its run; `alone`: by a tool that wants no other. */
const ALIVE = `what LIKE 'process %' AND ${held('until')}`;
const HELD_ALONE = `what = 'alone' AND ${held('until')}`;
export const IS_ALONE = `EXISTS (SELECT 1 FROM holds WHERE ${HELD_ALONE})`;

/** How many tools have had the store to themselves so far: what a process knows from before the last of them may be gone. */
export const TIMES_ALONE = "coalesce((SELECT token FROM holds WHERE what = 'times alone'), '0')";
const ONCE_MORE = `
  INSERT INTO holds (what, run_id, token, until) VALUES ('times alone', '', '1', 'infinity')
  ON CONFLICT (what) DO UPDATE SET token = (holds.token::bigint + 1)::text, until = excluded.until
`;

/** Who this is, for people. */
export const holder = (): string => `${hostname()}, process ${process.pid}`;

// The head's lock first, as whoever writes: nothing of this changes in the middle of a transaction, and what is
// read then is as of that lock.
const BEGIN = `
  BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = 2000; SET LOCAL idle_in_transaction_session_timeout = 5000;
  SELECT seq FROM journal_head FOR UPDATE
`;

/** Rejects where the lock cannot be had; what was done is taken back then. */
async function locked<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
  await client.query(BEGIN);
  const result = await work();
  await client.query('COMMIT');
  return result;
}

/** Notes that a process is there. @returns who has the store to itself, so that it is not; or how many tools had it before */
export const enter = (client: PoolClient, runId: string): Promise<InTheWay | { readonly done: string }> =>
  locked(client, async () => {
    const { rows } = await client.query<{ by: string | null; times: string }>(
      `SELECT (SELECT token FROM holds WHERE ${HELD_ALONE}) AS by, ${TIMES_ALONE} AS times`,
    );
    const { by = null, times = '' } = rows[0] ?? {};
    if (by !== null) return { by };
    await client.query(
      `INSERT INTO holds (what, run_id, token, until) VALUES ($1, $2, $3, clock_timestamp() + ${LEASE})
       ON CONFLICT (what) DO UPDATE SET until = excluded.until`,
      [`process ${runId}`, runId, holder()],
    );
    return { done: times };
  });

/** Makes this process the one that leads, where none does. @returns its number; undefined: another one was faster */
export const lead = (client: PoolClient): Promise<number | undefined> =>
  locked(client, async () => {
    const { rows } = await client.query<{ epoch: number }>(
      `UPDATE lease SET epoch = epoch + 1, holder = $1, until = clock_timestamp() + ${LEASE}
       WHERE NOT (${held('until')}) RETURNING epoch`,
      [holder()],
    );
    return rows[0]?.epoch;
  });

/** The names of the processes that are heard of, and which of them leads, by which epoch; null: none does. */
export type Heard = {
  readonly processes: readonly string[];
  readonly leader: { readonly name: string; readonly epoch: number } | null;
};

/** Who uses the store at this moment, as it says. */
export async function heard(client: Pick<PoolClient, 'query'>): Promise<Heard> {
  const holds = await client.query<{ token: string }>(`SELECT token FROM holds WHERE ${ALIVE} ORDER BY token`);
  const leads = await client.query<{ holder: string; epoch: number }>(
    `SELECT holder, epoch FROM lease WHERE ${held('until')}`,
  );
  const [leader] = leads.rows.map(({ holder: name, epoch }) => ({ name, epoch }));
  return { processes: holds.rows.map(({ token }) => token), leader: leader ?? null };
}

/** Who has what somebody else wants, and whether it is no use to wait. */
type InTheWay = { readonly by: string; readonly stays?: boolean };

/** Waits until the work is done, for as long as somebody is in its way who may be gone. @param at which store it is */
export async function inPlaceOf<Result>(
  work: () => Promise<InTheWay | { readonly done: Result }>,
  waitMs: number,
  at: string,
): Promise<Result> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const found = await work();
    if ('done' in found) return found.done;
    if (found.stays === true || performance.now() > deadline) {
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

/**
 * Asks once more where the connection broke, or others had the server take it back: of what comes to the same when it is done
 * twice. Rejects with StoreError.
 */
export async function again<Result>(ask: () => Promise<Result>, at: string): Promise<Result> {
  try {
    return await ask().catch((error: unknown) => {
      if (isBroken(error) || isTakenBack(error)) return ask();
      throw error;
    });
  } catch (error) {
    throw postgresError(error, at);
  }
}

export type Lease = {
  readonly epoch: number;
  /** Lets others in at once. */
  readonly release: () => Promise<void>;
};

/**
 * Makes this process, a tool, the only one that writes the store. Rejects with StoreError where a bot uses it, or another
 * tool: at once where that one is heard of meanwhile, which one that was killed is not.
 * @param at which store it is
 */
export async function takeAlone(pool: Pool, waitMs: number, at: string): Promise<Lease> {
  /** Until when each other one has it, as of the look before. */
  let before: ReadonlyMap<string, string> | undefined;
  const tried = (client: PoolClient) =>
    locked(client, async () => {
      const { rows } = await client.query<{ what: string; token: string; until: string }>(
        `SELECT what, token, until::text FROM holds
         WHERE (${HELD_ALONE}) OR (${ALIVE}) ORDER BY what`,
      );
      const seen = before;
      before = new Map(rows.map(({ what, until: end }) => [what, end]));
      if (rows.length > 0) {
        const stays = seen !== undefined && rows.some(({ what, until: end }) => seen.get(what) !== end);
        return { by: rows.map(({ token }) => token).join('; '), stays };
      }
      await client.query(ONCE_MORE);
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
