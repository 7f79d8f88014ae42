import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reachFinding } from '../../src/doctor/reach.ts';
import { DirectoryError } from '../../src/domain/problem.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { aConversation, aProblem, NOW, objectIdOf } from '../builders.ts';

let folder: string;
const path = () => join(folder, 'store.db');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reach-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const [ADA, BEN, CARLA] = ['Ada', 'Ben', 'Carla'].map((displayName, n) => ({ objectId: objectIdOf(n), displayName }));
const holding = (...holders: (typeof ADA)[]) => ({
  holders: () => Promise.resolve(holders.flatMap((holder) => (holder === undefined ? [] : [holder]))),
});
const TOKEN = { token: 'opaque' };
const chat = aConversation({ conversationId: 'a:0', conversationType: 'personal' });

test('before the first start nothing is known', async () => {
  expect((await reachFinding(path(), holding(ADA), TOKEN)).state).toBe('good');
});

test('who cannot be written to is named, of those who hold the role; and who was not tried yet', async () => {
  const store = openSqliteStore(path());
  await store.heard(objectIdOf(0), chat);
  await store.noteUnreached(objectIdOf(1), NOW);
  await store.noteUnreached(objectIdOf(9), NOW);
  expect(await reachFinding(path(), holding(ADA), TOKEN)).toMatchObject({ state: 'good' });
  const { state, says, fix } = await reachFinding(path(), holding(ADA, BEN, CARLA), TOKEN);
  expect(state).toBe('warning');
  expect(says).toHaveLength(2);
  expect(says[0]).toMatch(/does not let the bot write privately to Ben .* since .* UTC/);
  expect(says[1]).toContain('was not tried yet whether the bot can write privately to Carla');
  expect(fix).toContain('setup policy');
  expect((await reachFinding(path(), holding(ADA, CARLA), TOKEN)).fix).toContain('list subscriptions');
  store.close();
});

test('where Graph cannot be asked, that is said', async () => {
  openSqliteStore(path()).close();
  expect(await reachFinding(path(), holding(), { why: 'none', problem: undefined })).toMatchObject({
    state: 'warning',
    fix: 'See Identity.',
  });
  const unreadable = { holders: () => Promise.reject(new DirectoryError(aProblem({ kind: 'forbidden' }))) };
  expect((await reachFinding(path(), unreadable, TOKEN)).fix).toContain('permission');
  const broken = { holders: () => Promise.reject(new Error('no such thing')) };
  expect((await reachFinding(path(), broken, TOKEN)).fix).toContain('no such thing');
});
