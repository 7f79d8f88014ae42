import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { BUILD, CACHE, MADE_OF, sourceHash } from '../src/built.mjs';
import { leftOut } from './build/left-out.ts';
import { noticesOf } from './build/notices.ts';

/**
 * `npm run build`: makes of the source, and of what it uses of its packages, a few files in dist/bot, with source maps and
 * the notices of third parties. `npm start`, `npm run doctor` and `npm run journal` run them for as long as they belong to
 * the source.
 */
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const startedAt = performance.now();
rmSync(BUILD, { recursive: true, force: true });

const bundle = await rolldown({
  cwd: ROOT,
  platform: 'node',
  input: { main: 'src/main.ts', doctor: 'src/doctor.ts', journal: 'src/journal.ts' },
  plugins: [leftOut],
  logLevel: 'warn',
});
const { output } = await bundle.write({
  dir: BUILD,
  format: 'esm',
  sourcemap: true,
  // The process keeps its source in memory.
  comments: false,
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name]-[hash].mjs',
});
await bundle.close();

const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
writeFileSync(join(BUILD, 'NOTICES.txt'), noticesOf(modules));

// What is compiled is kept for the first start, too: where it runs, nothing may be writable.
const shared = chunks.filter(({ isEntry }) => !isEntry).map(({ fileName }) => join(BUILD, fileName));
const compile = `
  import { enableCompileCache, flushCompileCache } from 'node:module';
  enableCompileCache(${JSON.stringify(CACHE)});
  for (const chunk of ${JSON.stringify(shared)}) await import(chunk);
  flushCompileCache();`;
const { status } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', compile], {
  stdio: 'inherit',
});
if (status !== 0) {
  process.stderr.write('The build does not load; the source is run as before.\n');
  process.exit(1);
}
// The last: a build that was broken off belongs to no source.
writeFileSync(MADE_OF, sourceHash());

const bytes = chunks.reduce((sum, { code }) => sum + code.length, 0);
process.stdout.write(
  `dist/bot: ${modules.length} modules in ${chunks.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`,
);
