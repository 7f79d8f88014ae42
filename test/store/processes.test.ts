import { existsSync, linkSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { nthChange, theProposal } from '../builders.ts';
import { aFolder, expectProblem, nextLine, opened, start } from './support.ts';

const aPath = (): string => join(aFolder(), 'store.db');

test('a second process is refused while the first one holds the store', async () => {
  const path = aPath();
  opened(path);
  expect(await nextLine(start('holder', [path]))).toBe('inUse');
});

test('a process is refused, in words that say what to do, while another one holds the store', async () => {
  const path = aPath();
  expect(await nextLine(start('holder', [path]))).toBe('open');
  await expectProblem('inUse', () => opened(path));
  expect(() => opened(path)).toThrow(/in use by another process\. Stop that one first, or/);
});

test('a holder that was killed holds nothing any more', async () => {
  const path = aPath();
  const holder = start('holder', [path]);
  expect(await nextLine(holder)).toBe('open');
  await holder.kill();
  await expect(opened(path).check()).resolves.toBeUndefined();
});

test('one process cannot open its own store twice', async () => {
  const path = aPath();
  const first = opened(path);
  await expectProblem('inUse', () => opened(path));
  await expect(first.check()).resolves.toBeUndefined();
});

test('a store that was closed can be opened again, here and elsewhere', async () => {
  const path = aPath();
  opened(path).close();
  opened(path).close();
  expect(await nextLine(start('holder', [path]))).toBe('open');
});

test('another name of the same file does not get around the lock', async () => {
  const path = aPath();
  opened(path);
  symlinkSync(path, `${path}.link`);
  await expectProblem('inUse', () => opened(`${path}.link`));
});

describe('a second process finds the first one', () => {
  test('by a hard link of the store, also in another folder', async () => {
    const path = aPath();
    const first = opened(path);
    const link = aPath();
    linkSync(path, link);
    expect(await nextLine(start('holder', [link]))).toBe('inUse');
    await expectProblem('inUse', () => opened(link));
    await expect(first.check()).resolves.toBeUndefined();
  });

  test('after the lock file was deleted, also the second time', async () => {
    const path = aPath();
    const first = opened(path);
    rmSync(`${path}.lock`);
    expect(await nextLine(start('holder', [path]))).toBe('inUse');
    expect(await nextLine(start('holder', [path]))).toBe('inUse');
    await expect(first.check()).resolves.toBeUndefined();
  });

  test.each(['empty', 'a copy'])('after another lock file took the place of the old one: %s', async (what) => {
    const path = aPath();
    const holder = start('holder', [path]);
    expect(await nextLine(holder)).toBe('open');
    const content = what === 'empty' ? '' : readFileSync(`${path}.lock`);
    rmSync(`${path}.lock`);
    writeFileSync(`${path}.lock`, content);
    await expectProblem('inUse', () => opened(path));
    await holder.kill();
    await expect(opened(path).check()).resolves.toBeUndefined();
  });
});

test('a store of two names is refused in words, also where nobody holds it', async () => {
  const path = aPath();
  opened(path).close();
  linkSync(path, `${path}.other`);
  await expectProblem('cannotOpen', () => opened(path));
  expect(() => opened(path)).toThrow(/has another name as well \(a hard link\)/);
  rmSync(`${path}.other`);
  await expect(opened(path).check()).resolves.toBeUndefined();
});

test('whoever has the file open keeps nobody from the next start, unless the lock file is gone', async () => {
  const path = aPath();
  opened(path).close();
  const other = new DatabaseSync(path);
  other.prepare('SELECT count(*) FROM changes').get();
  opened(path).close();
  rmSync(`${path}.lock`);
  await expectProblem('inUse', () => opened(path));
  other.close();
  await expect(opened(path).check()).resolves.toBeUndefined();
});

test('a store that could not be opened is not held', async () => {
  const path = aPath();
  const foreign = new DatabaseSync(path);
  foreign.exec('CREATE TABLE notes (text TEXT)');
  foreign.close();
  await expectProblem('foreign', () => opened(path));
  await expectProblem('foreign', () => opened(path));
});

test('others can read the file while it is held', async () => {
  const path = aPath();
  const store = opened(path);
  await store.insert(nthChange(1), theProposal(nthChange(1)));
  const reader = new DatabaseSync(path, { readOnly: true });
  expect(reader.prepare('SELECT id, state FROM changes').all()).toEqual([
    { id: nthChange(1).proposal.id, state: 'pending' },
  ]);
  reader.close();
});

test('a store that is only memory is nobody else’s, and leaves no file', async () => {
  await opened(':memory:').insert(nthChange(1), theProposal(nthChange(1)));
  expect(await opened(':memory:').open()).toEqual([]);
  expect(existsSync(':memory:')).toBe(false);
});
