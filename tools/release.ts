import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod/v4';
import { imageOf } from './release/image.ts';
import { changesOf } from './release/changes.ts';

/**
 * `npm run release -- --dry-run`: puts together in dist/release what a release is made of, and says what is still missing:
 * its notes, the SBOM, the app package, the image's digest. Without `--dry-run` whatever is missing is an error. It sends
 * nothing anywhere: who may do that does it with what lies there.
 */
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const TARGET = join(ROOT, 'dist', 'release');

const [mode, ...more] = process.argv.slice(2);
if (more.length > 0 || (mode !== undefined && mode !== '--dry-run')) {
  process.stderr.write('Use: npm run release -- --dry-run\n');
  process.exit(1);
}

const missing: string[] = [];
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
/** An engine whose daemon hangs, or a registry that says nothing, would hold up all the rest. */
const WITHIN_MS = 30 * 60_000;
const run = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', timeout: WITHIN_MS });
const node = (...args: readonly string[]) => run(process.execPath, ...args);

rmSync(TARGET, { recursive: true, force: true });
mkdirSync(TARGET, { recursive: true });

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const commit = run('git', 'rev-parse', 'HEAD').stdout.trim();
if (run('git', 'status', '--porcelain').stdout.trim() !== '') missing.push('The work tree has changes: commit them.');

const changes = changesOf(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version);
if (changes.problem !== undefined) missing.push(changes.problem);
writeFileSync(join(TARGET, 'notes.md'), `# Bridgekeeper ${version}\n\n${changes.notes}\n`);
say(`version       ${version}, commit ${commit}`);
say(`notes.md      ${changes.notes.split('\n').filter((line) => line.startsWith('- ')).length} changes`);

// What runs in production; what the project is made with is no part of it.
const sbom = join(TARGET, 'sbom.cdx.json');
const cyclonedx = join(ROOT, 'node_modules', '@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js');
const listed = node(cyclonedx, '--package-lock-only', '--omit', 'dev', '--output-reproducible', '--output-file', sbom);
if (listed.status === 0) {
  const { components } = z.object({ components: z.array(z.unknown()) }).parse(JSON.parse(readFileSync(sbom, 'utf8')));
  say(`sbom.cdx.json ${components.length} packages`);
} else {
  missing.push(`There is no SBOM: ${listed.stderr.trim()}`);
}

const packaged = node('src/launch.mjs', 'tools/package-app.ts');
if (packaged.status === 0) {
  writeFileSync(join(TARGET, 'bridgekeeper.zip'), readFileSync(join(ROOT, 'dist', 'bridgekeeper.zip')));
  say('bridgekeeper.zip, the app for Teams');
} else {
  missing.push(`There is no app package: ${packaged.stderr.trim().replaceAll('\n', ' ')}`);
}

const image = imageOf(version, TARGET, run);
if (image.digest === undefined) missing.push(image.problem);
else {
  writeFileSync(join(TARGET, 'image.txt'), `bridgekeeper:${version}@${image.digest}\n`);
  say(`image.txt     ${image.digest}${image.file === undefined ? '' : `, of ${image.file}: push that file`}`);
}

const sums = ['notes.md', 'sbom.cdx.json', 'bridgekeeper.zip', 'image.txt', 'image.oci.tar'].flatMap((name) => {
  try {
    return [
      `${createHash('sha256')
        .update(readFileSync(join(TARGET, name)))
        .digest('hex')}  ${name}`,
    ];
  } catch {
    return [];
  }
});
writeFileSync(join(TARGET, 'SHA256SUMS'), `${sums.join('\n')}\n`);
for (const one of missing) say(`missing       ${one}`);
process.exitCode = missing.length > 0 && mode === undefined ? 1 : 0;
