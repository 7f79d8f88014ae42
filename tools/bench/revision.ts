import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod/v4';
import { asStarted } from './programs.ts';
import type { Program } from './bot-child.ts';

const manifest = z.object({ scripts: z.object({ start: z.string() }) });

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Builds the bot of another revision of this project, and lets it be measured.
 * @param revision as git names it; it must know `npm run build`
 * @throws in words when it cannot be had or built
 */
export async function atRevision<Result>(
  revision: string,
  measure: (bot: Program) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-revision-'));
  const source = join(folder, 'source');
  run('git', ['worktree', 'add', '--detach', source, revision], ROOT);
  try {
    const lock = 'package-lock.json';
    const isSame = readFileSync(join(ROOT, lock), 'utf8') === readFileSync(join(source, lock), 'utf8');
    if (isSame) symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'));
    else run('npm', ['ci'], source);
    const built = join(folder, 'build');
    const cache = join(built, 'cache');
    const build = `
      import { bundle } from './tools/build/bundle.ts';
      await bundle({ bot: 'tools/bench/whole-bot.ts' }, ${JSON.stringify(built)}, ${JSON.stringify(cache)});`;
    run(process.execPath, ['--no-warnings', '--input-type=module', '--eval', build], source);
    const { scripts } = manifest.parse(JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')));
    return await measure({
      file: pathToFileURL(join(built, 'bot.mjs')),
      ...asStarted(cache, scripts.start),
    });
  } finally {
    run('git', ['worktree', 'remove', '--force', source], ROOT);
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, words: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words[0] ?? ''}: ${stderr}`);
}
