import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { COMMANDS } from '../src/commands/list.ts';
import { commandLists } from '../teamsapp/commands.ts';
import manifest from '../teamsapp/manifest.json' with { type: 'json' };
import { GENERATED, GENERATED_FILES, withGeneratedParts } from './generated.ts';

/**
 * Rewrites what comes from code: the command menu in teamsapp/manifest.json and the tables in docs. All else in those
 * files is written by hand. Tests fail when they differ, and name this tool.
 */
const pathOf = (name: string): string => new URL(`../${name}`, import.meta.url).pathname;

async function write(name: string, text: string): Promise<void> {
  const file = pathOf(name);
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
  console.log(name);
}

const bots = manifest.bots.map((bot) => ({ ...bot, commandLists: commandLists(COMMANDS) }));
await write('teamsapp/manifest.json', JSON.stringify({ ...manifest, bots }, null, 2));
for (const [name, parts] of Object.entries(GENERATED)) {
  await write(name, withGeneratedParts(await readFile(pathOf(name), 'utf8'), parts));
}
// No formatter knows Bicep.
for (const [name, make] of Object.entries(GENERATED_FILES)) {
  await writeFile(pathOf(name), make());
  console.log(name);
}
