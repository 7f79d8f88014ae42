import { StoreError } from '../../app/ports.ts';
import { SCHEMA_VERSION } from '../sqlite/migrations.ts';
import type { PostgresAddress } from '../address.ts';
import { nameOf, type Pool, type PoolClient } from './connect.ts';
import { answer } from './answering.ts';
import { GUARD, missingGuards } from './guards.ts';
import { BEGINNING } from './migrations/beginning.ts';
import { ENDS } from './migrations/ends.ts';
import { HOLDS } from './migrations/holds.ts';
import { JOURNAL } from './migrations/journal.ts';
import { LEASE } from './migrations/lease.ts';

/**
 * The steps to each schema version, each the twin of that of SQLite with the same number: the same rows are kept in both, so
 * that they can be copied. The first makes all that there was by then.
 */
const MIGRATIONS: ReadonlyMap<number, readonly string[]> = new Map([
  [19, [...BEGINNING, ...JOURNAL, ...GUARD, ...LEASE]],
  [20, ENDS],
]);

/** The number of the newest step, which is to be that of SQLite's, too. */
export const NEWEST = Math.max(...MIGRATIONS.keys());

/** Others that are started at the same moment wait for this number's lock, and then find all of it done. */
const LOCK = 0x42724b70;

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

/**
 * Brings a database to the newest version: all of the way, or not at all. What was taken away that guards the journal is put
 * back.
 */
export async function migrate(
  pool: Pool,
  address: PostgresAddress,
): Promise<{ /** The version that it had. */ readonly before: number; readonly missing: readonly string[] }> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = 15000; SELECT pg_advisory_xact_lock(${LOCK})`);
    const before = await recognise(client, address);
    if (before < SCHEMA_VERSION) {
      if (before === 0) await client.query('CREATE TABLE store_schema (version bigint NOT NULL)');
      for (const [version, statements] of MIGRATIONS) {
        if (version > before) for (const statement of statements) await client.query(statement);
      }
      const note = before === 0 ? 'INSERT INTO store_schema (version) VALUES' : 'UPDATE store_schema SET version =';
      await client.query(`${note} (${SCHEMA_VERSION})`);
    }
    for (const statement of HOLDS) await client.query(statement);
    const missing = await answer(client, missingGuards());
    if (missing.length > 0) for (const statement of GUARD) await client.query(statement);
    await client.query('COMMIT');
    client.release();
    return { before, missing };
  } catch (error) {
    // Whatever it holds is let go of with the connection.
    client.release(true);
    throw error;
  }
}
