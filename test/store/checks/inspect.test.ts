import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { inspectStore } from '../../../src/store/sqlite/inspect.ts';
import { SCHEMA_VERSION } from '../../../src/store/sqlite/migrations.ts';
import { aFolder, expectProblem, nextLine, opened, start } from '../support.ts';

const looked = (path: string) => () => Promise.resolve().then(() => inspectStore(path));

/** A folder with a store that nobody has open. */
function aStore(): { readonly folder: string; readonly path: string } {
  const folder = aFolder();
  const path = join(folder, 'a store.db');
  opened(path).close();
  return { folder, path };
}

describe('a look at the store', () => {
  test('that was closed: what it is, and nothing has changed', () => {
    const { folder, path } = aStore();
    const [names, bytes] = [readdirSync(folder), readFileSync(path)];
    expect(inspectStore(path)).toEqual({
      file: path,
      found: { bytes: bytes.length, schema: SCHEMA_VERSION, isCurrent: true, isStopped: false },
      free: expect.any(Number) as number,
      exposed: [],
    });
    expect(readdirSync(folder)).toEqual(names);
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('that a bot has open: the same, and the bot goes on', async () => {
    const path = join(aFolder(), 'store.db');
    const store = opened(path);
    expect(inspectStore(path).found).toMatchObject({ schema: SCHEMA_VERSION });
    await expect(store.check()).resolves.toBeUndefined();
  });

  test('by another name: what the bot has not yet moved into the file counts too', () => {
    const folder = aFolder();
    opened(join(folder, 'store.db'));
    mkdirSync(join(folder, 'links'));
    symlinkSync(join(folder, 'store.db'), join(folder, 'links', 'store.db'));
    expect(inspectStore(join(folder, 'links', 'store.db')).found).toMatchObject({ schema: SCHEMA_VERSION });
  });

  test('that is not there yet: none is made', () => {
    const folder = aFolder();
    expect(inspectStore(join(folder, 'deep', 'deeper', 'store.db')).found).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of an older version: it is not brought up to date', () => {
    const { path } = aStore();
    const older = new DatabaseSync(path);
    older.exec('PRAGMA user_version = 0; PRAGMA application_id = 1114786672');
    older.close();
    expect(inspectStore(path).found).toMatchObject({ schema: 0, isCurrent: false });
    expect(inspectStore(path).found).toMatchObject({ schema: 0, isCurrent: false });
  });
});

describe('what the bot could not use', () => {
  test('a file that is no database', async () => {
    const path = join(aFolder(), 'store.db');
    writeFileSync(path, 'a text '.repeat(1_000));
    await expectProblem('notADatabase', looked(path));
  });

  test('a folder in the place of the file, and a file in the place of the folder', async () => {
    const folder = aFolder();
    await expectProblem('cannotOpen', looked(folder));
    writeFileSync(join(folder, 'file'), '');
    await expectProblem('cannotOpen', looked(join(folder, 'file', 'store.db')));
    chmodSync(join(folder, 'file'), 0o777);
    await expectProblem('cannotOpen', looked(join(folder, 'file', 'deep', 'store.db')));
  });

  // Windows has no such permissions.
  test.skipIf(process.platform === 'win32').each(['.lock', '-wal', '-shm'])(
    'a store whose %s belongs to another account',
    async (ending) => {
      const folder = aFolder();
      const path = join(folder, 'store.db');
      opened(path);
      chmodSync(folder, 0o777);
      for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o666);
      expect(await nextLine(start('looker', [path]))).toBe('sound');
      chmodSync(path + ending, 0o444);
      expect(await nextLine(start('looker', [path]))).toMatch(/^notWritable: .*\. Let it write/);
    },
  );

  test('a database of another program', async () => {
    const path = join(aFolder(), 'store.db');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE notes (text TEXT)');
    other.close();
    await expectProblem('foreign', looked(path));
  });

  test('a store of a newer version', async () => {
    const { path } = aStore();
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();
    await expectProblem('newer', looked(path));
  });

  test('a damaged store', async () => {
    const { path } = aStore();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4096, 12_288);
    writeFileSync(path, bytes);
    await expectProblem('damaged', looked(path));
  });
});
