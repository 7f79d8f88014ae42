// @ts-nocheck
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { COMMANDS } from '../src/commands/list.ts';
import { commandLists } from '../teamsapp/commands.ts';
import manifest from '../teamsapp/manifest.json' with { type: 'json' };
import { withGeneratedParts } from './generated.ts';

/**
 * Rewrites what comes from code: the command menu in teamsapp/manifest.json and the tables of README.md. All else in
 * those files is written by hand. Tests fail when they differ, and name this tool.
 */
async function write(path: string, text: string): Promise<void> {
  const file = new URL(`../${path}`, import.meta.url).pathname;
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
  console.log(path);
}

const bots = manifest.bots.map((bot) => ({ ...bot, commandLists: commandLists(COMMANDS) }));
await write('teamsapp/manifest.json', JSON.stringify({ ...manifest, bots }, null, 2));
await write('README.md', withGeneratedParts(await readFile(new URL('../README.md', import.meta.url), 'utf8')));
