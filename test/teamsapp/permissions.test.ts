import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { PERMISSIONS, permissionsFor } from '../../src/graph/permissions.ts';
import { GENERATED_FILES } from '../../tools/generated.ts';
import { read, ROOT } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';

const BOT = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';

const printed = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['src/launch.mjs', 'tools/permissions.ts', ...args], { cwd: ROOT, encoding: 'utf8' });

test.each(Object.entries(GENERATED_FILES))('%s is as the code makes it: npm run generate', (name, make) => {
  expect(read(name)).toBe(make());
});

describe('permissions.bicep', () => {
  const bicep = read('teamsapp/infra/permissions.bicep');
  /** The names in a list of it. */
  const namesIn = (list: string): readonly string[] =>
    [...(new RegExp(`^var ${list} = \\[\\n(.*?)^\\]`, 'ms').exec(bicep)?.[1] ?? '').matchAll(/'(.+)'/g)].map(
      ([, name = '']) => name,
    );

  test('grants each permission of the table by its name, and only what the bot always needs without being asked', () => {
    expect(namesIn('always')).toEqual(permissionsFor('always'));
    expect(namesIn('optional')).toEqual(permissionsFor('optional'));
    expect(namesIn('templateFallback')).toEqual(permissionsFor('fallback'));
    expect(namesIn('relatedTenants')).toEqual(permissionsFor('wanted'));
    expect(bicep).toContain('param withTemplateFallback bool = false');
    expect(bicep).toContain('param withRelatedTenants bool = false');
    expect(bicep).toMatch(/^resource granted 'Microsoft\.Graph\/appRoleAssignedTo@v1\.0' = \[$/m);
    expect(bicep).not.toMatch(/appRoleId: '/);
  });

  test('is no part of what deploys the bot', () => {
    for (const name of ['teamsapp.yml', 'teamsapp/infra/azure.bicep', 'teamsapp/infra/azure.trial.bicep']) {
      expect(read(name)).not.toMatch(/permissions\.bicep|appRoleAssignedTo/);
    }
  });
});

/** An Azure CLI that knows the roles of Microsoft Graph, and notes what it is asked to write. */
const AZ = `#!/usr/bin/env bash
case "$*" in
  'cloud show '*) echo 'https://graph.example/' ;;
  *'--query id '*) echo graph-object-id ;;
  *'--query appRoles'*) grep -oE "value=='[^']+'" <<<"$*" | sed "s/value==//; s/'//g; s/^/role-/; s/^role-Nobody.*//" ;;
  'rest --method GET '*) echo "role-$HELD" ;;
  'rest --method POST '*) printf '%s\\n' "$*" >>"$NOTES" ;;
  *) exit 9 ;;
esac
`;

describe('npm run permissions -- script', () => {
  const run = (script: string, held: string) => {
    const folder = aFolder();
    writeFileSync(join(folder, 'az'), AZ);
    chmodSync(join(folder, 'az'), 0o755);
    const notes = join(folder, 'notes');
    writeFileSync(notes, '');
    const { status, stdout, stderr } = spawnSync('bash', ['-s', BOT], {
      input: script,
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, NOTES: notes, HELD: held },
    });
    return { status, stdout, stderr, writes: readFileSync(notes, 'utf8').trim().split('\n') };
  };

  test('az: grants what is needed and not granted yet, to that principal, and nothing else', () => {
    const { status, stdout, stderr, writes } = run(printed('script', 'az').stdout, 'User.Read.All');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('has      User.Read.All');
    const bodies = writes.map((line) => JSON.parse(/\{.*\}/.exec(line)?.[0] ?? '{}') as Record<string, string>);
    const wanted = permissionsFor('always').filter((name) => name !== 'User.Read.All');
    expect(bodies).toEqual(
      wanted.map((name) => ({ principalId: BOT, resourceId: 'graph-object-id', appRoleId: `role-${name}` })),
    );
    for (const line of writes) {
      expect(line).toContain(`https://graph.example/v1.0/servicePrincipals/${BOT}/appRoleAssignments`);
    }
  });

  test('az: stops at a name that Microsoft Graph does not know there', () => {
    const script = printed('script').stdout.replace('  User.Read.All', '  Nobody.Read.All');
    expect(run(script, '')).toMatchObject({ status: 1, stderr: 'Microsoft Graph has no Nobody.Read.All here\n' });
  });

  test('powershell: has each permission once; what is not always needed waits behind a #', () => {
    const { stdout } = printed('script', 'powershell');
    for (const [name, { need }] of Object.entries(PERMISSIONS)) {
      expect([...stdout.matchAll(new RegExp(`^  (# )?'${name}'`, 'gm'))].map(([, mark]) => mark)).toEqual([
        need === 'always' ? undefined : '# ',
      ]);
    }
  });

  test('anything else is told how it goes', () => {
    expect(printed('script', 'bash')).toMatchObject({ status: 1, stdout: '' });
    expect(printed()).toMatchObject({ status: 1, stdout: '' });
  });
});
