import { setTimeout as pause } from 'node:timers/promises';
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
    broken: async (work) => {
      const { database } = (await made).address;
      return asSuperuser(database, async (client) => {
        // Whatever is asked waits for this.
        await client.query('BEGIN; LOCK TABLE journal_head, holds, lease');
        const done = work();
        done.catch(() => undefined);
        const others = `FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`;
        const waiting = `SELECT 1 ${others} AND wait_event_type = 'Lock' AND query NOT LIKE '%WITH here AS%'`;
        while ((await client.query(waiting)).rowCount === 0) {
          await pause(10);
          // Within a transaction what it saw once stays.
          await client.query('SELECT pg_stat_clear_snapshot()');
        }
        await client.query(`SELECT pg_terminate_backend(pid) ${others}`);
        await client.query('COMMIT');
        return done;
      });
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
