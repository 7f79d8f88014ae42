import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod/v4';
import { SETTINGS } from '../../src/config/settings.ts';
import { readStoreAddress } from '../../src/config/store-setting.ts';
import { read } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';
import { setIn } from './tools.ts';

const service = z.strictObject({
  image: z.string(),
  build: z.literal('.').optional(),
  user: z.string().optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  command: z.array(z.string()).optional(),
  deploy: z.strictObject({ replicas: z.number() }).optional(),
  expose: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()),
  tmpfs: z.array(z.string()).optional(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.array(z.string()).optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  pids_limit: z.number().optional(),
  mem_limit: z.string().optional(),
  shm_size: z.string().optional(),
  stop_grace_period: z.string().optional(),
  restart: z.literal('unless-stopped'),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.literal('CMD-SHELL'), z.string()]),
      interval: z.string(),
      retries: z.number(),
      start_period: z.string(),
    })
    .optional(),
  logging: z.unknown().optional(),
});

/** A word that is none of these is a slip of the pen, which an engine would find only at the machine. */
const COMPOSE = z
  .strictObject({
    name: z.string(),
    services: z.strictObject({ bot: service, postgres: service, caddy: service }),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(read('compose.yaml')));
const { bot, postgres, caddy } = COMPOSE.services;
const STORE = bot.environment['STORE'] ?? '';

describe('compose.yaml', () => {
  test('lets nobody at the bot but what stands before it', () => {
    expect(bot.ports).toBeUndefined();
    expect(bot.expose).toEqual([bot.environment['PORT']]);
    expect(caddy.ports).toEqual(['80:80', '443:443']);
    expect(caddy.environment['BOT_UPSTREAM']).toBe(`bot:${bot.environment['PORT'] ?? ''}`);
  });

  test('gives no service a right but that to the ports below 1024', () => {
    expect([bot.cap_add, postgres.cap_add, caddy.cap_add]).toEqual([undefined, undefined, ['NET_BIND_SERVICE']]);
  });

  test('gives the bot the time that it needs to end, and starts two of it', () => {
    expect(bot).toMatchObject({ stop_grace_period: '15s', deploy: { replicas: 2 } });
  });

  test('sets settings of the bot that exist, and leaves its file to say the rest', () => {
    expect(SETTINGS.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(bot.environment)));
    expect(bot.env_file).toBe('bridgekeeper.env');
  });

  test('keeps the store in a database without an address, that takes no one without a password', () => {
    expect(readStoreAddress(STORE, { PGPASSWORD: 'x' }, () => '')).toMatchObject({
      ok: true,
      store: { host: '/var/run/postgresql', user: 'bridgekeeper', database: 'bridgekeeper', tls: false, password: 'x' },
    });
    for (const { volumes } of [bot, postgres]) expect(volumes).toContain('socket:/var/run/postgresql');
    expect([postgres.ports, postgres.expose]).toEqual([undefined, undefined]);
    expect(postgres.command).toEqual(['postgres', '-c', 'listen_addresses=']);
    expect(postgres.environment['POSTGRES_INITDB_ARGS']).toBe('--auth-local=scram-sha-256 --auth-host=scram-sha-256');
    expect(postgres.volumes).toContain('database:/var/lib/postgresql/data');
    for (const { environment } of [bot, postgres]) {
      const secrets = Object.entries(environment).filter(([name]) => name.includes('PASSWORD'));
      for (const [name, value] of secrets) expect(value, name).toMatch(/^\$\{/);
    }
  });

  test('starts each service once the one that it needs is well, and the bot’s image says how that is seen', () => {
    expect([bot.depends_on, caddy.depends_on]).toEqual([
      { postgres: { condition: 'service_healthy' } },
      { bot: { condition: 'service_healthy' } },
    ]);
    expect(postgres.healthcheck).toBeDefined();
    expect(read('Dockerfile')).toMatch(/^HEALTHCHECK /m);
  });

  test.each([
    ['the server that stays is process 1', 'postgres', 0, 0],
    ['the image still makes the database, with a server for that alone', 'docker-entrypoi', 0, 1],
    ['no server answers', 'postgres', 1, 1],
  ])('the database counts as well where %s: %s, %i', (_, processOne, answers, status) => {
    const folder = aFolder();
    const program = (name: string, script: string) => {
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, name), 0o755);
    };
    program('pg_isready', `exit ${String(answers)}`);
    program('cat', `[ "$1" = /proc/1/comm ] && echo ${processOne}`);
    // Compose makes one of two dollar signs.
    const check = postgres.healthcheck?.test[1].replaceAll('$$', '$') ?? '';
    const done = spawnSync('/bin/sh', ['-c', check], { env: { PATH: folder } });
    expect(Math.min(done.status ?? 9, 1)).toBe(status);
  });

  test('asks for nothing that its example does not name, and that names nothing else', () => {
    const asked = [...read('compose.yaml').matchAll(/\$\{(\w+):/g)].map(([, name = '']) => name);
    expect([...new Set(asked)].toSorted()).toEqual(setIn('deploy/compose.env.example').toSorted());
    expect(read('deploy/compose.env.example')).toMatch(/^POSTGRES_PASSWORD=$/m);
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['/.env', '/bridgekeeper.env']));
  });

  test('mounts files that are there, and volumes that it names', () => {
    const mounted = [bot, postgres, caddy].flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    const files = mounted.filter((name) => name.startsWith('./'));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(() => read(file.slice(2)), file).not.toThrow();
    const named = mounted.filter((name) => !name.startsWith('./'));
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(COMPOSE.volumes).toSorted());
  });
});

describe('what the documents run in the container of the database', () => {
  const lines = read('docs/operate.md').matchAll(/docker compose exec -T postgres sh -c '([^']+)'/g);
  const scripts = [...lines].map(([, script = '']) => script.replaceAll(/ *\\\n */g, ' '));

  test('takes what its container has: passwords by name, the script, the socket, a folder that can be written', () => {
    expect(scripts.length).toBeGreaterThan(3);
    for (const script of scripts) {
      for (const [, name = ''] of script.matchAll(/\$(\w+)/g)) expect(postgres.environment).toHaveProperty(name);
      for (const [path] of script.matchAll(/\/opt\/\S+/g)) {
        expect(postgres.volumes.map((volume) => volume.split(':')[1])).toContain(path);
      }
      for (const [store] of script.matchAll(/postgres:\/\/\S+/g)) expect(store.replace(/_2$/, '')).toBe(STORE);
      for (const [, folder] of script.matchAll(/ (\/\w+)\/copy\.dump/g)) expect(postgres.tmpfs).toContain(folder);
    }
  });
});

describe('what the documents run in a container of the bot', () => {
  const pages = ['docs/deploy.md', 'docs/operate.md']
    .map(read)
    .join('\n')
    .replaceAll(/ \\\n\s*/g, ' ');
  const runs = [...pages.matchAll(/docker compose run --rm (.*?)bot (src\/launch\.mjs[^`\n]*)/g)];

  test('is what the image has, with the store that compose.yaml has', () => {
    expect(runs.length).toBeGreaterThan(3);
    for (const [, , line = ''] of runs) {
      expect(line).toMatch(/^src\/launch\.mjs src\/(doctor|journal|export|store)\.ts\b/);
      for (const [store] of line.matchAll(/postgres:\S+/g)) expect(store).toBe(STORE);
    }
  });

  test('writes and reads only where something is mounted that stays', () => {
    const paths = runs.flatMap(([, options = '', line = '']) =>
      [...line.matchAll(/(?:--out |sqlite:)(\S+)/g)].map(([, path = '']) => ({ options, path })),
    );
    expect(paths.length).toBeGreaterThan(1);
    for (const { options, path } of paths) {
      const targets = [...options.matchAll(/-v \S+?:(\/\w+)/g)].map(([, target = '']) => target);
      expect(
        targets.some((target) => path.startsWith(`${target}/`)),
        path,
      ).toBe(true);
    }
  });
});
