import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { portOf } from '../port-of.ts';
import { account, programs, type Environment, type Programs } from './programs.ts';

/** What such a server is made with; it listens on this machine only, and keeps nothing. */
export const SUPERUSER = 'postgres';
const PASSWORD = 'superuser-of-the-simulator';

export type Server = {
  readonly port: number;
  /** Of the superuser. */
  readonly password: string;
  /** Where its data is: certificates can be put there. */
  readonly data: string;
  readonly stop: () => Promise<void>;
  /** Starts it again, where it was stopped. */
  readonly start: () => Promise<void>;
  /** Stops it and takes its data away. */
  readonly remove: () => Promise<void>;
};

/**
 * A real server of its own, with data in memory where that can be had.
 * @param environment of this process
 * @param settings as in postgresql.conf
 */
export async function startServer(
  environment: Environment,
  settings: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'bridgekeeper-postgres-'));
  const made = programs(folder, environment);
  const data = join(folder, 'data');
  const { uid = -1, gid = -1 } = account();
  writeFileSync(join(folder, 'password'), PASSWORD);
  if (uid !== -1) {
    for (const path of [folder, join(folder, 'password')]) chownSync(path, uid, gid);
  }
  chmodSync(folder, 0o755);
  const words = ['-D', data, '-U', SUPERUSER, '-A', 'scram-sha-256', '--pwfile', join(folder, 'password')];
  const init = spawnSync(join(made.bin, 'initdb'), [...words, '-N', '-E', 'UTF8', '--locale', 'C'], {
    ...made.run,
    encoding: 'utf8',
    cwd: folder,
  });
  if (init.status !== 0) throw new Error(`initdb: ${init.stdout}${init.stderr}${String(init.error ?? '')}`);
  const port = await freePort();
  let running: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    running = launch(made, folder, data, port, settings);
    await answering(port, running);
  };
  const stop = async (): Promise<void> => {
    const child = running;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  };
  const remove = async (): Promise<void> => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  return { port, password: PASSWORD, data, start, stop, remove };
}

function launch(
  { bin, run }: Programs,
  folder: string,
  data: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    // What is lost with this machine is a test.
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    shared_buffers: '32MB',
    ...settings,
  };
  const words = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...words], {
    ...run,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; child.exitCode === null && tries < 600; tries += 1) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: SUPERUSER,
      password: PASSWORD,
      database: 'postgres',
    });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('the PostgreSQL server does not start');
}
