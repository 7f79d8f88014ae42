import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { StoreError, type Log } from '../../app/ports.ts';
import { migrate, SCHEMA_VERSION } from './migrations.ts';
import { keepPrivate, makePrivateFile, makePrivateFolder } from '../private-files.ts';
import { holdLock, inUse } from './process-lock.ts';
import { storeError } from './store-error.ts';

/** Marks a file as this program's (https://sqlite.org/pragma.html#pragma_application_id): `BrKp`. */
const APPLICATION_ID = 0x42724b70;

/** How long a write waits for another program that has the file locked, such as a backup. It blocks the process. */
const BUSY_MILLISECONDS = 250;

/** How long a start waits for another program that reads the file, such as a backup. */
const READER_MILLISECONDS = 2_000;

export type Database = {
  readonly sql: DatabaseSync;
  /** Throws StoreError when what was opened is no longer what is at its path: the file, and the log that SQLite writes first. */
  readonly checkPlace: () => void;
  /** Closing again does nothing. */
  readonly close: () => void;
};

/**
 * Opens the database at `path` (or `:memory:`), made and migrated where needed, for this process alone. What is
 * committed has reached the disk. Throws StoreError.
 */
export function openDatabase(path: string, log?: Log): Database {
  if (path === ':memory:') {
    const sql = connect(path, log);
    return {
      sql,
      checkPlace: () => undefined,
      close: () => {
        closeOnce(sql);
      },
    };
  }
  const file = locate(path);
  claimNames(file);
  const lock = holdLock(file);
  try {
    // What SQLite makes beside the file gets the file's mode.
    for (const exposed of keepPrivate(file)) log?.warn('store.exposed', exposed);
    if (!lock.isMarked || hasOtherNames(file)) {
      demandAlone(file);
      lock.mark();
    }
    const sql = connect(file, log);
    const files = [file, `${file}-wal`];
    const opened = files.map(identity);
    return {
      sql,
      checkPlace: () => {
        // Of a closed one the next statement tells more.
        if (!sql.isOpen || files.every((name, n) => identity(name) === opened[n])) return;
        throw new StoreError(
          'gone',
          `The store ${file}, or ${file}-wal beside it, was moved, deleted or replaced while the bot was running. Put it back and restart the bot.`,
        );
      },
      close: () => {
        closeOnce(sql);
        // The lock goes last: nobody else may open the file before it is closed.
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The file of a store that there is. Throws StoreError: a tool that makes one would find nothing in it, and say so. */
export function fileOfStore(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute) && statSync(absolute).isFile()) return realpathSync(absolute);
  throw new StoreError(
    'cannotOpen',
    `There is no store at ${absolute}. Name the one that the bot uses (STORE=sqlite:PATH).`,
  );
}

/**
 * Opens the database at `path` to be read only, beside a bot that writes to it or alone; whatever is read is of one
 * moment. Nothing is made or migrated. Throws StoreError.
 */
export function openToRead(path: string): DatabaseSync {
  const file = fileOfStore(path);
  const url = pathToFileURL(file);
  // While a bot runs it keeps a file with this name. Without one nobody writes, and SQLite need not make it to read.
  if (!existsSync(`${file}-wal`)) url.searchParams.set('immutable', '1');
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(url, { readOnly: true, timeout: BUSY_MILLISECONDS });
    sql.exec('BEGIN');
    const version = recognise(sql, file);
    if (version === SCHEMA_VERSION) return sql;
    throw new StoreError(
      'older',
      `The store ${file} is empty or was written by an older version of the bot (schema ${version}; this one knows ` +
        `${SCHEMA_VERSION}). Start the bot once: it brings the store up to date.`,
    );
  } catch (error) {
    sql?.close();
    throw storeError(error, file);
  }
}

/** The absolute path with its folder made; a file that has two names by a symbolic link gets one, to meet at one lock. */
function locate(path: string): string {
  if (path.trim() === '') {
    // SQLite would take no name for a temporary database and forget everything.
    throw new StoreError(
      'cannotOpen',
      'No file is named for the store. Name one, such as STORE=sqlite:data/bridgekeeper.db.',
    );
  }
  const absolute = resolve(path);
  const folder = dirname(absolute);
  try {
    makePrivateFolder(folder);
    const real = statSync(absolute, { throwIfNoEntry: false }) !== undefined;
    return real ? realpathSync(absolute) : join(realpathSync(folder), basename(absolute));
  } catch (error) {
    throw new StoreError(
      'cannotOpen',
      `The folder ${folder} of the store cannot be made or read. Check the path and what the bot's account may do there.`,
      { cause: error },
    );
  }
}

/** SQLite would make its files as the umask has it. Where they cannot be made, it says better why. */
function claimNames(file: string): void {
  try {
    for (const name of [file, `${file}.lock`]) makePrivateFile(name);
  } catch {
    return;
  }
}

/**
 * Throws StoreError where another process has this very file open, by whatever name: the lock beside it is one of a name,
 * and can be deleted. Whoever has a file in WAL mode open shares SQLite's own lock on it, also a program that only reads
 * it, so that is waited for, and not asked without a reason. A file of several names is refused also where nobody has it open: the log of what was written
 * last lies beside one of them, and is lost to whoever comes by another (https://sqlite.org/howtocorrupt.html, 2.5).
 */
function demandAlone(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(file, { timeout: READER_MILLISECONDS });
    // Set before anything is read, so that the first reading takes the lock that nobody shares.
    sql.exec('PRAGMA locking_mode = EXCLUSIVE');
    recognise(sql, file);
  } catch (error) {
    const known = storeError(error, file);
    throw known instanceof StoreError && known.problem === 'inUse' ? inUse(file, error) : known;
  } finally {
    sql?.close();
  }
  if (!hasOtherNames(file)) return;
  throw new StoreError(
    'cannotOpen',
    `The store ${file} has another name as well (a hard link), by which it could be damaged. Delete the other name (find it with find -samefile); a backup is a copy, not a link.`,
  );
}

const hasOtherNames = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.nlink ?? 1) > 1;

function connect(path: string, log: Log | undefined): DatabaseSync {
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(path, { timeout: BUSY_MILLISECONDS, enableForeignKeyConstraints: true });
    // Nothing is changed in a file before it is known to be ours.
    const version = recognise(sql, path);
    sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    demandIntegrity(sql, path, 'quick_check');
    migrate(sql, version, APPLICATION_ID);
    log?.info('store.opened', { path, schemaBefore: version, schema: SCHEMA_VERSION });
    return sql;
  } catch (error) {
    sql?.close();
    throw storeError(error, path);
  }
}

/**
 * Throws StoreError for a file whose pages contradict each other. A quick check leaves out whether each index holds what its
 * table does (https://sqlite.org/pragma.html#pragma_quick_check), which takes half of the time: both grow with the file.
 */
export function demandIntegrity(sql: DatabaseSync, path: string, check: 'quick_check' | 'integrity_check'): void {
  const integrity = single(sql, `PRAGMA ${check}(1)`);
  if (integrity === 'ok') return;
  throw new StoreError('damaged', `The store ${path} is damaged (${String(integrity)}). Put a backup in its place.`);
}

/** The schema version of a file that this program made, 0 for an empty one. Throws StoreError for any other. */
export function recognise(sql: DatabaseSync, path: string): number {
  const version = Number(single(sql, 'PRAGMA user_version'));
  const application = single(sql, 'PRAGMA application_id');
  const empty = version === 0 && application === 0 && single(sql, 'SELECT count(*) FROM sqlite_schema') === 0;
  if (application !== APPLICATION_ID && !empty) {
    throw new StoreError(
      'foreign',
      `The database ${path} belongs to another program. Name another file for the store.`,
    );
  }
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      'newer',
      `The store ${path} was written by a newer version of the bot (schema ${version}; this one knows ${SCHEMA_VERSION}). ` +
        'Run that version, or put a backup from before the update in its place.',
    );
  }
  return version;
}

function single(sql: DatabaseSync, query: string): SQLOutputValue | undefined {
  return Object.values(sql.prepare(query).get() ?? {})[0];
}

/** Which file is at the path, by device and number; undefined: none. */
function identity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

function closeOnce(database: DatabaseSync): void {
  if (database.isOpen) database.close();
}
