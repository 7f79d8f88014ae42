import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { aFolder } from './store/support.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const LAUNCHER = join(ROOT, 'src', 'launch.mjs');
const SCRIPTS: Readonly<Record<string, string>> = packageJson.scripts;

/** What makes a Node say that it is another. */
const as = (version: string): string =>
  `data:text/javascript,Object.defineProperty(process,'version',{value:'${version}'})`;

function run(cwd: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd, env: {}, encoding: 'utf8' });
}

function launch(source: string, ...args: readonly string[]) {
  const folder = aFolder();
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'file.ts'), source);
  return { folder, ...run(folder, LAUNCHER, 'file.ts', ...args) };
}

test.each(Object.entries(SCRIPTS))(
  'npm run %s: where it runs TypeScript, it does so through the launcher',
  (_, line) => {
    for (const [, words = ''] of line.matchAll(/\bnode (.*)/g))
      expect(words).toMatch(
        /^(--max-semi-space-size=2 --heap-growing-percent=50 --no-maglev )?src\/launch\.mjs [\w/-]+\.ts$/,
      );
  },
);

describe.each(['start', 'doctor', 'demo', 'journal', 'store'])('npm run %s', (script) => {
  const [exec, node, ...words] = SCRIPTS[script]?.replace(/ env [A-Z_]+=\S+/, '').split(' ') ?? [];

  test('takes the place of the shell that npm starts, so that signals reach it', () => {
    expect([exec, node]).toEqual(['exec', 'node']);
    // In cmd, which has neither `exec` nor `env` and looks where it is first.
    expect(readFileSync(join(ROOT, 'exec.cmd'), 'utf8')).toMatch(/^@if "%~1"=="env" goto env\n@%\*\n/);
  });

  test.each(['v16.20.2', 'v20.20.2', 'v22.22.3', 'v24.6.0'])(
    'on Node %s says in one line which is needed',
    (version) => {
      const { status, stdout, stderr } = run(ROOT, '--import', as(version), ...words);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(
        new RegExp(`^Node 24 is needed, 24\\.7 or later, and this is ${version}: run \`npm ci\`.*nodejs\\.org\\.\n$`),
      );
    },
  );

  test('before npm ci says in one line that it is missing', () => {
    const folder = aFolder();
    cpSync(join(ROOT, 'src'), join(folder, 'src'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    const { status, stdout, stderr } = run(folder, ...words);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Cannot find package '[^']+': run `npm ci` first\.\n$/);
  });
});

test.each(['v24.7.0', 'v24.21.0', 'v26.0.0'])('on Node %s it runs', (version) => {
  const { status, stdout } = run(ROOT, '--import', as(version), 'src/launch.mjs', 'src/journal.ts', 'what');
  expect([status, stdout]).toEqual([2, '']);
});

test('a file runs as if it were the entrance: its words, its exit code', () => {
  const source = `const words: string[] = process.argv.slice(1); console.log(JSON.stringify(words)); process.exitCode = 7;`;
  const { folder, status, stdout, stderr } = launch(source, '--to', 'x.json');
  expect([status, stderr]).toEqual([7, '']);
  expect(JSON.parse(stdout)).toEqual([join(folder, 'file.ts'), '--to', 'x.json']);
});

test('a file runs in the process that was started, and no other: signals reach it', () => {
  const { signal, stdout } = launch(
    `console.log(process.ppid); process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`,
  );
  expect([signal, stdout]).toEqual(['SIGTERM', `${process.pid}\n`]);
});

test('an error that nobody expected is thrown at the entrance', () => {
  const { status, stdout } = launch(`
    process.on('unhandledRejection', () => console.log('rejection'));
    process.on('uncaughtException', (error: Error) => { console.log(error.message); process.exit(3); });
    throw new Error('unexpected');
  `);
  expect([status, stdout]).toEqual([3, 'unexpected\n']);
});

test('of warnings only those of experiments are left out', () => {
  const { stderr } = launch(`
    process.emitWarning('of an experiment', 'ExperimentalWarning');
    process.emitWarning('of something old', 'DeprecationWarning');
  `);
  expect(stderr).toContain('of something old');
  expect(stderr).not.toContain('experiment');
});
