import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { z } from 'zod/v4';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';

const { packages: locked } = z
  .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
const TARGET = join(ROOT, 'dist', 'release');
const DIGEST = `sha256:${'0a'.repeat(32)}`;

/** `npm run release` with these engines in the place of those of this machine, which may have any. */
function release(args: readonly string[], engine = 'exit 1') {
  const folder = aFolder();
  for (const name of ['docker', 'podman', 'buildah']) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${name === 'buildah' ? engine : 'exit 1'}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'release', '--', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      HOME: folder,
      TEAMS_APP_ID: '11111111-1111-4111-8111-111111111111',
      MicrosoftAppId: '22222222-2222-4222-8222-222222222222',
    },
  });
  return { status, stdout, stderr };
}

const lying = (): readonly string[] => readdirSync(TARGET).toSorted();
/** Each sum is that of the file beside it. @returns the names of the files */
function summed(): readonly string[] {
  const lines = readFileSync(join(TARGET, 'SHA256SUMS'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [sum, name = ''] = line.split('  ');
    const hash = createHash('sha256').update(readFileSync(join(TARGET, name)));
    expect(sum, name).toBe(hash.digest('hex'));
    return name;
  });
}

test('npm run release -- --dry-run puts together what can be made, with its sums, and says what is missing', () => {
  const { status, stdout, stderr } = release(['--dry-run']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('missing       There is no image with a digest: no docker, podman or buildah is here.');
  expect(lying()).toEqual(['SHA256SUMS', 'bridgekeeper.zip', 'notes.md', 'sbom.cdx.json']);
  expect(summed().toSorted()).toEqual(['bridgekeeper.zip', 'notes.md', 'sbom.cdx.json']);
  expect(readFileSync(join(TARGET, 'notes.md'), 'utf8')).toMatch(
    new RegExp(`^# Bridgekeeper ${packageJson.version}\n\n`),
  );
  // A zip begins so.
  expect(readFileSync(join(TARGET, 'bridgekeeper.zip')).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  const { components } = z
    .object({ components: z.array(z.object({ name: z.string(), group: z.string().optional() })) })
    .parse(JSON.parse(readFileSync(join(TARGET, 'sbom.cdx.json'), 'utf8')));
  const packages = components.map(({ name, group }) => (group === undefined ? name : `${group}/${name}`));
  expect(packages).toEqual(expect.arrayContaining(Object.keys(packageJson.dependencies)));
  // Some of what the project is made with is part of something that runs, too, and the lock file knows.
  const madeWith = Object.keys(packageJson.devDependencies).filter(
    (name) => locked[`node_modules/${name}`]?.dev === true,
  );
  expect(madeWith.length).toBeGreaterThan(10);
  expect(madeWith.filter((name) => packages.includes(name))).toEqual([]);
});

test('an image that can be made lies beside it, with the digest of that file; without --dry-run whatever is missing is an error', () => {
  const engine = `[ "$1" = push ] || exit 0\nprintf ${DIGEST} > "$3"\nfile=\${5#oci-archive:}\necho image > "\${file%%:*}"`;
  const { status, stdout } = release([], engine);
  const missing = stdout.split('\n').filter((line) => line.startsWith('missing'));
  expect(missing.filter((line) => line.includes(' There is no '))).toEqual([]);
  expect(status).toBe(missing.length > 0 ? 1 : 0);
  expect(readFileSync(join(TARGET, 'image.txt'), 'utf8')).toBe(`bridgekeeper:${packageJson.version}@${DIGEST}\n`);
  expect(summed()).toEqual(expect.arrayContaining(['image.oci.tar', 'image.txt']));
  expect(lying()).not.toContain('digest');
});

test('another option is refused, and nothing is made', () => {
  const { status, stderr } = release(['--dryrun']);
  expect([status, stderr]).toEqual([1, 'Use: npm run release -- --dry-run\n']);
});
