import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { ownFolder } from '../../src/demo/own-folder.ts';
import { aFolder } from '../store/support.ts';

test('each demo in one folder has a store of its own, and the first place that is free', () => {
  const within = join(aFolder(), 'data');
  const [one, two, three] = [ownFolder(within), ownFolder(within), ownFolder(within)];
  expect([one.folder, two.folder, three.folder]).toEqual(
    ['demo', 'demo-2', 'demo-3'].map((name) => join(within, name)),
  );
  two.release();
  expect(ownFolder(within).folder).toBe(two.folder);
  one.release();
  three.release();
  expect(readdirSync(within)).toEqual(['demo-2.pid']);
});

test('a demo that ended without a word is in nobody’s way', () => {
  const within = aFolder();
  const { pid } = spawnSync(process.execPath, ['--version']);
  for (const mark of [String(pid), 'no number']) {
    writeFileSync(join(within, 'demo.pid'), mark);
    const { folder, release } = ownFolder(within);
    expect(folder).toBe(join(within, 'demo'));
    release();
  }
});
