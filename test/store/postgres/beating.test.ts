import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { poolTo, type Pool, type PoolClient } from '../../../src/store/postgres/connect.ts';
import { present, type Presence } from '../../../src/store/postgres/presence.ts';
import { asSuperuser, storeDatabase, type TestDatabase } from '../../support/postgres/databases.ts';

/** A process is heard of over one connection, which can break at any moment. */

let made: TestDatabase;
let pool: Pool;
let beats: Pool;
let presence: Presence;
beforeEach(async () => {
  made = await storeDatabase();
  [pool, beats] = await Promise.all([poolTo(made.address, 'bot'), poolTo(made.address, 'beats')]);
  presence = await present({ beats, pool, at: 'the store' }, 'this-run', 0, undefined);
});
afterEach(async () => {
  await pool.end();
  await made.drop();
});

/** The next connections that are kept are handed out like this. */
function connectionsBy(hand: (made: () => Promise<PoolClient>) => Promise<PoolClient>): void {
  const { connect } = beats;
  Object.assign(beats, { connect: () => hand(connect) });
}

/** The server ends all connections of the process. */
const broken = (): Promise<unknown> =>
  asSuperuser('postgres', (client) =>
    client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [made.address.database]),
  );

const isHeard = async (): Promise<boolean> => {
  const { rows } = await pool.query<{ heard: boolean }>(
    "SELECT until > clock_timestamp() + interval '9 s' AS heard FROM holds WHERE what = 'process this-run'",
  );
  return rows[0]?.heard === true;
};

test('a connection that breaks before it listens is given back, and another one is made', async () => {
  let breaks = 2;
  connectionsBy(async (connect) => {
    const client = await connect();
    if ((breaks -= 1) < 0) return client;
    const query = client.query.bind(client);
    Object.assign(client, {
      query: async (...words: readonly [string]) => {
        if (words[0].startsWith('LISTEN')) throw new Error('broken');
        return query(...words);
      },
    });
    return client;
  });
  await broken();
  while (breaks >= 0) await pause(20);
  await pool.query("UPDATE holds SET until = '-infinity'");
  while (!(await isHeard())) await pause(20);
  await presence.end();
});

test('one that ends while it makes a connection ends', async () => {
  let goOn: () => void = () => undefined;
  const waiting = new Promise<void>((reached) => {
    connectionsBy(async (connect) => {
      const client = await connect();
      reached();
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      return client;
    });
  });
  await broken();
  await waiting;
  const ending = presence.end();
  await pause(50);
  goOn();
  // It waits for every connection.
  await ending;
  await expect(beats.connect()).rejects.toThrow('after calling end');
});
