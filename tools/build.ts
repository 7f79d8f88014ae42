import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { BUILD, CACHE, MADE_OF, sourceHash } from '../src/built.mjs';
import { bundle } from './build/bundle.ts';
import { noticesOf } from './build/notices.ts';

/**
 * `npm run build`: makes of the source, and of what it uses of its packages, a few files in dist/bot, with source maps and
 * the notices of third parties. `npm start`, `npm run doctor`, `npm run export`, `npm run journal` and `npm run store`
 * run them for as long as they belong to the source. One that does not load belongs to none.
 */
const ENTRANCES = {
  main: 'src/main.ts',
  doctor: 'src/doctor.ts',
  export: 'src/export.ts',
  journal: 'src/journal.ts',
  store: 'src/store.ts',
};

const startedAt = performance.now();
const source = sourceHash();
rmSync(BUILD, { recursive: true, force: true });
const { modules, files, bytes } = await bundle(ENTRANCES, BUILD, CACHE);
writeFileSync(join(BUILD, 'NOTICES.txt'), noticesOf(modules));
// The last: a build that was broken off belongs to no source.
writeFileSync(MADE_OF, source);

const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
process.stdout.write(
  `dist/bot: ${modules.length} modules in ${files} files, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds} s\n`,
);
