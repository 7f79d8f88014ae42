import type { PostgresAddress } from '../address.ts';
import type { Reading } from '../reading.ts';
import { SCHEMA_VERSION } from '../sqlite/migrations.ts';
import { answer } from './answering.ts';
import { nameOf, poolTo, type Pool, type PoolClient } from './connect.ts';
import { demandServer } from './database.ts';
import { postgres } from './dialect.ts';
import { older, recognise } from './migrations.ts';
import { postgresError } from './problems.ts';

/** Opens a database to be read, whether or not a bot uses it. Rejects with StoreError. */
export async function readingOf(address: PostgresAddress): Promise<Reading> {
  const at = nameOf(address);
  const pool = await poolTo(address, 'tool');
  try {
    await demandServer(pool, at);
    const client = await begun(pool, address);
    return {
      dialect: postgres,
      at,
      ask: async (query) => {
        try {
          return await answer(client, query);
        } catch (error) {
          throw postgresError(error, at);
        }
      },
      close: async () => {
        client.release(true);
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw postgresError(error, at);
  }
}

/** Until it is given back, all that it reads is of this moment. */
async function begun(pool: Pool, address: PostgresAddress): Promise<PoolClient> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const version = await recognise(client, address);
    if (version === SCHEMA_VERSION) return client;
    throw older(nameOf(address), version);
  } catch (error) {
    client.release(true);
    throw error;
  }
}
