import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hearingFinding } from '../../src/doctor/hearing.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { aConversation, aPerson, NOW } from '../builders.ts';

let folder: string;
const path = () => join(folder, 'store.db');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearing-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('before the first start nothing is known', async () => {
  expect((await hearingFinding(path())).state).toBe('good');
});

test.each([
  [[], 'warning'],
  [['changes'], 'warning'],
  [['changes', 'drift'], 'good'],
] as const)('with a subscription to %j it is %s, also while the bot runs', async (topics, state) => {
  const store = openSqliteStore(path());
  if (topics.length > 0) {
    await store.subscribe({ conversation: aConversation(), topics, by: aPerson(), at: NOW, state: 'alive' });
  }
  expect((await hearingFinding(path())).state).toBe(state);
  store.close();
  expect((await hearingFinding(path())).state).toBe(state);
});
