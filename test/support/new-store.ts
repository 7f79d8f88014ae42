import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';

let made: Buffer | undefined;

/** A store to which nothing was written yet. Bringing an empty file up to date takes longer than many a story. */
function untouched(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-new-'));
  try {
    const path = join(folder, 'store.db');
    openSqliteStore(path).close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts a store at `path` to which nothing was written: a copy of one that this process has made once. */
export function putNewStore(path: string): void {
  writeFileSync(path, (made ??= untouched()), { mode: 0o600 });
}
