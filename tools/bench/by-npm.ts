import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { ChildSettings, Program } from './bot-child.ts';
import { ready } from './bot-child.ts';

/** A bot as `npm start` starts it, with npm and a shell before it. */
export type StartedByNpm = { readonly url: string; readonly stop: () => Promise<void> };

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/**
 * Resolves when it takes requests. Rejects where it ends before that.
 * @param folder is written to, and is the bot's own
 * @param authorityFile of the certificates that it believes beside the usual ones
 */
export async function startByNpm(
  { file, options, environment }: Program,
  settings: Partial<ChildSettings>,
  folder: string,
  authorityFile: string,
): Promise<StartedByNpm> {
  const words = ['node', '--disable-warning=ExperimentalWarning', ...options, fileURLToPath(file)].map(quoted);
  const set = Object.entries(environment).map(([name, value]) => quoted(`${name}=${value}`));
  const start = `exec env ${[...set, ...words].join(' ')}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bench', private: true, scripts: { start } }));
  const npm = spawn('npm', ['start', '--silent', '--', JSON.stringify({ ...settings, folder })], {
    cwd: folder,
    // What this run's own npm has set would be taken for that one's.
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
      NODE_EXTRA_CA_CERTS: authorityFile,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: npm and all that it started end together.
    detached: true,
  });
  const ended = once(npm, 'exit');
  const said = await new Promise<unknown>((resolve, reject) => {
    npm.stdout.once('data', resolve);
    npm.once('exit', () => {
      reject(new Error('a bot that npm started has ended'));
    });
  });
  const { port } = ready.parse(JSON.parse(String(said)));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (npm.pid !== undefined) process.kill(-npm.pid, 'SIGKILL');
      await ended;
    },
  };
}
