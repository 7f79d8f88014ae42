import { randomUUID } from 'node:crypto';
import {
  StoreError,
  type Holdable,
  type Leadership,
  type Log,
  type Right,
  type SharingStore,
} from '../../app/ports.ts';
import { BEAT, type Beat } from './beat.ts';
import type { Pool, PoolClient } from './connect.ts';
import { overtaken, passedOver } from './fence.ts';
import { isLocked } from './problems.ts';
import { again, BEAT_MS, BELIEVED_MS, enter, held, holder, inPlaceOf, lead, LEASE, with1 } from './lease.ts';

/** What wakes other processes up. Whoever does not hear of it looks a moment later anyway. */
export const CALL = 'bridgekeeper';

/** How a process is there among others that share the store. */
export type Presence = SharingStore & {
  /** Tells its own calls from those of others. */
  readonly caller: string;
  /** How many tools had the store to themselves before it came. */
  readonly timesAlone: string;
  /** Rejects with StoreError where the database has not answered for seconds; asks nothing of it. */
  readonly standing: () => Promise<void>;
  /** Lets go of all that it has, so that others have it at once. */
  readonly end: () => Promise<void>;
};

type State = {
  /** The number by which this process leads, as far as it knows. */
  mine: number | undefined;
  until: number;
  epoch: number;
  sweepAt: number;
  answeredAt: number;
  isPassedOver: boolean;
  ended: boolean;
};

const TAKE = `
  INSERT INTO holds (what, run_id, token, until) VALUES ($1, $2, $3, clock_timestamp() + ${LEASE})
  ON CONFLICT (what) DO UPDATE SET run_id = excluded.run_id, token = excluded.token, until = excluded.until
  WHERE holds.run_id = excluded.run_id OR NOT (${held('holds.until')})
`;
/** What nobody holds any more for so long is of no use to anybody. */
const SWEEP = "DELETE FROM holds WHERE until < clock_timestamp() - interval '1 hour'";
const SWEEP_EVERY_MS = 10 * 60_000;
/** A few beats may be late; whoever asks after that whether the store can be used is told that it cannot. */
const UNANSWERED_MS = 4_000;

/**
 * Has this process be heard of for as long as it runs, over a connection of its own, and lead where no other does.
 * @param beats a pool of one connection
 * @param runId of this run
 * @param waitMs how long it is waited for a tool that has the store to itself. Rejects with StoreError then
 */
export async function present(
  { beats, pool, at }: { readonly beats: Pool; readonly pool: Pool; readonly at: string },
  runId: string,
  waitMs: number,
  log: Log | undefined,
): Promise<Presence> {
  const caller = randomUUID();
  /** Until when each hold is believed to be this process's, by its token. */
  const holds = new Map<string, number>();
  const listeners: Parameters<Leadership['hear']>[0][] = [];
  const state: State = {
    mine: undefined,
    until: 0,
    epoch: 0,
    sweepAt: 0,
    answeredAt: 0,
    isPassedOver: false,
    ended: false,
  };
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;

  const call = (what: 'leads' | 'written'): void => {
    for (const listener of listeners) listener(what);
  };
  const leads = (): boolean => state.mine !== undefined && performance.now() < state.until;
  const demand = (isSo: boolean): void => {
    if (!isSo) throw overtaken();
  };

  const connected = async (): Promise<PoolClient> => {
    if (client !== undefined) return client;
    const fresh = await beats.connect();
    // Whoever ends waits until every connection has been given back.
    if (state.ended) {
      fresh.release(true);
      throw overtaken();
    }
    fresh.on('notification', ({ payload }) => {
      if (payload !== caller) call('written');
    });
    client = fresh;
    await fresh.query(`LISTEN ${CALL}`);
    return fresh;
  };

  const take = async (by: PoolClient, since: number): Promise<void> => {
    const epoch = await lead(by);
    if (epoch === undefined) return;
    Object.assign(state, { mine: epoch, epoch, until: since + BELIEVED_MS });
    log?.info('leader.began', { epoch });
    call('leads');
  };

  const beat = async (): Promise<void> => {
    const by = await connected();
    const since = performance.now();
    const { rows } = await by.query<Beat>(BEAT, [runId, [...holds.keys()], state.mine ?? -1, timesAlone, holder()]);
    const [found] = rows;
    if (found === undefined) return;
    state.answeredAt = performance.now();
    state.epoch = found.epoch;
    for (const token of found.kept) if (holds.has(token)) holds.set(token, since + BELIEVED_MS);
    if (state.mine !== undefined && !found.led) {
      log?.warn('leader.lost', { epoch: state.mine, to: found.epoch });
      state.mine = undefined;
    }
    if (state.mine !== undefined) state.until = since + BELIEVED_MS;
    state.isPassedOver = found.times !== timesAlone;
    if (state.isPassedOver) return;
    // Swept away while it was not heard of.
    if (!found.here) await enter(by, runId);
    if (state.mine === undefined && found.free) await take(by, since);
    if (!leads() || since < state.sweepAt) return;
    state.sweepAt = since + SWEEP_EVERY_MS;
    await by.query(SWEEP);
  };

  const lost = (): void => {
    client?.removeAllListeners('notification');
    client?.release(true);
    client = undefined;
  };
  const next = (): void => {
    if (state.ended) return;
    timer = setTimeout(() => void beat().catch(lost).finally(next), BEAT_MS);
    timer.unref();
  };

  const timesAlone = await inPlaceOf(
    async () => {
      try {
        return await with1(beats, (one) => enter(one, runId));
      } catch (error) {
        // Others write, or one of them died in the middle: it is waited for as for a tool.
        if (isLocked(error)) return { by: 'it writes' };
        throw error;
      }
    },
    waitMs,
    at,
  );
  state.answeredAt = performance.now();
  // Whoever cannot lead at once does so soon.
  await beat().catch(lost);
  next();

  const term = (): Right | undefined => {
    const { mine } = state;
    return leads() && mine !== undefined
      ? { kind: 'term', epoch: mine, demand: () => { demand(state.mine === mine && leads()); } } // prettier-ignore
      : undefined;
  };

  const hold = async (what: Holdable) => {
    const token = randomUUID();
    const since = performance.now();
    const { rowCount } = await again(() => pool.query(TAKE, [what, runId, token]), at);
    if (rowCount !== 1) return undefined;
    holds.set(token, since + BELIEVED_MS);
    const right: Right = {
      kind: 'hold',
      what,
      token,
      demand: () => { demand(performance.now() < (holds.get(token) ?? 0)); }, // prettier-ignore
      renewed: (from) => {
        if (holds.has(token)) holds.set(token, from + BELIEVED_MS);
      },
    };
    return {
      right,
      release: () => {
        if (!holds.delete(token)) return;
        // Where that fails it ends by itself.
        pool.query('DELETE FROM holds WHERE what = $1 AND token = $2', [what, token]).catch(() => undefined);
      },
    };
  };

  return {
    caller,
    timesAlone,
    leadership: { leads, epoch: () => state.epoch, term, hear: (listener) => void listeners.push(listener) },
    hold,
    standing: () => {
      if (state.isPassedOver) return Promise.reject(passedOver());
      const silentMs = performance.now() - state.answeredAt;
      if (silentMs < UNANSWERED_MS) return Promise.resolve();
      const seconds = Math.round(silentMs / 1000);
      return Promise.reject(new StoreError('away', `The store ${at} has not answered for ${seconds} seconds.`));
    },
    end: async () => {
      state.ended = true;
      clearTimeout(timer);
      const { mine } = state;
      state.mine = undefined;
      lost();
      try {
        await beats.query('UPDATE lease SET until = clock_timestamp() WHERE epoch = $1 AND holder = $2', [
          mine ?? -1,
          holder(),
        ]);
        await beats.query('DELETE FROM holds WHERE run_id = $1', [runId]);
        await beats.query(`SELECT pg_notify('${CALL}', $1)`, [caller]);
      } catch {
        // Then others have it when this process is not heard of.
      }
      await beats.end();
    },
  };
}
