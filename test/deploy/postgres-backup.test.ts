import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { runJournal } from '../../src/journal/run.ts';
import type { PostgresAddress } from '../../src/store/address.ts';
import { openStore } from '../../src/store/open-store.ts';
import { nthChange, NOW, theProposal } from '../builders.ts';
import { ROOT } from '../docs/documents.ts';
import { startServer, SUPERUSER, type Server } from '../../src/simulator/postgres/server.ts';
import { aFolder } from '../store/support.ts';

/**
 * Where one release of PostgreSQL has its server and its tools in one folder, as Debian lays it out: pg_dump is of no use for
 * a server that is newer than itself. CI installs it, and fails without.
 */
function postgresql(): string | undefined {
  const given = process.env['POSTGRES_BIN'] ?? '';
  const debian = '/usr/lib/postgresql';
  const releases = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = given === '' ? releases.map((release) => join(debian, release, 'bin')) : [given];
  return folders.find((folder) => ['initdb', 'pg_dump', 'pg_restore', 'psql'].every((name) => existsSync(join(folder, name))));
} // prettier-ignore

const bin = postgresql();
const PASSWORD = 'password-of-the-bot';

describe.runIf(bin !== undefined || process.env['POSTGRES_BIN'] !== undefined)('deploy/backup/postgres.sh', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ ...process.env, POSTGRES_BIN: bin ?? '' });
    // As compose.yaml makes the bot's account: by the server's socket.
    const { status, stderr } = spawnSync('sh', [join(ROOT, 'deploy/postgres/create.sh')], {
      encoding: 'utf8',
      env: {
        PATH: `${bin ?? ''}:${process.env['PATH'] ?? ''}`,
        PGHOST: dirname(server.data),
        PGPORT: String(server.port),
        PGUSER: SUPERUSER,
        PGPASSWORD: server.password,
        BRIDGEKEEPER_PASSWORD: PASSWORD,
      },
    });
    if (status !== 0) throw new Error(stderr);
  });
  afterAll(() => server.remove());

  const asked = async (user: string, password: string, name: string, statement: string) => {
    const client = new pg.Client({ host: '127.0.0.1', port: server.port, user, password, database: name });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const asSuperuser = (statement: string) => asked(SUPERUSER, server.password, 'postgres', statement);
  const asBot = ({ user, database: name }: PostgresAddress, statement: string) =>
    asked(user, PASSWORD, name, statement);

  let made = 0;
  const database = async (): Promise<PostgresAddress> => {
    const name = `bridgekeeper_${String((made += 1))}`;
    await asSuperuser(`CREATE DATABASE ${name} OWNER bridgekeeper ENCODING 'UTF8' TEMPLATE template0`);
    return {
      host: '127.0.0.1',
      port: server.port,
      user: 'bridgekeeper',
      database: name,
      tls: false,
      ca: null,
      password: () => Promise.resolve(PASSWORD),
    };
  };
  const urlOf = ({ host, port, user, database: name }: PostgresAddress) => `postgres://${user}@${host}:${port}/${name}`;

  const script = (...args: readonly string[]) => {
    const env = { PATH: `${bin ?? ''}:${process.env['PATH'] ?? ''}`, PGPASSWORD: PASSWORD };
    return spawnSync('sh', [join(ROOT, 'deploy/backup/postgres.sh'), ...args], { encoding: 'utf8', env });
  };
  const opened = async (at: PostgresAddress) => {
    const bot = await openStore(at);
    let isOpen = true;
    const end = async (): Promise<void> => {
      if (isOpen) await bot.close();
      isOpen = false;
    };
    onTestFinished(end);
    return { ...bot, end, add: (n: number) => bot.insert(nthChange(n), theProposal(nthChange(n))) };
  };
  const verified = (at: PostgresAddress) => runJournal(['verify'], { ok: true, store: at }, NOW);

  test('a copy that is saved while the bot runs is for its account alone; restored, it is proven, and the bot goes on with it', async () => {
    const [first, second] = [await database(), await database()];
    const copy = join(aFolder(), 'copy.dump');
    const bot = await opened(first);
    await bot.add(1);
    const saved = script('save', urlOf(first), copy);
    expect({ status: saved.status, stderr: saved.stderr }).toEqual({ status: 0, stderr: '' });
    const [, head = ''] = /is saved: head (\d+ [0-9a-f]{64})\n$/.exec(saved.stdout) ?? [];
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    await bot.add(2);
    const restored = script('restore', copy, urlOf(second));
    expect(restored).toMatchObject({ status: 0, stderr: '', stdout: `Restored: head ${head}\n` });
    // What keeps the journal from being edited came along.
    const { code, lines } = await verified(second);
    expect([code, lines.join('\n')]).toEqual([0, expect.stringContaining(head.split(' ')[1] ?? 'no head')]);
    const after = await opened(second);
    expect(await after.get(nthChange(1).proposal.id)).toBeDefined();
    expect(await after.get(nthChange(2).proposal.id)).toBeUndefined();
    await after.add(3);
    expect((await verified(second)).code).toBe(0);
  });

  test('it is restored where the server does not know whoever else had rights, and the journal cannot be edited there', async () => {
    const [first, second] = [await database(), await database()];
    const copy = join(aFolder(), 'copy.dump');
    const bot = await opened(first);
    await bot.add(1);
    await bot.end();
    await asSuperuser('CREATE ROLE reporting');
    await asBot(first, 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporting');
    expect(script('save', urlOf(first), copy)).toMatchObject({ status: 0, stderr: '' });
    await asBot(first, 'REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM reporting');
    await asSuperuser('DROP ROLE reporting');
    expect(script('restore', copy, urlOf(second))).toMatchObject({ status: 0, stderr: '' });
    expect((await verified(second)).code).toBe(0);
    await expect(asBot(second, 'DELETE FROM journal')).rejects.toThrow(/permission denied/);
  });

  test('nothing is written over: neither a copy, nor a database with something in it', async () => {
    const [first, second] = [await database(), await database()];
    const copy = join(aFolder(), 'copy.dump');
    const bot = await opened(first);
    await bot.add(1);
    script('save', urlOf(first), copy);
    expect(script('save', urlOf(first), copy)).toMatchObject({ status: 1, stderr: `${copy} is there already: name another file.\n` });
    expect(script('restore', copy, urlOf(first)).stderr).toContain('Something is in that database already');
    const broken = join(aFolder(), 'broken');
    writeFileSync(broken, 'no copy at all');
    expect(script('restore', broken, urlOf(second))).toMatchObject({ status: 1, stderr: expect.stringContaining('is no copy of a store') as string });
    expect(script('restore', join(aFolder(), 'nowhere'), urlOf(second)).stderr).toContain('is not there');
    expect(script('save', urlOf(second), join(aFolder(), 'of-nothing')).stderr).toContain('There is no store in that database');
    expect(script('save', urlOf(first)).stderr).toContain('Use: ');
    expect((await verified(first)).code).toBe(0);
  }); // prettier-ignore

  test('the account and the database that compose.yaml makes are what the bot needs', async () => {
    const store = await openStore({ ...(await database()), host: dirname(server.data), database: 'bridgekeeper' });
    await store.check();
    await store.close();
  });
});
