import { openPostgresStore, type PostgresStore } from '../../../src/store/postgres-store.ts';
import { openJournal } from '../../../src/store/checks/journal-reader.ts';
import { asSuperuser, storeDatabase, type TestDatabase } from '../../support/postgres/databases.ts';
import type { DurableMemory } from '../../contracts/store-memory.ts';
import { toldUntilKilled } from '../support.ts';

/** A database of its own. */
export function postgresMemory(): DurableMemory & { readonly database: () => Promise<TestDatabase> } {
  const made = storeDatabase();
  let running: PostgresStore | undefined;
  return {
    database: () => made,
    start: async (runId) => {
      await running?.close();
      running = await openPostgresStore((await made).address, { runId });
      return running;
    },
    remove: async () => {
      await running?.close();
      await (await made).drop();
    },
    killedWriter: async (atLeast) => {
      const { host, port, user, database, password } = (await made).address;
      const url = `postgres://${user}:${(await password()) ?? ''}@${host}:${port}/${database}`;
      const told = await toldUntilKilled(url, atLeast);
      // As a quarter of a minute later, when it was no longer heard of.
      await asSuperuser(database, (client) => client.query("UPDATE lease SET until = '-infinity'"));
      return told;
    },
    audit: async () => {
      const journal = await openJournal((await made).address);
      try {
        const { entries, faults } = await journal.verify(null);
        return { entries, faults };
      } finally {
        await journal.close();
      }
    },
  };
}
