import { chownSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { byRights } from '../../../src/app/ports.ts';
import { startServer, SUPERUSER } from '../../../src/simulator/postgres/server.ts';
import { openPostgresStore, type PostgresStore } from '../../../src/store/postgres-store.ts';
import { nthChange, theProposal } from '../../builders.ts';
import { asClient, asSuperuser, emptyDatabase, type TestDatabase } from '../../support/postgres/databases.ts';
import { wayTo, type Way } from '../../support/way.ts';
import { errorOf } from '../support.ts';

/** Another server takes over, or this one takes no writes for a while: the bot says so, and finds by itself the one that does. */

let made: TestDatabase;
let way: Way;
let store: PostgresStore;
beforeEach(async () => {
  made = await emptyDatabase();
  way = await wayTo(made.address.port);
});
afterEach(async () => {
  await store.close();
  await way.close();
  await made.drop();
});

/** Each has one of the store's connections, at the same time. */
const reads = (count: number): Promise<unknown> => Promise.all(Array.from({ length: count }, () => store.open()));

test('a server that became a standby is neither read nor written to, and the one that took its place is found', async () => {
  const server = await startServer(process.env);
  try {
    const { user, database, password } = made.address;
    const superuser = { ...made.address, port: server.port, user: SUPERUSER, database: 'postgres' };
    await asClient({ ...superuser, password: () => Promise.resolve(server.password) }, async (client) => {
      await client.query(`CREATE ROLE ${user} LOGIN PASSWORD '${(await password()) ?? ''}'`);
      await client.query(`CREATE DATABASE ${database} OWNER ${user}`);
    });
    way.lead(server.port);
    store = await openPostgresStore({ ...made.address, port: way.port });
    const change = nthChange(1);
    await store.insert(change, theProposal(change));
    await server.stop();
    const signal = join(server.data, 'standby.signal');
    writeFileSync(signal, '');
    const { uid, gid } = statSync(server.data);
    chownSync(signal, uid, gid);
    await server.start();
    // What it has may be older than what the other one has.
    const read = await errorOf(() => store.open());
    expect([read.problem, read.message]).toEqual(['away', expect.stringContaining('a standby')]);
    const written = await errorOf(() => store.insert(nthChange(2), theProposal(nthChange(2))));
    expect([written.problem, written.message]).toEqual(['away', expect.stringContaining('can only be read')]);
    expect((await errorOf(() => store.standing())).message).toBe(written.message);
    await (await openPostgresStore(made.address)).close();
    way.lead(made.address.port);
    await store.check();
    await store.standing();
    expect(await store.open()).toEqual([]);
  } finally {
    await server.remove();
  }
});

test('a database that takes no writes for a while is told, and used again when it does', async () => {
  store = await openPostgresStore({ ...made.address, port: way.port });
  const { database } = made.address;
  const ended = (): Promise<unknown> =>
    asSuperuser('postgres', (client) =>
      client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]),
    );
  const has = (what: string): Promise<unknown> =>
    asSuperuser('postgres', (client) => client.query(`ALTER DATABASE ${database} ${what}`));
  await has('SET default_transaction_read_only = on');
  await ended();
  const refused = await errorOf(() => store.check());
  expect([refused.problem, refused.message]).toEqual(['away', expect.stringContaining('can only be read')]);
  expect((await errorOf(() => store.standing())).message).toBe(refused.message);
  // A connection that is there would go on as it was made.
  await has('RESET default_transaction_read_only');
  await store.check();
  await store.standing();
});

test('where one connection fell silent the others are not waited for, one after the other', async () => {
  store = await openPostgresStore({ ...made.address, port: way.port });
  await reads(20);
  way.forget();
  const since = performance.now();
  expect((await errorOf(() => store.check())).problem).toBe('away');
  for (let times = 0; times < 6; times += 1) await reads(3);
  await store.check();
  // One answer's time.
  expect(performance.now() - since).toBeLessThan(30_000);
});

test('where a standby took over that had not heard of the last term, its number leads once', async () => {
  store = await openPostgresStore(made.address);
  const term = store.leadership.term();
  if (term === undefined) throw new Error('nobody leads');
  await asSuperuser(made.address.database, (client) =>
    client.query("UPDATE lease SET holder = 'another', until = clock_timestamp() + interval '9 s'"),
  );
  const change = nthChange(1);
  const written = await errorOf(() => byRights([term], () => store.insert(change, theProposal(change))));
  expect(written.problem).toBe('overtaken');
  while (store.leadership.leads()) await pause(20);
  await pause(1_500);
  expect(store.leadership.leads()).toBe(false);
});
