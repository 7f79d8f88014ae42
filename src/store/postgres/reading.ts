import type { PostgresAddress } from '../address.ts';
import type { Reading } from '../reading.ts';
import { StoreError } from '../../app/ports.ts';
import { SCHEMA_VERSION } from '../sqlite/migrations.ts';
import { answer } from './answering.ts';
import { nameOf, poolTo } from './connect.ts';
import { demandServer } from './database.ts';
import { postgres } from './dialect.ts';
import { recognise } from './migrations.ts';
import { postgresError } from './problems.ts';

/** Opens a database to be read, whether or not a bot uses it. Rejects with StoreError. */
export async function readingOf(address: PostgresAddress): Promise<Reading> {
  const at = nameOf(address);
  const pool = await poolTo(address, 'tool');
  try {
    await demandServer(pool, at);
    const client = await pool.connect();
    // Until it is closed, all is of this moment.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const version = await recognise(client, address);
    if (version !== SCHEMA_VERSION) {
      client.release(true);
      throw new StoreError(
        'older',
        `The store ${at} is empty or was written by an older version of the bot (schema ${version}; this one knows ` +
          `${SCHEMA_VERSION}). Start the bot once: it brings the store up to date.`,
      );
    }
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
