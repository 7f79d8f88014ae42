import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { COMMANDS } from '../src/commands/list.ts';
import { commandLists } from '../teamsapp/commands.ts';
import manifest from '../teamsapp/manifest.json' with { type: 'json' };

/**
 * Rewrites the command menu in teamsapp/manifest.json from the commands the bot knows. All else in that file is
 * written by hand. A test fails when the two differ, and names this tool.
 */
const file = new URL('../teamsapp/manifest.json', import.meta.url).pathname;
const bots = manifest.bots.map((bot) => ({ ...bot, commandLists: commandLists(COMMANDS) }));
const text = JSON.stringify({ ...manifest, bots }, null, 2);
await writeFile(file, await format(text, { ...(await resolveConfig(file)), parser: 'json' }));
console.log(`teamsapp/manifest.json: ${COMMANDS.length} commands`);
