import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreError } from '../../src/app/ports.ts';
import type { StoreAddress } from '../../src/store/address.ts';
import { endsKept } from '../../src/store/ends-kept.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aTenant, NOW } from '../builders.ts';
import { applied } from '../contracts/store-ends.ts';
import { emptyDatabase, type TestDatabase } from '../support/postgres/databases.ts';
import { aFolder } from './support.ts';

let made: TestDatabase;
beforeEach(async () => {
  made = await emptyDatabase();
});
afterEach(() => made.drop());

test.each<readonly [string, () => StoreAddress]>([
  ['SQLite', () => join(aFolder(), 'store.db')],
  ['PostgreSQL', () => made.address],
])('ends and names are read beside a bot that has the store open: %s', async (_, at) => {
  const address = at();
  await expect(endsKept(address)).rejects.toThrow(StoreError);
  const store = await openStore(address);
  try {
    const change = await applied(store, 1, NOW);
    await store.keepNames([{ tenant: aTenant(), readAt: NOW }]);
    const kept = await endsKept(address);
    expect(kept.endings).toEqual(await store.endings());
    expect(kept.endings.map(({ id }) => id)).toEqual([change.proposal.id]);
    expect(kept.names).toEqual([aTenant()]);
  } finally {
    await store.close();
  }
});
