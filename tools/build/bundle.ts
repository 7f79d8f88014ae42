import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { rolldown, type OutputChunk } from 'rolldown';
import { ascii } from './ascii.ts';
import { leftOut } from './left-out.ts';
import { startOptions } from './start-options.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Bundle = {
  /** Absolute paths of what it is made of. */
  readonly modules: readonly string[];
  /** The ones among them that are loaded without the rooms that are loaded only where they are asked for. */
  readonly usual: readonly string[];
  readonly files: number;
  readonly bytes: number;
};

/**
 * Makes a few files of entrances and of what they use of their packages, and compiles what they share.
 * @param input the entrances by name, from the project's folder
 * @param folder is filled: `NAME.mjs` for each entrance, with source maps
 * @param cache where what is compiled is kept, for `enableCompileCache`; where the files run, nothing may be writable
 * @throws when what was made does not load
 */
export async function bundle(input: Readonly<Record<string, string>>, folder: string, cache: string): Promise<Bundle> {
  const made = await rolldown({ cwd: ROOT, platform: 'node', input, plugins: [leftOut, ascii], logLevel: 'warn' });
  const { output } = await made.write({
    dir: folder,
    format: 'esm',
    sourcemap: true,
    // The process keeps its source in memory.
    comments: false,
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  });
  await made.close();
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const shared = chunks.filter(({ isEntry }) => !isEntry).map(({ fileName }) => join(folder, fileName));
  const compile = `
    import { enableCompileCache, flushCompileCache } from 'node:module';
    enableCompileCache(${JSON.stringify(cache)});
    for (const chunk of ${JSON.stringify(shared)}) await import(chunk);
    flushCompileCache();`;
  // Once as the bot is started, and once as its tools are.
  for (const options of [startOptions(), []]) {
    const words = [...options, '--no-warnings', '--input-type=module', '--eval', compile];
    const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
    if (status !== 0) throw new Error('the build does not load');
  }
  return {
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    usual: usual(chunks).flatMap(({ moduleIds }) => moduleIds),
    files: chunks.length,
    bytes: chunks.reduce((sum, { code }) => sum + code.length, 0),
  };
}

/** Loaded only where OpenTelemetry is asked for. */
const ASKED_FOR = 'src/telemetry/otlp.ts';

/** What the entrances lead to. */
function usual(chunks: readonly OutputChunk[]): readonly OutputChunk[] {
  const reached = new Set<OutputChunk>();
  const reach = (chunk: OutputChunk | undefined): void => {
    if (chunk === undefined || reached.has(chunk) || chunk.facadeModuleId?.endsWith(ASKED_FOR) === true) return;
    reached.add(chunk);
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
      reach(chunks.find(({ fileName }) => fileName === name));
    }
  };
  for (const chunk of chunks.filter(({ isEntry }) => isEntry)) reach(chunk);
  return [...reached];
}
