import { randomUUID } from 'node:crypto';
import { ALONE, type Log, type Store } from '../app/ports.ts';
import { accessTo } from './access.ts';
import { demandFinished } from './copying/unfinished.ts';
import { partsOf } from './parts.ts';
import { openDatabase, type Database } from './sqlite/database.ts';
import { sqliteEngine } from './sqlite/engine.ts';
import { storeError } from './sqlite/store-error.ts';
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
  const engine = sqliteEngine(database, path);
  const tables = tablesOf(engine.dialect, runId, log);
  engine.now.read(demandFinished(path));
  engine.now.prepare(tables.statements);
  // Better to know now than at the first change: a file that can only be read opens without complaint, but is no store.
  engine.now.probe();
  const access = accessTo(engine, tables.journal, engine.now.read(tables.journal.head()), log);
  return {
    ...partsOf(access, tables, ALONE),
    close: () => {
      engine.now.settle();
      database.close();
    },
  };
}
