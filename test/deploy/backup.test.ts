import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { runJournal } from '../../src/journal/run.ts';
import { nthChange, NOW, theProposal } from '../builders.ts';
import { ROOT } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';

/** A backup that nobody has put back is none: each is put back here, and proven. */
let folder: string;
let store: string;
let copy: string;
beforeEach(() => {
  folder = aFolder();
  store = join(folder, 'store.db');
  copy = join(folder, 'copy.db');
});

const script = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['--no-warnings', join(ROOT, 'deploy/backup/sqlite.ts'), ...args], { encoding: 'utf8' });

const opened = () => {
  const bot = openSqliteStore(store, { runId: 'test' });
  let isOpen = true;
  const end = (): void => {
    if (isOpen) bot.close();
    isOpen = false;
  };
  onTestFinished(end);
  return { ...bot, end, add: (n: number) => bot.insert(nthChange(n), theProposal(nthChange(n))) };
};

const verified = (path: string) =>
  runJournal(['verify'], { ok: true, store: path }, NOW, { ok: true, days: 400 }, false);

test('a copy that is saved while the bot runs is whole, is for its account alone, and is proven', async () => {
  const bot = opened();
  await bot.add(1);
  const { status, stdout, stderr } = script('save', store, copy);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/is saved: head [1-9]\d* [0-9a-f]{64}\n$/);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect((await verified(copy)).code).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
});

test('what is restored is what was saved; what was there is kept beside it, and the bot starts on it', async () => {
  const before = opened();
  await before.add(1);
  script('save', store, copy);
  await before.add(2);
  before.end();
  writeFileSync(`${store}-wal`, 'of the store that goes');
  const { status, stdout, stderr } = script('restore', copy, store);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [, aside = ''] = /What was there is (.+)\.\n$/.exec(stdout) ?? [];
  expect(existsSync(aside)).toBe(true);
  expect(existsSync(`${aside}-wal`)).toBe(true);
  expect(existsSync(`${store}-wal`)).toBe(false);
  expect((await verified(store)).code).toBe(0);
  const after = opened();
  expect(await after.get(nthChange(1).proposal.id)).toBeDefined();
  expect(await after.get(nthChange(2).proposal.id)).toBeUndefined();
});

test('nothing is restored under a bot that runs', async () => {
  const bot = opened();
  await bot.add(1);
  script('save', store, copy);
  expect(script('restore', copy, store)).toMatchObject({
    status: 1,
    stderr: `A bot runs on ${store}: stop it first.\n`,
  });
  await bot.add(2);
  expect((await verified(store)).code).toBe(0);
});

test('a store is the one that a link leads to: what the bot runs on is not replaced, and what is restored lies there', async () => {
  const bot = opened();
  await bot.add(1);
  script('save', store, copy);
  await bot.add(2);
  const link = join(folder, 'link.db');
  symlinkSync(store, link);
  const folders = join(folder, 'folders');
  symlinkSync(folder, folders);
  const refused = { status: 1, stderr: `A bot runs on ${store}: stop it first.\n` };
  expect(script('restore', copy, link)).toMatchObject(refused);
  expect(script('restore', copy, join(folders, 'store.db'))).toMatchObject(refused);
  expect(await bot.get(nthChange(2).proposal.id)).toBeDefined();
  bot.end();
  expect(script('restore', copy, link)).toMatchObject({ status: 0, stderr: '' });
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  const after = opened();
  expect(await after.get(nthChange(1).proposal.id)).toBeDefined();
  expect(await after.get(nthChange(2).proposal.id)).toBeUndefined();
});

test('no copy is written over, and nothing that is damaged or missing comes in place of a store', async () => {
  const bot = opened();
  await bot.add(1);
  bot.end();
  script('save', store, copy);
  expect(script('save', store, copy).stderr).toContain('is there already');
  const broken = join(folder, 'broken.db');
  writeFileSync(broken, 'no database at all');
  expect(script('restore', broken, store).status).toBe(1);
  expect(script('restore', join(folder, 'nowhere'), store).stderr).toContain('is not there');
  expect((await verified(store)).code).toBe(0);
  expect(script('save', store).stderr).toContain('Use: ');
});
