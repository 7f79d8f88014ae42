import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `npm run build` puts what it makes, and whether that belongs to this source. */

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCE = join(ROOT, 'src');

/** The folder of the build. */
export const BUILD = join(ROOT, 'dist', 'bot');
/** In it: what the build was made of, as `sourceHash` gives it. */
export const MADE_OF = join(BUILD, 'made-of');
/** In it: the compile cache. */
export const CACHE = join(BUILD, 'cache');

/** SHA-256, in hex, of all that a build is made of: the source, and the versions of the packages. */
export function sourceHash() {
  const hash = createHash('sha256');
  for (const name of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(ts|json)$/.test(name)) hash.update(`${name}\0`).update(readFileSync(join(SOURCE, name)));
  }
  return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
}

/**
 * What to run in place of an entrance: its file in the build, or undefined where there is none, or one of another source.
 * Where the source was left at home, as in an image, the build is all there is.
 * @param {string} file the entrance's absolute path
 */
export function builtOf(file) {
  if (dirname(file) !== SOURCE) return undefined;
  const built = join(BUILD, basename(file).replace(/\.ts$/, '.mjs'));
  if (!existsSync(built) || !existsSync(MADE_OF)) return undefined;
  return !existsSync(file) || readFileSync(MADE_OF, 'utf8') === sourceHash() ? built : undefined;
}
