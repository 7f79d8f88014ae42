import type { PostgresAddress } from '../address.ts';
import { demandFinished } from '../copying/unfinished.ts';
import { SCHEMA_VERSION } from '../sqlite/migrations.ts';
import { journalTable } from '../tables/journal.ts';
import { misusesTable } from '../tables/misuses.ts';
import { answer } from './answering.ts';
import { nameOf, poolTo, type PoolClient } from './connect.ts';
import { demandServer } from './database.ts';
import { postgres } from './dialect.ts';
import { missingGuards } from './guards.ts';
import { heard, type Heard } from './lease.ts';
import { recognise } from './migrations.ts';
import { postgresError } from './problems.ts';

/** What a look at the store found. */
export type DatabaseReport = {
  readonly at: string;
  /** Of the server, as in 16.2. */
  readonly version: string;
  readonly tls: boolean;
  /** null: there is nothing in it yet; the first start makes it. */
  readonly found: {
    readonly bytes: number;
    readonly schema: number;
    readonly isCurrent: boolean;
    /** Whether the bot opens nothing because somebody else uses its identity. */
    readonly isStopped: boolean;
    /** What keeps the bot's own account from editing the journal, and is not in place. */
    readonly unguarded: readonly string[];
    readonly heard: Heard;
  } | null;
};

/** Looks at the store without changing anything, whether the bot runs or not. Rejects with StoreError: why it cannot be used. */
export async function inspectDatabase(address: PostgresAddress): Promise<DatabaseReport> {
  const at = nameOf(address);
  const pool = await poolTo(address, 'tool');
  try {
    await demandServer(pool, at);
    const client = await pool.connect();
    try {
      await client.query('BEGIN READ ONLY');
      const { rows } = await client.query<{ version: string; bytes: number }>(
        "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes",
      );
      const schema = await recognise(client, address);
      const { version, bytes } = rows[0] ?? { version: '', bytes: 0 };
      const found = schema === 0 ? null : { bytes, schema, ...(await state(client, schema === SCHEMA_VERSION, at)) };
      return { at, version, tls: address.tls, found };
    } finally {
      client.release(true);
    }
  } catch (error) {
    throw postgresError(error, at);
  } finally {
    await pool.end();
  }
}

async function state(client: PoolClient, isCurrent: boolean, at: string) {
  if (!isCurrent) return { isCurrent, isStopped: false, unguarded: [], heard: { processes: [], leader: null } };
  await answer(client, demandFinished(at));
  const misuse = await answer(client, misusesTable(journalTable(postgres)).open());
  return {
    isCurrent,
    isStopped: misuse !== undefined,
    unguarded: await answer(client, missingGuards()),
    heard: await heard(client),
  };
}
