import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PERMISSIONS } from '../../src/graph/permissions.ts';
import { APP_ID, until } from './chat.ts';
import { SECRET } from './microsoft.ts';
import { inWorld } from './world.ts';

const granted = Object.keys(PERMISSIONS);

/** The state of everything that the doctor looked at. */
const states = (said: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    said.split('\n').flatMap((line) => {
      const [, state, about] = /^(good|warning|wrong) +(\S.*)$/.exec(line) ?? [];
      return state === undefined || about === undefined ? [] : [[about, state] as const];
    }),
  );
const WELL = {
  Settings: 'good',
  Identity: 'good',
  Permissions: 'good',
  'Microsoft Graph': 'good',
  Clock: 'good',
  Store: 'good',
  Alarms: 'good',
  Administrators: 'good',
};

describe.concurrent('npm run doctor', { timeout: 120_000 }, () => {
  test(
    'where all is well: exit code 0, nothing secret, and nothing is made',
    inWorld(
      async (world) => {
        const { code, said } = await world.doctor();
        expect(states(said)).toEqual(WELL);
        expect(code).toBe(0);
        expect(said).toContain('MicrosoftAppPassword: (set, not shown)');
        expect(said).not.toContain(SECRET);
        expect(existsSync(join(world.folder, 'store.db'))).toBe(false);
        expect(world.writes()).toEqual([]);
        expect(world.microsoft.teams.calls).toEqual([]);
      },
      { granted },
    ),
  );

  test(
    'beside a bot that runs: the same, but that nobody hears it, and the bot goes on',
    inWorld(
      async (world) => {
        const bot = await world.start();
        expect(states((await world.doctor()).said)).toEqual({ ...WELL, Alarms: 'warning', Administrators: 'warning' });
        expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
        expect(bot.logged('permissions.compared')).toHaveLength(1);
      },
      { granted },
    ),
  );

  test(
    'with a secret that Entra refuses, and a store that cannot be: each with its fix, and exit code 1',
    inWorld(async (world) => {
      world.secrets.push('an outdated secret');
      const { code, said } = await world.doctor({
        MicrosoftAppPassword: 'an outdated secret',
        STORE: 'sqlite:/dev/null/x',
      });
      expect(code).toBe(1);
      expect(states(said)).toMatchObject({
        Identity: 'wrong',
        'Microsoft Graph': 'wrong',
        Clock: 'good',
        Store: 'wrong',
      });
      expect(said).toContain('Entra does not know this client secret');
      expect(said).toMatch(/AADSTS7000215[\s\S]*Fix: MicrosoftAppPassword must be/);
    }),
  );

  test(
    'with a permission too few: exit code 1; with one too many: a warning',
    inWorld(
      async (world) => {
        const { code, said } = await world.doctor();
        expect(code).toBe(1);
        expect(states(said)).toEqual({ ...WELL, Permissions: 'wrong' });
        expect(said).toContain('Missing: User.Read.All.');
        expect(said).toContain('More than needed: Mail.Read.');
      },
      { granted: [...granted.filter((name) => name !== 'User.Read.All'), 'Mail.Read'] },
    ),
  );

  test(
    'with settings that are wrong: they are named, and nobody is contacted',
    inWorld(async (world) => {
      const { code, said } = await world.doctor({ PORT: 'http', MicrosoftAppId: '' });
      expect(code).toBe(1);
      expect(states(said)).toEqual({ Settings: 'wrong' });
      expect(said).toMatch(/PORT must be[\s\S]*MicrosoftAppId is missing/);
      expect(world.bot.contacts).toEqual([]);
    }),
  );
});

describe.concurrent('the log at the start', { timeout: 120_000 }, () => {
  test(
    'warns of permissions that README does not name',
    inWorld(
      async (world) => {
        const bot = await world.start();
        await until(() => bot.stdout.includes('permissions.compared'), 'a look at the permissions');
        expect(bot.logged('permissions.excess')).toMatchObject([
          { level: 'warn', permissions: ['Directory.ReadWrite.All'] },
        ]);
      },
      { granted: [...granted, 'Directory.ReadWrite.All'] },
    ),
  );
});

describe.concurrent('what Teams calls the bot', { timeout: 120_000 }, () => {
  test(
    'is compared with what it is, where somebody says it',
    inWorld(
      async (world) => {
        const { code, said } = await world.doctor({ BOT_ID: '11111111-2222-4333-8444-555555555555' });
        expect(states(said)).toEqual({ ...WELL, 'Public endpoint': 'wrong' });
        expect(code).toBe(1);
        expect(said).toContain('The Teams app calls another bot');
        expect(states((await world.doctor({ BOT_ID: APP_ID })).said)).toEqual({ ...WELL, 'Public endpoint': 'good' });
      },
      { granted },
    ),
  );
});
