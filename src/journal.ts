import process from 'node:process';
import { hasWebhook, readKeepDays } from './config/config.ts';
import { runJournal } from './journal/run.ts';
import { storeOfSettings } from './store-of-settings.ts';

/** `npm run journal`: checks the journal's chain, or exports a part of it, also while the bot runs. */

const { code, lines } = await runJournal(
  process.argv.slice(2),
  storeOfSettings(process.env),
  Date.now(),
  readKeepDays(process.env),
  hasWebhook(process.env),
);
(code === 2 ? process.stderr : process.stdout).write(`${lines.join('\n')}\n`);
process.exitCode = code;
