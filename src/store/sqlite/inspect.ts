import { accessSync, constants, existsSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { answeringOf, preparing } from './answering.ts';
import { sqlite } from './dialect.ts';
import { demandFinished } from '../copying/unfinished.ts';
import { BESIDE, exposedIn, type Exposed } from '../private-files.ts';
import { demandIntegrity, recognise } from './database.ts';
import { SCHEMA_VERSION } from './migrations.ts';
import { StoreError } from '../../app/ports.ts';
import { storeError } from './store-error.ts';
import { journalTable } from '../tables/journal.ts';
import { misusesTable } from '../tables/misuses.ts';

/** What a look at the store found. */
export type StoreReport = {
  readonly file: string;
  /** null: there is no file yet; the first start makes it. */
  readonly found: {
    readonly bytes: number;
    readonly schema: number;
    readonly isCurrent: boolean;
    /** Whether the bot opens nothing because somebody else uses its identity. */
    readonly isStopped: boolean;
  } | null;
  /** Of the disk, for this account; in bytes. */
  readonly free: number;
  /** What others than this account may read or write of it. */
  readonly exposed: readonly Exposed[];
};

/**
 * Looks at the store without changing or locking anything, whether the bot runs or not.
 * @throws StoreError why the bot could not use it, and what to do
 */
export function inspectStore(path: string): StoreReport {
  const absolute = resolve(path);
  const exists = existsSync(absolute);
  // What SQLite keeps beside a file is beside the file itself, not beside a symbolic link to it.
  const file = exists ? realpathSync(absolute) : absolute;
  const folder = exists ? dirname(file) : nearestFolder(dirname(file));
  demandAccess(folder, constants.W_OK | constants.X_OK);
  // Whoever once ran the bot as another account left them behind as its own.
  for (const name of [file, ...BESIDE.map((ending) => file + ending)]) {
    if (existsSync(name)) demandAccess(name, constants.R_OK | constants.W_OK);
  }
  const { bavail, bsize } = statfsSync(folder);
  return { file, found: exists ? look(file) : null, free: bavail * bsize, exposed: exists ? exposedIn(file) : [] };
}

function look(file: string): StoreReport['found'] {
  const stats = statSync(file);
  if (!stats.isFile())
    throw new StoreError('cannotOpen', `The store ${file} is no file. Name a file for it (STORE=sqlite:PATH).`);
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(addressOf(file), { readOnly: true });
    const schema = recognise(sql, file);
    demandIntegrity(sql, file, 'integrity_check');
    const isCurrent = schema === SCHEMA_VERSION;
    const answer = answeringOf(preparing(sql));
    if (isCurrent) answer(demandFinished(file));
    const isStopped = isCurrent && answer(misusesTable(journalTable(sqlite)).open()) !== undefined;
    return { bytes: stats.size, schema, isCurrent, isStopped };
  } catch (error) {
    throw storeError(error, file);
  } finally {
    if (sql?.isOpen === true) sql.close();
  }
}

/**
 * Beside a database in WAL mode that nobody has open, SQLite would leave files of its own behind, owned by whoever looked;
 * not beside one that it is told nobody changes.
 */
function addressOf(file: string): URL {
  const address = pathToFileURL(file);
  if (!existsSync(`${file}-wal`)) address.searchParams.set('immutable', '1');
  return address;
}

function nearestFolder(folder: string): string {
  if (!existsSync(folder)) return nearestFolder(dirname(folder));
  if (statSync(folder).isDirectory()) return folder;
  throw new StoreError(
    'cannotOpen',
    `The store cannot be in ${folder}, which is no folder. Name another file for it (STORE=sqlite:PATH).`,
  );
}

function demandAccess(path: string, mode: number): void {
  try {
    accessSync(path, mode);
  } catch (error) {
    throw new StoreError(
      'notWritable',
      `The account that runs this may not write ${path}, where the store is kept. Let it write the file and its folder.`,
      { cause: error },
    );
  }
}
