import process from 'node:process';
import { runStore } from './copying/run.ts';
import { storeOfSettings } from './store-of-settings.ts';

/** `npm run store`: copies a store into another one, while no bot runs on either. */

const { code, lines } = await runStore(process.argv.slice(2), (written) =>
  storeOfSettings({ ...process.env, STORE: written }),
);
(code === 2 ? process.stderr : process.stdout).write(`${lines.join('\n')}\n`);
process.exitCode = code;
