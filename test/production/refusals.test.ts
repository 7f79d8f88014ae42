import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BotProcess } from './bot-process.ts';
import { inWorld } from './world.ts';

async function refused(bot: BotProcess): Promise<string> {
  expect(await bot.exit).toEqual({ code: 1, signal: null });
  expect(bot.stderr).toMatch(/^Bridgekeeper cannot start\.\n/);
  expect(bot.contacts).toEqual([]);
  return bot.stderr;
}

describe.concurrent('settings', { timeout: 120_000 }, () => {
  test(
    'without any, all that are missing are named at once, and nothing listens',
    inWorld(async (world) => {
      const bot = world.launch({});
      const words = await refused(bot);
      for (const name of ['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType']) {
        expect(words).toMatch(new RegExp(`^- ${name} is missing`, 'm'));
      }
      expect(words).toContain('README.md');
      expect(bot.stdout).toBe('');
      expect(bot.everListened).toBe(false);
    }),
  );

  test(
    'malformed ones are named too, in the same breath, and their values are not repeated',
    inWorld(async (world) => {
      const bot = world.launch({
        PORT: 'http',
        MicrosoftAppId: 'hunter2',
        MicrosoftAppType: 'SingleTenant',
        STORE: 'hunter2.db',
        CONFIRM_WITHIN_MINUTES: '-1',
        APPROVALS: 'nobody',
        GRAPH_CLOUD: 'moon',
        LOG_LEVEL: 'loud',
      });
      const words = await refused(bot);
      for (const line of [
        'PORT must be',
        'MicrosoftAppId must be',
        'MicrosoftAppTenantId is missing',
        'MicrosoftAppPassword is missing',
        'STORE must be',
        'CONFIRM_WITHIN_MINUTES must be',
        'APPROVALS must be',
        'GRAPH_CLOUD must be',
        'LOG_LEVEL must be',
      ]) {
        expect(words).toContain(`- ${line}`);
      }
      expect(words).not.toContain('hunter2');
      expect(bot.everListened).toBe(false);
    }),
  );

  test(
    'two ways to prove who the bot is are one too many',
    inWorld(async (world) => {
      const bot = world.launch({ ...world.environment, AZURE_FEDERATED_TOKEN_FILE: '/token' });
      expect(await refused(bot)).toContain('keep only one');
      expect(bot.everListened).toBe(false);
    }),
  );
});

describe.concurrent('how it was started', { timeout: 120_000 }, () => {
  test(
    'with NODE_TLS_REJECT_UNAUTHORIZED=0: refused in words',
    inWorld(async (world) => {
      const bot = world.launch({ ...world.environment, NODE_TLS_REJECT_UNAUTHORIZED: '0' });
      expect(await refused(bot)).toContain('- NODE_TLS_REJECT_UNAUTHORIZED is 0');
      expect(bot.everListened).toBe(false);
    }),
  );

  test(
    'with a debugger let in: refused in words',
    inWorld(async (world) => {
      const bot = world.launch({ ...world.environment, NODE_OPTIONS: '--inspect=127.0.0.1:0' });
      expect(await bot.exit).toEqual({ code: 1, signal: null });
      expect(bot.stderr).toMatch(/^Bridgekeeper cannot start\.\n- NODE_OPTIONS has --inspect, /m);
      expect(bot.contacts).toEqual([]);
    }),
  );

  test(
    'the signal at which Node lets a debugger in lets nobody in',
    inWorld(async (world) => {
      const bot = await world.start();
      bot.kill('SIGUSR1');
      expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
      bot.kill('SIGTERM');
      expect(await bot.exit).toEqual({ code: 0, signal: null });
      expect(bot.stderr).toBe('');
    }),
  );

  test(
    'the doctor refuses it as well',
    inWorld(async (world) => {
      const { code, said } = await world.doctor({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
      expect(code).toBe(1);
      expect(said).toMatch(/^wrong +Settings$/m);
      expect(said).toContain('NODE_TLS_REJECT_UNAUTHORIZED is 0');
    }),
  );
});

describe.concurrent('what cannot be had', { timeout: 120_000 }, () => {
  test(
    'a store that another process holds: refused in words, and the other one goes on',
    inWorld(async (world) => {
      const first = await world.start();
      const second = world.launch(world.environment);
      expect(await refused(second)).toMatch(/in use by another process\. Stop that one first/);
      expect(second.everListened).toBe(false);
      expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    }),
  );

  test(
    'a store that is no database: refused in words',
    inWorld(async (world) => {
      writeFileSync(join(world.folder, 'store.db'), 'no database, just a text that somebody put here'.repeat(100));
      const bot = world.launch(world.environment);
      expect(await refused(bot)).toContain('is not a database');
      expect(bot.everListened).toBe(false);
    }),
  );

  test(
    'a port that another program holds: refused in words, and the store is let go',
    inWorld(async (world) => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, resolve));
      const { port } = other.address() as AddressInfo;
      const words = await refused(world.launch({ ...world.environment, PORT: String(port) }));
      expect(words).toContain(`The port ${port} is already in use by another program.`);
      await new Promise((resolve) => other.close(resolve));
      await world.start({ PORT: String(port) });
      expect(world.bot.url).toBe(`http://127.0.0.1:${port}`);
    }),
  );
});
