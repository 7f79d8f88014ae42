// @ts-nocheck
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { nthChange, theProposal } from '../builders.ts';
import { aFolder, expectProblem, nextLine, opened, start, toldBy } from './support.ts';

const aPath = (): string => join(aFolder(), 'store.db');

test('a store that another program has locked cannot be used, and can again afterwards', async () => {
  const path = aPath();
  const store = opened(path);
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  await expectProblem('inUse', () => store.check());
  await expectProblem('inUse', () => store.insert(nthChange(1), theProposal(nthChange(1))));
  other.exec('ROLLBACK');
  other.close();
  await expect(store.check()).resolves.toBeUndefined();
  expect(await store.insert(nthChange(1), theProposal(nthChange(1)))).toEqual({ kind: 'inserted' });
});

// Windows has neither these permissions nor these limits.
describe.skipIf(process.platform === 'win32')('where a disk refuses', () => {
  test.each([
    ['its file is read-only', 0o777, 0o444, 0o666],
    ['its folder is read-only', 0o555, 0o666, 0o666],
    ['only its lock is read-only', 0o777, 0o666, 0o444],
  ])('a store is refused at the start when %s', async (_, folder, file, lock) => {
    const path = aPath();
    opened(path).close();
    chmodSync(`${path}.lock`, lock);
    chmodSync(path, file);
    chmodSync(dirname(path), folder);
    expect(await nextLine(start('holder', [path, 'unprivileged']))).toBe('notWritable');
    chmodSync(dirname(path), 0o777);
  });

  test('a store on a full disk says so, keeps what it stored, and takes nothing by half', async () => {
    const path = aPath();
    opened(path).close();
    const writer = start('writer', [path], 'ulimit -f 512 && exec "$0" "$@"');
    const lines: string[] = [];
    for await (const line of writer.lines) lines.push(line);
    expect(JSON.parse(lines.pop() ?? '')).toEqual({ kind: 'failed', problem: 'notWritable', check: 'notWritable' });

    const store = opened(path);
    const told = lines.map(toldBy).flatMap((fact) => (fact.kind === 'change' ? [fact] : []));
    expect(told.length).toBeGreaterThan(3);
    for (const { id, revision } of told) {
      const found = await store.get(id);
      expect(found?.revision).toBeGreaterThanOrEqual(revision);
      expect(await store.journal(id)).toHaveLength(found?.revision ?? 0);
    }
  });
});
