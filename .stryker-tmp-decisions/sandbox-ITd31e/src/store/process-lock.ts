// @ts-nocheck
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../app/ports.ts';
import { storeError } from './store-error.ts';

/** A lock that nothing refers to would be collected as garbage, and with it let go of. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only one at `path` until the lock is released. The lock is an operating system's lock on
 * a file beside the store, taken by an SQLite transaction that never ends: the system lets go of it when the process
 * dies, however it dies, and the store's own file stays readable for backups and for people. Deleting the lock file
 * under a running bot opens the door to a second one.
 */
export function holdLock(path: string): { readonly release: () => void } {
  let lock: DatabaseSync | undefined;
  try {
    const taken = new DatabaseSync(`${path}.lock`, { timeout: 0 });
    lock = taken;
    taken.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    // On a file that is read-only SQLite quietly takes a lock that others can share; only a write tells. It is never
    // committed, so the lock file stays empty.
    taken.exec('PRAGMA user_version = 1');
    held.add(taken);
    return {
      release: () => {
        if (held.delete(taken)) taken.close();
      },
    };
  } catch (error) {
    lock?.close();
    const known = storeError(error, `${path}.lock`);
    if (!(known instanceof StoreError) || known.problem !== 'inUse') throw known;
    throw new StoreError(
      'inUse',
      `The store ${path} is in use by another process. Stop that one first, or give this one a file of its own (STORE=sqlite:PATH).`,
      { cause: error },
    );
  }
}
