import { afterEach, beforeEach, expect, test } from 'vitest';
import { appIdentity } from '../../../src/identity/app-identity.ts';
import { runJournal } from '../../../src/journal/run.ts';
import { tokensOf, type PostgresAddress } from '../../../src/store/address.ts';
import { poolTo } from '../../../src/store/postgres/connect.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { nthChange, NOW, theProposal } from '../../builders.ts';
import { asSuperuser, emptyDatabase, type TestDatabase } from '../../support/postgres/databases.ts';
import { errorOf } from '../support.ts';

/** Who the bot is, is proven at each connection: by a password, or by a token of its identity. */

let made: TestDatabase;
/** The account that takes tokens. */
let user: string;
beforeEach(async () => {
  made = await emptyDatabase();
  user = `${made.address.database}_entra`;
  await asSuperuser('postgres', (client) =>
    client.query(`CREATE ROLE ${user} LOGIN; ALTER DATABASE ${made.address.database} OWNER TO ${user}`),
  );
});
afterEach(async () => {
  await made.drop();
  await asSuperuser('postgres', (client) => client.query(`DROP ROLE ${user}`));
});

/** The server takes this token and no other from now on. */
const takes = (token: string): Promise<unknown> =>
  asSuperuser('postgres', (client) => client.query(`ALTER ROLE ${user} PASSWORD '${token}'`));
/** The server ends all connections of the bot. */
const broken = (): Promise<unknown> =>
  asSuperuser('postgres', (client) =>
    client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [made.address.database]),
  );
const sockets = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
const by = (password: () => Promise<string>): PostgresAddress => ({ ...made.address, user, password });

test('a token that was replaced meanwhile is the one that is used', async () => {
  let token = 'token-1';
  await takes(token);
  const store = await openPostgresStore(by(() => Promise.resolve(token)));
  token = 'token-2';
  await takes(token);
  await broken();
  const isUsed = () =>
    store.check().then(
      () => true,
      () => false,
    );
  while (!(await isUsed())) await new Promise((resolve) => setTimeout(resolve, 20));
  const term = () => store.leadership.term();
  while (term() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  await store.close();
});

test('where no token can be had the store is away, in words, and used again when there is one', async () => {
  let isRefusing = false;
  await takes('a-token');
  const address = by(() =>
    isRefusing ? Promise.reject(new Error('invalid_client\nTrace ID: 1')) : Promise.resolve('a-token'),
  );
  const store = await openPostgresStore(address);
  isRefusing = true;
  await broken();
  const change = nthChange(1);
  const refused = await errorOf(() => store.insert(change, theProposal(change)));
  expect([refused.problem, refused.message]).toEqual([
    'away',
    expect.stringMatching(/^The store postgres:.+ got no token for it \(invalid_client\)\.$/),
  ]);
  expect((await errorOf(() => store.standing())).problem).toBe('away');
  const outcome = await runJournal(['verify'], { ok: true, store: address }, NOW);
  expect(outcome).toEqual({ code: 1, lines: [refused.message] });
  isRefusing = false;
  expect(await store.insert(change, theProposal(change))).toEqual({ kind: 'inserted' });
  await store.close();
});

test('a token that the server refuses is replaced once, and the connection made with the next', async () => {
  await takes('token-2');
  let given = 0;
  const getToken = () =>
    Promise.resolve({ token: `token-${(given += 1)}`, expiresOnTimestamp: Date.now() + 3_600_000 });
  const note = (): void => undefined;
  const identity = appIdentity(() => ({ getToken }), { log: { info: note, warn: note, error: note } });
  const { token, renew } = tokensOf(identity, 'https://database.example');
  const store = await openPostgresStore({ ...by(token), renewed: renew });
  await store.check();
  expect(given).toBe(2);
  await takes('another');
  await broken();
  expect((await errorOf(() => store.check())).message).toContain('refuses the password');
  await store.close();
});

test('a connection that comes to nothing leaves nothing open', async () => {
  await takes('a-token');
  const before = sockets();
  const pool = await poolTo(
    by(() => Promise.resolve('')),
    'tool',
  );
  for (let n = 0; n < 5; n += 1) await expect(pool.connect()).rejects.toThrow('SASL');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sockets()).toBeLessThanOrEqual(before);
  await pool.end();
});
