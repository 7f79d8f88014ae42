import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runJournal } from '../../../src/journal/run.ts';
import { readStoreAddress } from '../../../src/config/store-setting.ts';
import { storeAddress, type PostgresAddress } from '../../../src/store/address.ts';
import { openAlone } from '../../../src/store/open-alone.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { inspectDatabase } from '../../../src/store/postgres/inspect.ts';
import { migrate } from '../../../src/store/postgres/migrations.ts';
import { postgresError } from '../../../src/store/postgres/problems.ts';
import { poolTo } from '../../../src/store/postgres/connect.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { SCHEMA_VERSION } from '../../../src/store/sqlite/migrations.ts';
import { nthChange, theProposal } from '../../builders.ts';
import {
  asSuperuser,
  asOwner,
  emptyDatabase,
  superusersAddress,
  type TestDatabase,
} from '../../support/postgres/databases.ts';
import { startServer, SUPERUSER } from '../../../src/simulator/postgres/server.ts';
import { errorOf } from '../support.ts';

let made: TestDatabase;
beforeEach(async () => {
  made = await emptyDatabase();
});
afterEach(() => made.drop());

test.each(['read committed', 'repeatable read', 'serializable'])(
  'three at once make one store of an empty database, and share it; one of them leads, where transactions are %s by default',
  async (isolation) => {
    const { user, database } = made.address;
    await asSuperuser('postgres', (client) =>
      client.query(`ALTER ROLE ${user} IN DATABASE ${database} SET default_transaction_isolation = '${isolation}'`),
    );
    const pools = await Promise.all([1, 2, 3].map(() => poolTo(made.address, 'bot')));
    const found = await Promise.all(pools.map((pool) => migrate(pool, made.address, 'bot')));
    await Promise.all(pools.map((pool) => pool.end()));
    expect(found.map(({ before }) => before).sort()).toEqual([0, SCHEMA_VERSION, SCHEMA_VERSION].sort());
    const opened = await Promise.all([1, 2, 3].map(() => openPostgresStore(made.address)));
    expect(opened.filter(({ leadership }) => leadership.leads())).toHaveLength(1);
    const holds = await Promise.all(opened.flatMap((store) => [store.hold('look'), store.hold('change:C-00000001')]));
    expect(holds.filter((one) => one !== undefined)).toHaveLength(2);
    await Promise.all(opened.map((store) => store.close()));
    expect(await inspectDatabase(made.address)).toMatchObject({ found: { isCurrent: true, unguarded: [] } });
  },
);

test('a store of the version before is brought up to date by one of three that start, once whoever writes has ended', async () => {
  await (await openPostgresStore(made.address)).close();
  const { database } = made.address;
  await asOwner(made.address, (client) =>
    client.query(`DROP TABLE viewers, deciders; UPDATE store_schema SET version = ${SCHEMA_VERSION - 1}`),
  );
  const versions: unknown[] = [];
  const log = { warn: () => undefined, error: () => undefined, info: (event: string, { schemaBefore }: Record<string, unknown> = {}) => {
    if (event === 'store.opened') versions.push(schemaBefore);
  } };
  const opened = await asSuperuser(database, async (client) => {
    await client.query('BEGIN; SELECT seq FROM journal_head FOR UPDATE; SELECT version FROM store_schema');
    const starting = Promise.all([1, 2, 3].map(() => openPostgresStore(made.address, { log })));
    starting.catch(() => undefined);
    const waits = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while ((await client.query(waits)).rowCount === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      // Within a transaction what it saw once stays.
      await client.query('SELECT pg_stat_clear_snapshot()');
    }
    expect(versions).toEqual([]);
    await client.query('COMMIT');
    return starting;
  });
  expect(versions.sort()).toEqual([SCHEMA_VERSION - 1, SCHEMA_VERSION, SCHEMA_VERSION]);
  await Promise.all(opened.map((store) => store.close()));
  expect(await inspectDatabase(made.address)).toMatchObject({ found: { isCurrent: true, unguarded: [] } });
}); // prettier-ignore

test('what another account may do with all tables by default it may not do with the journal of a new store', async () => {
  await asOwner(made.address, (client) => client.query('ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO pg_monitor'));
  const warn = vi.fn();
  const log = { info: () => undefined, error: () => undefined, warn };
  await (await openPostgresStore(made.address, { log })).close();
  expect(warn).not.toHaveBeenCalled();
  expect(await inspectDatabase(made.address)).toMatchObject({ found: { isCurrent: true, unguarded: [] } });
});

const refused = async (over: Partial<PostgresAddress>) => {
  const error = await errorOf(() => openPostgresStore({ ...made.address, ...over }, { waitMs: 0 }));
  return [error.problem, `${error.message} ${String(error.stack)} ${JSON.stringify(error.cause ?? null)}`] as const;
};

test.each<[string, Partial<PostgresAddress>, string, RegExp]>([
  ['a wrong password', { password: () => Promise.resolve('s3cret') }, 'cannotOpen', /refuses the password/],
  ['an unknown database', { database: 'nowhere' }, 'cannotOpen', /There is no database/],
  ['an unknown host', { host: 'nowhere.invalid' }, 'away', /cannot be reached/],
  ['nobody who listens', { port: 1 }, 'away', /cannot be reached/],
  ['a server without TLS', { tls: true }, 'cannotOpen', /offers no TLS/],
])('%s is refused in words, without the password', async (_, over, problem, words) => {
  const [found, said] = await refused(over);
  expect([found, said]).toEqual([problem, expect.stringMatching(words)]);
  expect(said).not.toMatch(/s3cret|password-of-the-bot/);
});

test('what a driver says without a code is told as what it is', () => {
  const of = (words: string) => postgresError(new Error(words), 'here');
  expect(of('There was an error establishing an SSL connection')).toMatchObject({ problem: 'away' });
  expect(of('Cannot use a pool after calling end on the pool')).toMatchObject({ problem: 'closed' });
  expect(of('timeout exceeded when trying to connect').message).toContain('are in use for too long');
  expect(of('whatever')).not.toHaveProperty('problem');
});

test('what cannot be read is told in words, and ends: a store of a newer version, and a database of another program', async () => {
  await (await openPostgresStore(made.address)).close();
  const verified = () => runJournal(['verify'], { ok: true, store: made.address }, 0);
  await asOwner(made.address, (client) => client.query('UPDATE store_schema SET version = version + 1'));
  expect(await verified()).toEqual({ code: 1, lines: [expect.stringContaining('a newer version of the bot')] });
  await asOwner(made.address, (client) => client.query('DROP TABLE store_schema'));
  expect(await verified()).toEqual({ code: 1, lines: [expect.stringContaining('belongs to another program')] });
});

test('a tool brings no store up to date: bots of the older version may use it', async () => {
  await (await openPostgresStore(made.address)).close();
  await asOwner(made.address, (client) => client.query('UPDATE store_schema SET version = version - 1'));
  for (const isMade of [true, false]) {
    expect((await errorOf(() => openAlone(made.address, { isMade }))).problem).toBe('older');
  }
});

test('a superuser is refused, and a database of another program', async () => {
  expect((await refused(await superusersAddress(made.address)))[1]).toContain('is a superuser');
  await asOwner(made.address, (client) => client.query('CREATE TABLE notes (text text)'));
  expect((await refused({}))[0]).toBe('foreign');
});

test('an account that may make tables in a database of somebody else’s will do: what it makes is its own, and guarded', async () => {
  const { database, user } = made.address;
  await asSuperuser('postgres', (client) => client.query(`ALTER DATABASE ${database} OWNER TO ${SUPERUSER}`));
  // As it is from 15 on.
  await asSuperuser(database, (client) => client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC'));
  expect((await refused({}))[0]).toBe('notWritable');
  await asSuperuser(database, (client) => client.query('REVOKE USAGE ON SCHEMA public FROM PUBLIC'));
  expect((await refused({}))[0]).toBe('notWritable');
  await asSuperuser(database, (client) => client.query(`GRANT ALL ON SCHEMA public TO ${user}`));
  await (await openPostgresStore(made.address)).close();
  expect(await inspectDatabase(made.address)).toMatchObject({ found: { isCurrent: true, unguarded: [] } });
});

test('a server on this machine is reached by its socket as well', async () => {
  const server = await startServer(process.env);
  const { user, database } = made.address;
  try {
    await asSuperuserOf(server.port, server.password, [
      `CREATE ROLE ${user} LOGIN PASSWORD '${(await made.address.password()) ?? ''}'`,
      `CREATE DATABASE ${database} OWNER ${user}`,
    ]);
    const url = `postgres://${user}@${encodeURIComponent(dirname(server.data))}:${server.port}/${database}`;
    const read = readStoreAddress(url, { PGPASSWORD: (await made.address.password()) ?? '' }, () => '');
    if (!read.ok) throw new Error(read.problem);
    const none = () => Promise.reject(new Error('no token is asked for'));
    const store = await openStore(storeAddress(read.store, { token: none, renew: none }));
    await store.check();
    await store.close();
  } finally {
    await server.remove();
  }
});

test('a server that is away is told, nothing is stored, and it is used again when it is back', async () => {
  const server = await startServer(process.env);
  const address = { ...made.address, port: server.port };
  try {
    await asSuperuserOf(server.port, server.password, [
      `CREATE ROLE ${address.user} LOGIN PASSWORD '${(await address.password()) ?? ''}'`,
      `CREATE DATABASE ${address.database} OWNER ${address.user}`,
    ]);
    const store = await openPostgresStore(address);
    await store.standing();
    await server.stop();
    const change = nthChange(1);
    expect((await errorOf(() => store.insert(change, theProposal(change)))).problem).toBe('away');
    expect((await errorOf(() => store.check())).problem).toBe('away');
    expect((await errorOf(() => store.standing())).problem).toBe('away');
    await server.start();
    await store.check();
    await store.standing();
    expect(await store.open()).toEqual([]);
    expect(await store.insert(change, theProposal(change))).toEqual({ kind: 'inserted' });
    await store.close();
    expect((await errorOf(() => store.check())).problem).toBe('closed');
    expect((await errorOf(() => store.hold('look'))).problem).toBe('closed');
  } finally {
    await server.remove();
  }
});

async function asSuperuserOf(port: number, password: string, statements: readonly string[]): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
