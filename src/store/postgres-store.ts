import { randomUUID } from 'node:crypto';
import type { Log, Store } from '../app/ports.ts';
import { accessTo } from './access.ts';
import type { PostgresAddress } from './address.ts';
import { demandFinished } from './copying/unfinished.ts';
import { partsOf } from './parts.ts';
import { openShared } from './postgres/database.ts';
import { postgresEngine } from './postgres/engine.ts';
import { BOT } from './postgres/transactions.ts';
import { tablesOf } from './tables/tables.ts';

export type PostgresStore = Store & {
  /** Lets go of the connections, and lets others in. Every later call rejects. */
  close(): Promise<void>;
};

/** A start that ends without an answer has to end soon; a tool that was killed is no longer heard of by then. */
const WAIT_MS = 17_000;

/**
 * Durable memory in a database of a PostgreSQL server, which any number of processes may share: a resolved promise is on the
 * server's disk, and a rejected one changed nothing - unless the connection broke at the very end, and then only reading
 * again tells. Rejects with StoreError.
 * @param runId as of an SQLite store
 */
export async function openPostgresStore(
  address: PostgresAddress,
  { log, runId = randomUUID(), waitMs = WAIT_MS }: { log?: Log; runId?: string; waitMs?: number } = {},
): Promise<PostgresStore> {
  const database = await openShared(address, runId, { log, waitMs });
  const engine = postgresEngine(database, BOT);
  try {
    const tables = tablesOf(engine.dialect, runId, log);
    await engine.read(() => demandFinished(database.at));
    // Better to know now than at the first change.
    await engine.probe();
    const access = accessTo(engine, tables.journal, await engine.read(tables.journal.head), log);
    const standing = async (): Promise<void> => {
      await access.standing();
      await database.presence.standing();
    };
    return { ...partsOf(access, tables, database.presence), standing, close: database.close };
  } catch (error) {
    await database.close();
    throw engine.known(error);
  }
}
