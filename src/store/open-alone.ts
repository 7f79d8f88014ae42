import type { StoreAddress } from './address.ts';
import type { OpenedAlone } from './engine.ts';
import { fileOfStore, openDatabase } from './sqlite/database.ts';
import { sqliteEngine } from './sqlite/engine.ts';

/**
 * Opens a store for this process alone, for a tool; migrated where needed. Rejects with StoreError, also where a bot uses it.
 * @param isMade whether a store is made where there is none
 */
export async function openAlone(at: StoreAddress, isMade = false): Promise<OpenedAlone> {
  if (typeof at !== 'string') {
    const { alone } = await import('./postgres/alone.ts');
    return alone(at, isMade);
  }
  const database = openDatabase(isMade ? at : fileOfStore(at));
  return {
    engine: sqliteEngine(database, at),
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}
