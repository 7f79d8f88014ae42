import * as modules from 'node:module';
import { resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/**
 * `node src/launch.mjs FILE.ts ARGS` runs a file as `node FILE.ts ARGS` does, in this process: of an entrance its build, if
 * there is one of this source (`npm run build`). Where that cannot go well it says in one line what is missing. It is plain JavaScript, and nothing newer than Node 16, since an older Node has to
 * read it. `node src/main.ts` does without it.
 */

/** Before 24.7 its SQLite counts a statement's parameters in another way, and the store cannot be used. */
const NODE = { major: 24, minor: 7 };

/** @param {string} reason */
function refuse(reason) {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}

/** Does what `--disable-warning=ExperimentalWarning` does: an older Node refuses that before it reads a file. */
function hideExperiments() {
  const shown = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const show of shown) show(warning);
  });
}

async function run() {
  hideExperiments();
  process.argv.splice(1, 1);
  const file = resolve(process.argv[1] ?? '');
  process.argv[1] = file;
  const { builtOf, CACHE } = await import('./built.mjs');
  const built = builtOf(file);
  if (built !== undefined) modules.enableCompileCache(CACHE);
  try {
    await import(pathToFileURL(built ?? file).href);
  } catch (error) {
    const found = error instanceof Error ? /^Cannot find package '[^']+'/.exec(error.message) : null;
    if (found === null) throw error;
    refuse(`${found[0]}: run \`npm ci\` first.`);
  }
}

const [major = 0, minor = 0] = process.version.slice(1).split('.').map(Number);
if (major > NODE.major || (major === NODE.major && minor >= NODE.minor)) {
  // Awaited here, so that an error in FILE is one of the entrance, as it is without this file.
  await run();
} else {
  const needed = `Node ${NODE.major} is needed, ${NODE.major}.${NODE.minor} or later, and this is ${process.version}`;
  refuse(`${needed}: run \`npm ci\`, which brings it (not with --omit=dev), or get it from https://nodejs.org.`);
}
