import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../tools/build/bundle.ts';
import { ROOT } from '../docs/documents.ts';
import type { Image } from './bot-process.ts';

let made: Promise<Image> | undefined;

/**
 * What `npm run build` makes, in a folder of its own, for those who start very many processes: from the source a start takes
 * several times as long. Made once for each process that runs tests.
 */
export function builtBot(): Promise<Image> {
  made ??= build();
  return made;
}

async function build(): Promise<Image> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-built-'));
  const cache = join(folder, 'cache');
  await bundle({ main: 'src/main.ts' }, folder, cache);
  return { cwd: ROOT, args: { start: [join(folder, 'main.mjs')] }, set: { NODE_COMPILE_CACHE: cache } };
}
