import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { bundle } from '../build/bundle.ts';
import { startOptions } from '../build/start-options.ts';
import type { Program } from './bot-child.ts';

/** As whoever follows its documentation starts it. */
export const ECHO_BOT: Program = { file: new URL('./echo-bot.ts', import.meta.url), options: [], environment: {} };

/** From the source, which is what a change is tried with. */
export const WHOLE_BOT: Program = { file: new URL('./whole-bot.ts', import.meta.url), options: [], environment: {} };

const SET = /^([A-Z_]+)=(.*)$/;

/**
 * As `npm start` starts a build: what it tells Node, and what it sets around it.
 * @param cache what the build compiled
 * @param start the script's line
 */
export const asStarted = (
  cache: string,
  start = packageJson.scripts.start,
): Pick<Program, 'options' | 'environment'> => ({
  options: startOptions(start),
  environment: { ...settings(start.split(' ')), NODE_COMPILE_CACHE: cache },
});

function settings(words: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of words.map((word) => SET.exec(word) ?? []))
    if (name !== '') found[name] = value;
  return found;
}

/**
 * As production starts it: from a build, with the options of `npm start`.
 * @param folder for the build
 */
export async function builtBot(folder: string): Promise<Program> {
  const cache = join(folder, 'cache');
  await bundle({ bot: 'tools/bench/whole-bot.ts' }, folder, cache);
  return {
    file: pathToFileURL(join(folder, 'bot.mjs')),
    ...asStarted(cache),
  };
}
