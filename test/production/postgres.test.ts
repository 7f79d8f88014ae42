import { chownSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, SUPERUSER, type Server } from '../../src/simulator/postgres/server.ts';
import { certify, createAuthority, type KeyPair } from './authority.ts';
import { until } from './chat.ts';
import { inWorld, type World } from './world.ts';

const HOST = 'db.woodgrove.example';
const PASSWORD = 'password-of-the-bot';
const USUAL = `postgres://bridgekeeper@${HOST}:5432/bridgekeeper`;
/** A start that comes to nothing has ended by then. */
const ENDS_WITHIN_MS = 30_000;
/** The bot writes a little every five seconds, and a beat that is not answered counts after four. */
const AWAY_WITHIN_MS = 30_000;

let server: Server;
/** One that takes connections and says nothing. */
let silent: TcpServer;
/** One that does not speak TLS (PostgreSQL: SSLRequest, answered with N). */
let bare: TcpServer;
let authority: Awaited<ReturnType<typeof createAuthority>>;

async function ask(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port: server.port, user: SUPERUSER, password: server.password, database: 'postgres' });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
} // prettier-ignore

/** Has the server show who it is with this. */
async function withTls({ key, cert }: KeyPair): Promise<void> {
  const { uid, gid } = statSync(server.data);
  for (const [name, text] of [['server.key', key], ['server.crt', cert]] as const) {
    writeFileSync(join(server.data, name), text, { mode: 0o600 });
    chownSync(join(server.data, name), uid, gid);
  }
  await ask('ALTER SYSTEM SET ssl = on', 'SELECT pg_reload_conf()');
} // prettier-ignore

beforeAll(async () => {
  server = await startServer(process.env);
  await ask(`CREATE ROLE bridgekeeper LOGIN PASSWORD '${PASSWORD}'`, 'CREATE DATABASE bridgekeeper OWNER bridgekeeper');
  authority = await createAuthority();
  await withTls(await certify(authority, [HOST]));
  silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  bare = createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.write('N')));
  bare.listen(0, '127.0.0.1');
});
afterAll(async () => {
  silent.close();
  bare.close();
  await server.remove();
});

/** The settings of a bot that keeps its store there, and believes the test's authority. */
function settings(world: World, { STORE = USUAL, ...more }: Readonly<Record<string, string>>) {
  const file = join(world.folder, 'authority.pem');
  writeFileSync(file, authority.cert);
  const store = STORE.includes('?') ? STORE : `${STORE}?sslrootcert=${file}`;
  return { ...world.environment, PGPASSWORD: PASSWORD, ...more, STORE: store };
}

async function refused(world: World, ports: Readonly<Record<string, number>>, more: Readonly<Record<string, string>> = {}) {
  world.secrets.push(PASSWORD, 's3cret');
  const bot = world.launch(settings(world, more), ports);
  expect(await bot.exit).toEqual({ code: 1, signal: null });
  // By its own clock: what a busy machine takes to start Node is no part of it.
  const at = (event: string) => Date.parse(String(bot.logged(event)[0]?.['time']));
  expect(at('start.failed') - at('starting')).toBeLessThan(ENDS_WITHIN_MS);
  expect(bot.stderr).toMatch(/^Bridgekeeper cannot start\.\n- /);
  expect(bot.everListened).toBe(false);
  return bot.stderr;
} // prettier-ignore

const portOf = (one: TcpServer): number => (one.address() as AddressInfo).port;
const here = () => ({ [`${HOST}:5432`]: server.port });

test(
  'a database behind full TLS keeps the store: bot, doctor and the next start use it',
  inWorld(async (world) => {
    const environment = settings(world, {});
    const bot = await world.launch(environment, here()).started();
    expect(bot.logged('store.opened')).toMatchObject([{ schemaBefore: 0 }]);
    expect(world.chat.words(await world.chat.ask('eli', 'help'))).toContain('What I can do for you');
    const doctor = world.launch(environment, here(), 'doctor');
    await doctor.exit;
    expect(doctor.stdout).toMatch(/^good +Store$/m);
    expect(doctor.stdout).toContain('over TLS');
    expect(doctor.stdout).toMatch(/use it: 1 \(.*\n +The one that leads: .*, process \d+, epoch 1\.$/m);
    // An operator has to know which store the log tells of.
    expect(bot.logged('store.opened')[0]).toMatchObject({ path: `postgres://bridgekeeper@${HOST}:5432/bridgekeeper` });
    bot.kill('SIGTERM');
    expect(await bot.exit).toEqual({ code: 0, signal: null });
    const next = await world.launch(environment, here()).started();
    expect((await fetch(`${next.url}/readyz`)).status).toBe(200);
    world.secrets.push(PASSWORD);
  }),
  120_000,
);

test(
  'with STORE_AUTH=entra the password is a token of the bot’s own identity, which nobody is shown',
  inWorld(async (world) => {
    const resource = 'https://ossrdbms-aad.database.windows.net';
    const token = 'a-token-of-the-bot';
    await ask(`CREATE ROLE entra LOGIN PASSWORD '${token}'`, 'CREATE DATABASE entra OWNER entra');
    world.microsoft.tokens.give(resource, token);
    const STORE = USUAL.replace('bridgekeeper@', 'entra@').replace(/bridgekeeper$/, 'entra');
    const environment = settings(world, { STORE, STORE_AUTH: 'entra' });
    const doctor = world.launch(environment, here(), 'doctor');
    await doctor.exit;
    expect(doctor.stdout).toMatch(/^good +Store\n.*the first start makes it/m);
    const bot = await world.launch(environment, here()).started();
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
    expect(world.chat.words(await world.chat.ask('eli', 'help'))).toContain('What I can do for you');
    expect(world.microsoft.tokens.requests.filter(({ form }) => form['scope'] === `${resource}/.default`)).toHaveLength(
      2,
    );
    world.secrets.push(PASSWORD);
  }),
  120_000,
);

test(
  'a database that is away is said within seconds, in /readyz and in words; nothing is written meanwhile, and the bot goes on by itself',
  inWorld(async (world) => {
    const { chat, microsoft } = world;
    const bot = await world.launch(settings(world, {}), here()).started();
    const status = async () => (await fetch(`${bot.url}/readyz`)).status;
    const card = await chat.ask('ada', 'enable sync for fabrikam.com');
    await server.stop();
    const since = performance.now();
    await until(async () => (await status()) === 503, 'not ready');
    expect(performance.now() - since).toBeLessThan(AWAY_WITHIN_MS);
    const clicked = await chat.press('ada', card, 'Confirm');
    expect(JSON.stringify(clicked)).toMatch(/store/i);
    expect(chat.words(await chat.ask('ada', 'disable sync for contoso.com'))).toMatch(/store/i);
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
    expect(microsoft.graph.requests.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
    await server.start();
    await until(async () => (await status()) === 200, 'ready again');
    await chat.press('ada', card, 'Confirm');
    await chat.seen(card, 'Applied');
    world.secrets.push(PASSWORD);
  }),
  180_000,
);

describe('a start ends within half a minute, in words and without the password', { timeout: 120_000 }, () => {
  test.each<[string, () => Readonly<Record<string, number>>, Readonly<Record<string, string>>, RegExp]>([
    ['with a wrong password', here, { PGPASSWORD: 's3cret' }, /refuses the password/],
    ['with a wrong password in the address', here, { STORE: USUAL.replace('@', ':s3cret@') }, /refuses the password/],
    ['with an unknown account', here, { STORE: USUAL.replace('//bridgekeeper', '//nobody') }, /refuses the password/],
    ['with an unknown database', here, { STORE: `${USUAL}_of_others` }, /There is no database/],
    ['where nobody listens', () => ({ [`${HOST}:5432`]: 1 }), {}, /cannot be reached/],
    ['where somebody listens and says nothing', () => ({ [`${HOST}:5432`]: portOf(silent) }), {}, /cannot be reached/],
    ['where the server offers no TLS', () => ({ [`${HOST}:5432`]: portOf(bare) }), {}, /offers no TLS/],
    ['with a certificate of an unknown authority', here, { STORE: `${USUAL}?sslmode=verify-full` }, /does not show that it is this server/],
    ['with a certificate for another name', () => ({ 'other.woodgrove.example:5432': server.port }), { STORE: USUAL.replace(HOST, 'other.woodgrove.example') }, /does not show that it is this server/],
  ])('%s', (_, ports, more, words) =>
    inWorld(async (world) => {
      expect(await refused(world, ports(), more)).toMatch(words);
    })(),
  ); // prettier-ignore
});
