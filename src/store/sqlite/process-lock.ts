import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../app/ports.ts';
import { storeError } from './store-error.ts';

/** A lock that nothing refers to would be collected as garbage, and with it let go of. */
const held = new Set<DatabaseSync>();

export type Lock = {
  /** Whether the lock file is one that a process marked which found nobody else in the store. */
  readonly isMarked: boolean;
  /** Marks it. */
  readonly mark: () => void;
  readonly release: () => void;
};

/** The number of the file itself, so that a copy of a marked one is not marked: 1 to 2^31 - 1, as SQLite can keep it. */
const markOf = (file: string): number => Number(statSync(file, { bigint: true }).ino % 0x7fff_fffen) + 1;

/**
 * Makes this process the only one at `path` until the lock is released. The lock is an operating system's lock on
 * a file beside the store, taken by an SQLite transaction that never ends: the system lets go of it when the process
 * dies, however it dies, and the store's own file stays readable for backups and for people. A lock
 * file is marked as one of its own place once nobody else was found in the store: one that somebody deleted, and whatever
 * came in its stead, is not.
 */
export function holdLock(path: string): Lock {
  let lock: DatabaseSync | undefined;
  try {
    const taken = new DatabaseSync(`${path}.lock`, { timeout: 0 });
    lock = taken;
    // The lock is kept from one transaction to the next.
    taken.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const mark = markOf(`${path}.lock`);
    const isMarked = taken.prepare('PRAGMA user_version').get()?.['user_version'] === mark;
    // On a file that is read-only SQLite quietly takes a lock that others can share; only a write tells. It is not
    // committed.
    taken.exec('PRAGMA user_version = 0');
    held.add(taken);
    return {
      isMarked,
      mark: () => {
        taken.exec(`PRAGMA user_version = ${mark}; COMMIT; BEGIN EXCLUSIVE`);
      },
      release: () => {
        if (held.delete(taken)) taken.close();
      },
    };
  } catch (error) {
    lock?.close();
    const known = storeError(error, `${path}.lock`);
    if (!(known instanceof StoreError) || known.problem !== 'inUse') throw known;
    throw inUse(path, error);
  }
}

export const inUse = (path: string, cause: unknown): StoreError =>
  new StoreError(
    'inUse',
    `The store ${path} is in use by another process. Stop that one first, or give this one a file of its own (STORE=sqlite:PATH).`,
    { cause },
  );
