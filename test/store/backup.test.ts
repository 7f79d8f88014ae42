import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ENTRIES, writeJournal } from '../contracts/store-journal.ts';
import { aFolder, journalOf, opened } from './support.ts';

/** What docs/operate.md has `.backup` of the sqlite3 shell do: SQLite's own way to copy a database that is in use. */
async function copyOf(path: string): Promise<string> {
  const copy = `${path}.backup`;
  const source = new DatabaseSync(path);
  await backup(source, copy);
  source.close();
  return copy;
}

test('a backup that is made while the bot runs is whole, and holds up nobody', async () => {
  const path = join(aFolder(), 'store.db');
  const store = opened(path);
  await writeJournal(store);
  const copy = await copyOf(path);
  await writeJournal(store, 2);
  expect(await journalOf(copy).verify(null)).toMatchObject({ entries: ENTRIES, faults: [] });
  expect(await journalOf(path).verify(null)).toMatchObject({ entries: 2 * ENTRIES, faults: [] });
});

test('a backup in the place of the store brings everything back, and the bot goes on from there', async () => {
  const path = join(aFolder(), 'store.db');
  const store = opened(path);
  await writeJournal(store);
  const copy = await copyOf(path);
  await writeJournal(store, 2);
  const { head } = await journalOf(path).verify(null);
  store.close();
  for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
  copyFileSync(copy, path);
  const restored = opened(path);
  await writeJournal(restored, 3);
  expect(await journalOf(path).verify(null)).toMatchObject({ entries: 2 * ENTRIES, faults: [] });
  expect((await journalOf(path).verify(head.hash)).faults).toMatchObject([{ kind: 'headUnknown' }]);
});
