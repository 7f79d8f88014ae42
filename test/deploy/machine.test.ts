import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { SETTINGS } from '../../src/config/settings.ts';
import { readStoreAddress } from '../../src/config/store-setting.ts';
import { DOCUMENTS, read, ROOT } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';
import { isHere, setIn } from './tools.ts';

const UNIT = 'deploy/bridgekeeper.service';

const KNOWN = SETTINGS.map(({ name }) => name);
const SECRETS = SETTINGS.flatMap(({ name, secret }) => (secret === true ? [name] : []));

test.each(['deploy/bridgekeeper.env.example', 'deploy/kubernetes/bridgekeeper.env'])(
  '%s sets only settings that exist, and no secret',
  (name) => {
    expect(KNOWN).toEqual(expect.arrayContaining([...setIn(name)]));
    expect(setIn(name).length).toBeGreaterThan(3);
    expect(setIn(name).filter((set) => set !== 'STORE' && SECRETS.includes(set))).toEqual([]);
    expect(read(name)).toContain('APPROVALS=risk');
  },
);

describe('the systemd unit', () => {
  const unit = read(UNIT);

  test('starts what npm start does, with the same memory', () => {
    const [, set, started] = /env (\S+) (node .+)$/.exec(packageJson.scripts.start) ?? [];
    expect(unit).toContain(`\nExecStart=/usr/bin/${started}\n`);
    expect(unit).toContain(` ${set}\n`);
  });

  test('may write its state and nothing else, and gets no new rights', () => {
    for (const line of [
      'ProtectSystem=strict',
      'StateDirectoryMode=0700',
      'NoNewPrivileges=yes',
      'CapabilityBoundingSet=',
    ]) {
      expect(unit).toMatch(new RegExp(`^${line}$`, 'm'));
    }
    // V8 compiles while it runs.
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m);
    expect(unit).not.toMatch(/^ReadWritePaths/m);
  });

  test.runIf(isHere('systemd-analyze'))('is one that systemd takes, and finds hard', () => {
    const { stdout, stderr } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=yes', '--threshold=20', join(ROOT, UNIT)],
      {
        encoding: 'utf8',
      },
    );
    const [, level] = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout) ?? [];
    expect(Number(level), stderr).toBeLessThan(2);
  });
});

describe('deploy/as-bot.sh', () => {
  /** What systemd would be asked for, in place of it. */
  const asked = (...args: readonly string[]) => {
    const folder = aFolder();
    const told = join(folder, 'told');
    writeFileSync(join(folder, 'systemd-run'), `#!/bin/sh\nprintf '%s\\n' "$@" > ${told}\nexit 7\n`);
    chmodSync(join(folder, 'systemd-run'), 0o755);
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const { status, stderr } = spawnSync('sh', [join(ROOT, 'deploy/as-bot.sh'), ...args], { encoding: 'utf8', env });
    return { status, stderr, words: () => readFileSync(told, 'utf8').trimEnd().split('\n') };
  };

  test('has systemd run a command as the unit runs the bot: its account, its folder, its settings read as they are there', () => {
    const { words } = asked('npm', 'run', 'doctor');
    for (const name of ['User', 'Group', 'WorkingDirectory', 'EnvironmentFile', 'UMask']) {
      const [line = ''] = new RegExp(`^${name}=.*$`, 'm').exec(read(UNIT)) ?? [];
      expect(line).not.toBe('');
      expect(words()).toContain(`--property=${line}`);
    }
    expect(words()).toEqual(expect.arrayContaining(['--pipe', '--wait', '--setenv=NODE_ENV=production']));
  });

  test('hands over each word as it is, and another store where one is named; ends as the command does', () => {
    const command = ['STORE=postgres://u@db.example.com/d?sslmode=verify-full&sslrootcert=/a b', 'npm', 'run', 'journal', '--', 'verify', '$HOME'];
    const { status, words } = asked(...command);
    expect([status, words().slice(words().indexOf('--'))]).toEqual([7, ['--', '/usr/bin/env', ...command]]);
    expect(asked()).toMatchObject({ status: 2, stderr: expect.stringContaining('Use: ') as string });
  }); // prettier-ignore

  test('is how the documents run what is there, and no shell reads the settings', () => {
    const lines = DOCUMENTS.flatMap((name) => [...read(name).matchAll(/sh deploy\/as-bot\.sh (?:\w+=\S+ )?(\S+)(?: run)?(?: -s)? (\S+)/g)]);
    expect(lines.length).toBeGreaterThan(4);
    for (const [line, program, what = ''] of lines) {
      if (program === 'npm') expect(Object.keys(packageJson.scripts), line).toContain(what.replace(/`.*/, ''));
      else expect(() => read(what), line).not.toThrow();
    }
    for (const name of DOCUMENTS) expect(read(name), name).not.toMatch(/\bset -a\b|(?:^|[\s'"])(?:\.|source) \S*\.env\b/m);
  }); // prettier-ignore
});

test('the example names a store in the folder that the unit gives the bot', () => {
  const [, store = ''] = /^STORE=(\S+)$/m.exec(read('deploy/bridgekeeper.env.example')) ?? [];
  const address = readStoreAddress(store, {}, () => '');
  const [, folder = ''] = /^StateDirectory=(\S+)$/m.exec(read(UNIT)) ?? [];
  expect(address.ok && typeof address.store === 'string' ? dirname(address.store) : address).toBe(`/var/lib/${folder}`);
});
