import { hostname } from 'node:os';
import { StoreError, type Log } from '../../app/ports.ts';
import type { PostgresAddress } from '../address.ts';
import { SCHEMA_VERSION } from '../sqlite/migrations.ts';
import { nameOf, poolTo, type Pool } from './connect.ts';
import { takeLease, type Lease } from './lease.ts';
import { migrate } from './migrations.ts';
import { postgresError } from './problems.ts';

/** The oldest version that is maintained. */
const OLDEST = 140_000;

export type Database = {
  readonly pool: Pool;
  readonly at: string;
  readonly lease: Lease;
  /** Whether the server waits for its disk at a commit unless told otherwise. */
  readonly keeps: boolean;
  readonly close: () => Promise<void>;
};

/**
 * Opens a database, made and migrated where needed, for this process alone. Rejects with StoreError.
 * @param waitMs how long it is waited for another process to end
 */
export async function openDatabase(
  address: PostgresAddress,
  {
    log,
    patient = false,
    waitMs,
  }: { readonly log?: Log | undefined; readonly patient?: boolean; readonly waitMs: number },
): Promise<Database> {
  const at = nameOf(address);
  const pool = await poolTo(address, patient);
  try {
    const keeps = await demandServer(pool, at);
    const { before, missing } = await migrate(pool, address);
    if (missing.length > 0) log?.warn('store.unguarded', { path: at, missing });
    const lease = await takeLease(pool, `${hostname()}, process ${process.pid}`, waitMs, at);
    log?.info('store.opened', { path: at, schemaBefore: before, schema: SCHEMA_VERSION });
    let closing: Promise<void> | undefined;
    return {
      pool,
      at,
      lease,
      keeps,
      close: () =>
        (closing ??= (async () => {
          await lease.release();
          await pool.end();
        })()),
    };
  } catch (error) {
    await pool.end();
    throw postgresError(error, at);
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
