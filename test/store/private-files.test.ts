import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { runJournal } from '../../src/journal/run.ts';
import { inspectStore } from '../../src/store/sqlite/inspect.ts';
import { keepPrivate } from '../../src/store/private-files.ts';
import { writeJournal } from '../contracts/store-journal.ts';
import { NOW } from '../builders.ts';
import { aFolder, opened } from './support.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const modesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]));
const PRIVATE = { 'store.db': '600', 'store.db-wal': '600', 'store.db-shm': '600', 'store.db.lock': '600' };

const umask = process.umask(0o022);
process.umask(umask);
afterEach(() => {
  process.umask(umask);
});

/** What was told in the log of what is open to others. */
function openedTelling(path: string): readonly unknown[] {
  const told: unknown[] = [];
  opened(path, {
    log: {
      info: () => undefined,
      warn: (event, fields) => void told.push([event, fields]),
      error: () => undefined,
    },
  });
  return told;
}

// Windows has no such modes.
describe.skipIf(process.platform === 'win32')('a store is for the account of the bot alone', () => {
  test.each([0o000, 0o022, 0o077, 0o277])('whatever the umask: %o', async (mask) => {
    const folder = aFolder();
    process.umask(mask);
    const path = join(folder, 'deep', 'deeper', 'store.db');
    await writeJournal(opened(path));
    expect(modesIn(join(folder, 'deep', 'deeper'))).toEqual(PRIVATE);
    expect([modeOf(join(folder, 'deep')), modeOf(join(folder, 'deep', 'deeper'))]).toEqual(['700', '700']);
    expect(inspectStore(path).exposed).toEqual([]);
    const out = join(folder, 'exports', 'january');
    const days = ['--from', '2026-01-05', '--to', '2026-01-05'];
    expect((await runJournal(['export', ...days, '--out', out], { ok: true, store: path }, NOW)).code).toBe(0);
    expect(modesIn(out)).toEqual({ 'journal.jsonl': '600', 'README.txt': '600', SHA256SUMS: '600' });
    expect([modeOf(join(folder, 'exports')), modeOf(out)]).toEqual(['700', '700']);
  });

  test('one that an older version left open is put right, without a word', async () => {
    const folder = join(aFolder(), 'data');
    const path = join(folder, 'store.db');
    const store = opened(path);
    await writeJournal(store);
    store.close();
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o664);
    chmodSync(folder, 0o755);
    expect(inspectStore(path).exposed).toContainEqual({ path, mode: '664' });
    expect(openedTelling(path)).toEqual([]);
    expect(modesIn(folder)).toEqual(PRIVATE);
    expect(modeOf(folder)).toBe('700');
  });

  test('a folder with other things in it is not the bot’s to close: it is told of', () => {
    const folder = join(aFolder(), 'shared');
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'notes.txt'), '');
    const path = join(folder, 'store.db');
    expect(openedTelling(path)).toEqual([['store.exposed', { path: folder, mode: '755' }]]);
    expect(modeOf(folder)).toBe('755');
    expect(modeOf(path)).toBe('600');
  });

  test('what is read-only stays so', () => {
    const path = join(aFolder(), 'store.db');
    writeFileSync(path, '');
    chmodSync(path, 0o444);
    expect(keepPrivate(path)).toEqual([]);
    expect(modeOf(path)).toBe('400');
  });
});
