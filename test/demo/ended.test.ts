import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { aFolder } from '../store/support.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the system tells of its processes; nothing of one that has ended. */
function read(path: string): string {
  try {
    return readFileSync(join('/proc', path), 'utf8').trim();
  } catch {
    return '';
  }
}

/** Where the database server's data is that a process has started; undefined: it has started none yet. */
function dataOfServer(pid: number): string | undefined {
  const words = read(`${pid}/task/${pid}/children`)
    .split(' ')
    .map((child) => read(`${child}/cmdline`).split('\0'))
    .find(([program]) => program?.endsWith('/postgres') === true);
  return words?.[words.indexOf('-D') + 1];
}

test.runIf(process.platform === 'linux')(
  'a demo that is told to end while it starts leaves no server and no data',
  async () => {
    const words = [join(ROOT, 'src/launch.mjs'), join(ROOT, 'src/demo.ts'), '--replicas', '2', '--port', '47150'];
    const demo = spawn(process.execPath, words, { cwd: aFolder(), stdio: 'ignore' });
    const ended = once(demo, 'exit');
    let data: string | undefined;
    while (data === undefined && demo.exitCode === null) {
      await pause(20);
      data = dataOfServer(demo.pid ?? 0);
    }
    demo.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(existsSync(dirname(data ?? '/'))).toBe(false);
  },
);
