import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** A folder that no other demo uses. Beside it stands a file with the number of the process that does. */
export type OwnFolder = { readonly folder: string; readonly release: () => void };

/** @param within where the folders of all demos are */
export function ownFolder(within: string): OwnFolder {
  mkdirSync(within, { recursive: true });
  for (let number = 1; ; number += 1) {
    const folder = join(within, number === 1 ? 'demo' : `demo-${number}`);
    const mark = `${folder}.pid`;
    if (takes(mark)) {
      return {
        folder,
        release: () => {
          rmSync(mark, { force: true });
        },
      };
    }
  }
}

function takes(mark: string): boolean {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (runs(Number(readFileSync(mark, 'utf8')))) return false;
  // Its demo ended without a word.
  rmSync(mark, { force: true });
  return takes(mark);
}

function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
