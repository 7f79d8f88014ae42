import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '../../app/ports.ts';
import { SCHEMA_VERSION } from '../sqlite/migrations.ts';
import type { PostgresAddress } from '../address.ts';
import { nameOf, type Pool, type PoolClient } from './connect.ts';
import { answer } from './answering.ts';
import { GUARD, missingGuards, ONE_OPEN_CHANGE } from './guards.ts';
import { BEGINNING } from './migrations/beginning.ts';
import { ENDS } from './migrations/ends.ts';
import { HOLDS } from './migrations/holds.ts';
import { JOURNAL } from './migrations/journal.ts';
import { LEASE } from './migrations/lease.ts';
import { RECERTIFICATIONS } from './migrations/recertifications.ts';
import { MANY } from './migrations/many.ts';
import { VIEWERS } from './migrations/viewers.ts';
import { isDouble } from './problems.ts';

/**
 * The steps to each schema version, each the twin of that of SQLite with the same number: the same rows are kept in both, so
 * that they can be copied. The first makes all that there was by then.
 */
const MIGRATIONS: ReadonlyMap<number, readonly string[]> = new Map([
  [19, [...BEGINNING, ...JOURNAL, ...GUARD, ...LEASE]],
  [20, ENDS],
  [21, RECERTIFICATIONS],
  [22, MANY],
  [23, VIEWERS],
]);

/** The number of the newest step, which is to be that of SQLite's, too. */
export const NEWEST = Math.max(...MIGRATIONS.keys());

/** Others that are started at the same moment wait for this number's lock, and then find all of it done. */
const LOCK = 0x42724b70;
// Whoever waited sees what the one before it made, whatever the account begins with otherwise; and whoever is frozen in the
// middle of it must not keep all others from starting.
const BEGIN = `
  BEGIN ISOLATION LEVEL READ COMMITTED;
  SET LOCAL lock_timeout = 15000; SET LOCAL idle_in_transaction_session_timeout = 30000
`;
const ASK_AGAIN_MS = 200;
const DONE_WITHIN_MS = 10 * 60_000;

export type Migrated = {
  /** The version that it had. */
  readonly before: number;
  /** What guards the journal and was not in place. */
  readonly missing: readonly string[];
};

/** The schema version of a database; 0: it is empty. Rejects with StoreError for one of another program, or of a newer bot. */
export async function recognise(client: Pick<PoolClient, 'query'>, address: PostgresAddress): Promise<number> {
  const at = nameOf(address);
  const found = await client.query<{ made: boolean; tables: number }>(`
    SELECT to_regclass('store_schema') IS NOT NULL AS made, (
      SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
    ) AS tables
  `);
  const { made, tables } = found.rows[0] ?? { made: false, tables: 0 };
  if (!made && tables > 0) {
    throw new StoreError('foreign', `The database ${at} belongs to another program. Name another one for the store.`);
  }
  if (!made) return 0;
  const version = (await client.query<{ version: number }>('SELECT version FROM store_schema')).rows[0]?.version ?? 0;
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      'newer',
      `The store ${at} was written by a newer version of the bot (schema ${version}; this one knows ${SCHEMA_VERSION}). ` +
        'Run that version, or put a backup from before the update in its place.',
    );
  }
  return version;
}

export const older = (at: string, version: number): StoreError =>
  new StoreError(
    'older',
    `The store ${at} is empty or was written by an older version of the bot (schema ${version}; this one knows ` +
      `${SCHEMA_VERSION}). Start the bot once: it brings the store up to date.`,
  );

/**
 * Brings a database to the newest version: all of the way, or not at all; a tool only one that is empty. What was taken away
 * that guards the journal is put back for a bot, which tells of it; a tool is refused, or nobody would hear of it. Rejects
 * with StoreError.
 */
export async function migrate(pool: Pool, address: PostgresAddress, use: 'bot' | 'tool'): Promise<Migrated> {
  const client = await pool.connect();
  try {
    await client.query(BEGIN);
    await inTurn(client, nameOf(address));
    const before = await recognise(client, address);
    // Bots of the older version may use it, and would write nothing any more.
    if (use === 'tool' && before > 0 && before < SCHEMA_VERSION) throw older(nameOf(address), before);
    if (before < SCHEMA_VERSION) {
      // Whoever of an older version writes is waited for, and finds the newer one afterwards (fence.ts).
      if (before > 0) await client.query('SELECT seq FROM journal_head FOR UPDATE; LOCK TABLE store_schema');
      if (before === 0) await client.query('CREATE TABLE store_schema (version bigint NOT NULL)');
      for (const [version, statements] of MIGRATIONS) {
        if (version > before) for (const statement of statements) await client.query(statement);
      }
      const note = before === 0 ? 'INSERT INTO store_schema (version) VALUES' : 'UPDATE store_schema SET version =';
      await client.query(`${note} (${SCHEMA_VERSION})`);
    }
    for (const statement of HOLDS) await client.query(statement);
    const missing = await answer(client, missingGuards());
    if (missing.length > 0 && use === 'tool' && before === SCHEMA_VERSION) throw unguarded(nameOf(address), missing);
    if (missing.length > 0) await putBack(client, nameOf(address));
    await client.query('COMMIT');
    client.release();
    return { before, missing };
  } catch (error) {
    // Whatever it holds is let go of with the connection.
    client.release(true);
    throw error;
  }
}

/** Rejects with StoreError where somebody wrote by hand what the guards keep out. */
async function putBack(client: PoolClient, at: string): Promise<void> {
  try {
    for (const statement of GUARD) await client.query(statement);
  } catch (error) {
    if (!isDouble(error)) throw error;
    throw new StoreError(
      'damaged',
      `The store ${at} holds more than one open change of one partner, so that the index ${ONE_OPEN_CHANGE.name}, which ` +
        'somebody took away, cannot be put back. npm run journal -- verify names what was written by hand.',
    );
  }
}

/** Waits for others that are started at the same moment. */
async function inTurn(client: PoolClient, at: string): Promise<void> {
  const deadline = performance.now() + DONE_WITHIN_MS;
  for (;;) {
    const { rows } = await client.query<{ had: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS had`);
    if (rows[0]?.had === true) return;
    if (performance.now() > deadline) {
      throw new StoreError('inUse', `The store ${at} is being brought up to date by another process for too long.`);
    }
    await pause(ASK_AGAIN_MS);
  }
}

const unguarded = (at: string, missing: readonly string[]): StoreError =>
  new StoreError(
    'damaged',
    `What keeps the journal of the store ${at} from being edited is not in place: ${missing.join(', ')}. ` +
      'Find out who took it away (npm run journal -- verify), and start the bot once: it puts it back.',
  );
