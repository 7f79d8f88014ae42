import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { bundle } from '../build/bundle.ts';
import type { Program } from './bot-child.ts';

/** As whoever follows its documentation starts it. */
export const ECHO_BOT: Program = { file: new URL('./echo-bot.ts', import.meta.url), options: [], environment: {} };

/** From the source, which is what a change is tried with. */
export const WHOLE_BOT: Program = { file: new URL('./whole-bot.ts', import.meta.url), options: [], environment: {} };

/** What `npm start` tells Node. */
export const START_OPTIONS = packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'));

/**
 * As production starts it: from a build, with the options of `npm start`.
 * @param folder for the build
 */
export async function builtBot(folder: string): Promise<Program> {
  const cache = join(folder, 'cache');
  await bundle({ bot: 'tools/bench/whole-bot.ts' }, folder, cache);
  return {
    file: pathToFileURL(join(folder, 'bot.mjs')),
    options: START_OPTIONS,
    environment: { NODE_COMPILE_CACHE: cache },
  };
}
