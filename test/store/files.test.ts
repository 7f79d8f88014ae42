import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { LogFields } from '../../src/app/ports.ts';
import { SCHEMA_VERSION } from '../../src/store/sqlite/migrations.ts';
import { NOW, nthChange, theProposal } from '../builders.ts';
import { aFolder, errorOf, expectProblem, opened } from './support.ts';

const aPath = (): string => join(aFolder(), 'store.db');

/** Runs SQL on a store that nobody has open. */
const edit = (path: string, sql: string): void => {
  const editor = new DatabaseSync(path);
  editor.exec(sql);
  editor.close();
};

test('the folder is made, however deep', async () => {
  const path = join(aFolder(), 'a', 'b', 'store.db');
  await expect(opened(path).check()).resolves.toBeUndefined();
  expect(existsSync(path)).toBe(true);
});

test('a folder that cannot be made is named', async () => {
  const file = join(aFolder(), 'file');
  writeFileSync(file, '');
  await expectProblem('cannotOpen', () => opened(join(file, 'data', 'store.db')));
  expect((await errorOf(() => opened(join(file, 'data', 'store.db')))).message).toContain(join(file, 'data'));
});

test.each(['', '  '])('no name (%j) is no store: SQLite would forget everything at the end', async (path) => {
  await expectProblem('cannotOpen', () => opened(path));
});

test('a folder in the place of the file is refused', async () => {
  const path = aPath();
  mkdirSync(path);
  await expectProblem('cannotOpen', () => opened(path));
});

test('a file that is no database is refused and left as it is', async () => {
  const path = aPath();
  const text = 'Minutes of the meeting. '.repeat(500);
  writeFileSync(path, text);
  await expectProblem('notADatabase', () => opened(path));
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('a database of another program is refused and left as it is', async () => {
  const path = aPath();
  edit(path, 'CREATE TABLE notes (text TEXT); PRAGMA user_version = 1');
  const before = readFileSync(path);
  await expectProblem('foreign', () => opened(path));
  expect(readFileSync(path)).toEqual(before);
});

test('a store of a newer version is refused and left as it is', async () => {
  const path = aPath();
  opened(path).close();
  edit(path, `PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
  const before = readFileSync(path);
  await expectProblem('newer', () => opened(path));
  expect(readFileSync(path)).toEqual(before);
});

test('a file that a first start left empty, because it was interrupted, becomes a store', async () => {
  const path = aPath();
  edit(path, 'PRAGMA journal_mode = WAL');
  await expect(opened(path).check()).resolves.toBeUndefined();
});

test('a damaged file is refused', async () => {
  const path = aPath();
  const store = opened(path);
  for (let n = 1; n <= 50; n += 1) await store.insert(nthChange(n), theProposal(nthChange(n)));
  store.close();
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 3 * 4096, 9 * 4096);
  writeFileSync(path, bytes);
  await expectProblem('damaged', () => opened(path));
});

test('a store that lacks a table is refused', async () => {
  const path = aPath();
  opened(path).close();
  edit(path, 'DROP TABLE deliveries');
  await expectProblem('damaged', () => opened(path));
});

test('opening says so in the log, with the schema that was found and the one that is used', () => {
  const path = aPath();
  const lines: unknown[] = [];
  const info = (event: string, fields?: LogFields): void => {
    lines.push([event, fields]);
  };
  const log = { info, warn: info, error: info };
  opened(path, { log }).close();
  opened(path, { log }).close();
  expect(lines).toEqual(
    [0, SCHEMA_VERSION].flatMap((before) => [
      ['store.opened', { path, schemaBefore: before, schema: SCHEMA_VERSION }],
      ['journal.head', { seq: 0, hash: '0'.repeat(64) }],
    ]),
  );
});

test('a run that is given no id is still told apart from the run before', async () => {
  const path = aPath();
  const delivery = { conversationId: 'c-1', activityId: 'a-1' };
  const first = opened(path);
  expect(await first.take(delivery, NOW)).toBe(true);
  first.close();
  const second = opened(path);
  expect(await second.take(delivery, NOW)).toBe(true);
  expect(await second.take(delivery, NOW)).toBe(false);
});

test('a closed store does nothing any more, and says so; closing again is nothing', async () => {
  const store = opened(aPath());
  store.close();
  store.close();
  await expectProblem('closed', () => store.check());
  await expectProblem('closed', () => store.insert(nthChange(1), theProposal(nthChange(1))));
  await expectProblem('closed', () => store.get(nthChange(1).proposal.id));
});

test.each([
  ['moved away', (path: string): void => { renameSync(path, `${path}.old`); }],
  ['replaced', (path: string): void => { copyFileSync(path, `${path}.copy`); renameSync(`${path}.copy`, path); }],
  ['robbed of what was not yet in it', (path: string): void => { rmSync(`${path}-wal`); }],
])('a store whose file was %s can no longer be used: what it writes would be lost', async (_, happen) => {
  const path = aPath();
  const store = opened(path);
  happen(path);
  await expectProblem('gone', () => store.check());
  await expectProblem('gone', () => store.insert(nthChange(1), theProposal(nthChange(1))));
  expect(await store.open()).toEqual([]);
}); // prettier-ignore
