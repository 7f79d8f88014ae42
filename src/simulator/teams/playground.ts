import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

/** The Agents Playground, Microsoft's own test client for Teams bots, as a child process. */
export interface Playground {
  readonly url: string;
  stop(): Promise<void>;
}

export type PlaygroundOptions = {
  /** Where it sends activities, and what it gives out as service url. */
  readonly endpoint: string;
  readonly serviceUrl: string;
  /** Content of its configuration file. */
  readonly config: string;
  /** The environment to start from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where it may write: configuration and log. */
  readonly folder: string;
};

const READY_WITHIN_MS = 30_000;

/** Rejects when the Playground is not installed or does not come up. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  mkdirSync(options.folder, { recursive: true });
  const configPath = join(options.folder, 'm365agentsplayground.yml');
  writeFileSync(configPath, options.config);
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const child = spawn(
    process.execPath,
    // prettier-ignore
    [cli, 'start', '-e', options.endpoint, '-c', 'msteams', '-p', '0', '--dt', '--su', options.serviceUrl],
    { cwd: options.folder, env: environmentOf(options, configPath), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );

  const url = await ready(
    () => output,
    () => child.exitCode !== null,
  );
  return {
    url,
    stop: async () => {
      process.removeListener('exit', kill);
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await exited;
      }
    },
  };
}

/** It says "Listening on PORT" even when it is about to end over its configuration, so it is asked as well. */
async function ready(output: () => string, gone: () => boolean): Promise<string> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (gone()) break;
    const port = /Listening on (\d+)/.exec(output())?.[1];
    const url = `http://localhost:${port ?? ''}`;
    if (port !== undefined && (await answers(`${url}/_debug/ping`))) return url;
    await pause(100);
  }
  throw new Error(`the Agents Playground did not start: ${output().trim() || 'it said nothing'}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** No browser of its own, no telemetry, no proxy between processes of this machine. */
function environmentOf({ environment, folder }: PlaygroundOptions, configPath: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(environment).filter(
    ([name]) =>
      !/^(https?_proxy|AUTH_CLIENT_ID|AUTH_CLIENT_SECRET|AUTH_TENANT_ID|M365_AGENTS_PLAYGROUND_.*)$/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    TEAMSAPPTESTER_BROWSER: 'none',
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath,
    M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
  };
}
