import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { builtOf } from '../../src/built.mjs';
import { until } from './chat.ts';
import { inHaste } from './world.ts';

/** Time enough for a dozen looks at the clock. */
const IDLE_MS = 2_500;

test(
  'the first line of the log says whether the build runs or the source',
  inHaste(async (world) => {
    await world.start();
    const runs =
      process.env['RUNS'] ??
      (builtOf(fileURLToPath(new URL('../../src/main.ts', import.meta.url))) === undefined ? 'source' : 'build');
    expect(world.bot.log[0]).toMatchObject({ event: 'starting', runs, node: process.version });
  }),
);

describe.concurrent('what the process contacts on its own', { timeout: 120_000 }, () => {
  test(
    'at the start and while nobody speaks to it, with the watch off: Graph for the audit log alone, and whoever gives the token',
    inHaste(async (world) => {
      await world.start();
      await until(() => world.microsoft.graph.requests.length > 0, 'a look at the audit log');
      await pause(IDLE_MS);
      expect((await fetch(`${world.bot.url}/healthz`)).status).toBe(200);
      expect(world.bot.contacts).toEqual(['graph.microsoft.com:443', 'login.microsoftonline.com:443']);
      const asked = world.microsoft.graph.requests.map(({ method, path }) => `${method} ${path}`);
      expect(new Set(asked)).toEqual(new Set(['GET /v1.0/auditLogs/directoryAudits']));
      expect(world.bot.stderr).toBe('');
    }),
  );

  test(
    'with the watch on: Graph, whoever gives the token for it, and nobody else',
    inHaste(async (world) => {
      await world.start({ WATCH_INTERVAL_SECONDS: '60' });
      await until(() => world.bot.stdout.includes('watch.began'), 'the first look');
      expect(world.bot.contacts).toEqual(['graph.microsoft.com:443', 'login.microsoftonline.com:443']);
      expect(world.bot.stderr).toBe('');
    }),
  );

  test(
    'asked whether it is ready: Graph, whoever gives the token for it, and nobody else',
    inHaste(async (world) => {
      await world.start();
      expect((await fetch(`${world.bot.url}/readyz`)).status).toBe(200);
      await pause(IDLE_MS);
      expect(world.bot.contacts).toEqual(['graph.microsoft.com:443', 'login.microsoftonline.com:443']);
      expect(world.microsoft.tokens.requests).toHaveLength(1);
      expect(world.bot.stderr).toBe('');
    }),
  );

  test(
    'when no known authority signed their certificates: it hangs up on all of them',
    inHaste(async (world) => {
      await world.start({ NODE_EXTRA_CA_CERTS: '' });
      expect((await fetch(`${world.bot.url}/readyz`)).status).toBe(503);
      expect((await world.chat.post(world.chat.message('eli', 'help'))).status).toBe(401);
      expect(world.microsoft.tokens.requests).toEqual([]);
      expect(world.microsoft.graph.requests).toEqual([]);
    }),
  );
});
