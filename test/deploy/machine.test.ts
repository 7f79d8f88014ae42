import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { SETTINGS } from '../../src/config/settings.ts';
import { read, ROOT } from '../docs/documents.ts';
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
