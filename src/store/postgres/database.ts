import { setTimeout as pause } from 'node:timers/promises';
import { StoreError, type Log } from '../../app/ports.ts';
import type { PostgresAddress } from '../address.ts';
import { SCHEMA_VERSION } from '../sqlite/migrations.ts';
import { nameOf, poolTo, type Pool } from './connect.ts';
import { takeAlone, type Lease } from './lease.ts';
import { migrate, type Migrated } from './migrations.ts';
import { present, type Presence } from './presence.ts';
import { postgresError } from './problems.ts';

/** The oldest version that is maintained. */
const OLDEST = 140_000;

/** Whoever ends has little time: what does not answer by then is left. What was not let go of is not heard of any more soon. */
const CLOSED_WITHIN_MS = 2_000;

type Opened = {
  readonly pool: Pool;
  readonly at: string;
  /** Whether the server waits for its disk at a commit unless told otherwise. */
  readonly keeps: boolean;
  readonly close: () => Promise<void>;
};

/** As one of those that share it. */
export type SharedDatabase = Opened & { readonly presence: Presence };
/** For a tool, and for nobody else meanwhile. */
export type LoneDatabase = Opened & { readonly lease: Lease };

type Options = {
  /** How long it is waited for another process that is in the way. */
  readonly waitMs: number;
  readonly log?: Log | undefined;
};

/** Opens a database, made and migrated where needed, as one process of those that share it. Rejects with StoreError. */
export function openShared(address: PostgresAddress, runId: string, { log, waitMs }: Options): Promise<SharedDatabase> {
  return opened(address, 'bot', log, async (pool, at) => {
    const beats = await poolTo(address, 'beats');
    try {
      const presence = await present({ beats, pool, at }, runId, waitMs, log);
      return { has: { presence }, end: presence.end };
    } catch (error) {
      await beats.end();
      throw error;
    }
  });
}

/** Opens a database, made and migrated where needed, for this process alone. Rejects with StoreError. */
export function openLone(address: PostgresAddress, { log, waitMs }: Options): Promise<LoneDatabase> {
  return opened(address, 'tool', log, async (pool, at) => {
    const lease = await takeAlone(pool, waitMs, at);
    return { has: { lease }, end: lease.release };
  });
}

async function opened<Has extends object>(
  address: PostgresAddress,
  use: 'bot' | 'tool',
  log: Log | undefined,
  take: (pool: Pool, at: string) => Promise<{ readonly has: Has; readonly end: () => Promise<void> }>,
): Promise<Opened & Has> {
  const at = nameOf(address);
  const pool = await poolTo(address, use);
  try {
    const keeps = await demandServer(pool, at);
    const { before, missing } = use === 'tool' ? await migrate(pool, address, use) : await broughtUpToDate(address);
    if (missing.length > 0) log?.warn('store.unguarded', { path: at, missing });
    const { has, end } = await take(pool, at);
    log?.info('store.opened', { path: at, schemaBefore: before, schema: SCHEMA_VERSION });
    const closed = async (): Promise<void> => {
      await end();
      await pool.end();
    };
    let closing: Promise<void> | undefined;
    const close = () => (closing ??= Promise.race([closed(), pause(CLOSED_WITHIN_MS, undefined, { ref: false })]));
    return { pool, at, keeps, close, ...has };
  } catch (error) {
    await pool.end();
    throw postgresError(error, at);
  }
}

/** Over a connection of its own: that may take as long as a tool's work, and others that start wait for it. */
async function broughtUpToDate(address: PostgresAddress): Promise<Migrated> {
  const pool = await poolTo(address, 'tool');
  try {
    return await migrate(pool, address, 'bot');
  } finally {
    await pool.end();
  }
}

type Found = { version: number; encoding: string; super: boolean; standby: boolean; commit: string };

/** Rejects with StoreError where a server, or an account, is not one that a store can be kept with. */
export async function demandServer(pool: Pool, at: string): Promise<boolean> {
  const { rows } = await pool.query<Found>(`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
      (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super,
      pg_is_in_recovery() AS standby, current_setting('synchronous_commit') AS commit
  `);
  const [found] = rows;
  if (found === undefined) throw new StoreError('cannotOpen', `The server of the store ${at} does not say what it is.`);
  const refuse = (why: string): never => {
    throw new StoreError('cannotOpen', why);
  };
  if (found.version < OLDEST)
    refuse(`The server of the store ${at} is older than PostgreSQL 14. Name one of 14 to 18.`);
  if (found.encoding !== 'UTF8') {
    refuse(`The database of the store ${at} keeps text as ${found.encoding}. Create one with the encoding UTF8.`);
  }
  if (found.super) {
    refuse(
      `The account of the store ${at} is a superuser, from whom nothing can be taken away. Give the bot an account that owns its database and is no more than that.`,
    );
  }
  if (found.standby)
    refuse(`The server of the store ${at} is a standby, which only reads. Name the one that takes writes.`);
  return found.commit !== 'off';
}
