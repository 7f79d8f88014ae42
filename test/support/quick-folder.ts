import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Linux keeps files here in memory. */
const MEMORY = '/dev/shm';
/** What the stores of all workers together need, by far, in bytes. A container may give it 64 MB. */
const ENOUGH = 2 ** 30;

let made: string | undefined;

/**
 * Where the tests of a run keep their files: in memory if the machine offers that, else where it keeps what is temporary.
 * Nearly half of the time that stories took was spent waiting for the disk, and none of them cuts the power. It goes with
 * the process that made it: what lies in memory takes it from whoever works here next.
 */
export function quickFolder(): string {
  made ??= folderOfTheRun();
  return made;
}

function folderOfTheRun(): string {
  const folder = mkdtempSync(join(hasMemory() ? MEMORY : tmpdir(), 'bridgekeeper-tests-'));
  // Some of it is another account's.
  chmodSync(folder, 0o755);
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

function hasMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH;
  } catch {
    return false;
  }
}
