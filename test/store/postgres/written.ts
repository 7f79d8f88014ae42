import { afterEach, beforeEach } from 'vitest';
import type { PostgresAddress } from '../../../src/store/address.ts';
import { openJournal, type JournalFault } from '../../../src/store/checks/journal-reader.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { NOW } from '../../builders.ts';
import { writeJournal } from '../../contracts/store-journal.ts';
import { storeDatabase, type TestDatabase } from '../../support/postgres/databases.ts';

/** A store with a journal in it, which no process uses, for each test of a file. */
export function aWrittenStore(): {
  readonly address: () => PostgresAddress;
  /** What `verify` finds. */
  readonly faults: () => Promise<readonly JournalFault[]>;
} {
  let made: TestDatabase;
  beforeEach(async () => {
    made = await storeDatabase();
    const store = await openPostgresStore(made.address);
    await writeJournal(store);
    await store.witness(NOW, []);
    await store.close();
  });
  afterEach(() => made.drop());
  return {
    address: () => made.address,
    faults: async () => {
      const journal = await openJournal(made.address);
      try {
        return (await journal.verify(null)).faults;
      } finally {
        await journal.close();
      }
    },
  };
}
