import { randomUUID } from 'node:crypto';
import type { Log, Store } from '../app/ports.ts';
import { accessTo } from './access.ts';
import { openDatabase, type Database } from './database.ts';
import { changesPart } from './parts/changes.ts';
import { copiesPart } from './parts/copies.ts';
import { deliveriesPart } from './parts/deliveries.ts';
import { lettersPart } from './parts/letters.ts';
import { namesPart } from './parts/names.ts';
import { notesPart } from './parts/notes.ts';
import { misusesPart } from './parts/misuses.ts';
import { subscriptionsPart } from './parts/subscriptions.ts';
import { outsideTellingPart } from './parts/telling-outside.ts';
import { transientsPart } from './parts/transients.ts';
import { watchingPart } from './parts/watching.ts';
import { storeError } from './store-error.ts';
import { tablesOf } from './tables/tables.ts';

export type SqliteStore = Store & {
  /** Lets go of the file, and of the lock that keeps other processes out. Every later call rejects. */
  close(): void;
};

export type SqliteStoreOptions = {
  readonly log?: Log;
  /** Must differ from run to run of the program, or messages that a killed run left behind are never handled. */
  readonly runId?: string;
};

/**
 * Durable memory in one SQLite file that one process at a time may use: a resolved promise is on disk (but
 * see `Store` for what a power cut may take back), and a rejected one changed nothing - unless the disk itself failed, and then only reading again tells.
 * @param path the file, made with its folder where there is none; `:memory:` keeps nothing
 * @throws StoreError a sentence for whoever starts the bot; the methods reject with the same
 */
export function openSqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  const database = openDatabase(path, options.log);
  try {
    return assemble(database, path, options);
  } catch (error) {
    database.close();
    throw storeError(error, path);
  }
}

function assemble(database: Database, path: string, { log, runId = randomUUID() }: SqliteStoreOptions): SqliteStore {
  const tables = tablesOf(database.sql, runId, log);
  const access = accessTo(database, path, tables.journal, log);
  return {
    ...changesPart(access, tables),
    ...copiesPart(access, tables),
    ...deliveriesPart(access, tables),
    ...lettersPart(access, tables),
    ...namesPart(access, tables),
    ...notesPart(access, tables),
    ...subscriptionsPart(access, tables),
    ...outsideTellingPart(access, tables),
    ...watchingPart(access, tables),
    ...misusesPart(access, tables),
    ...transientsPart(access, tables),
    check: access.check,
    standing: access.standing,
    close: () => {
      database.close();
    },
  };
}
