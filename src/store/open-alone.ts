import type { StoreAddress } from './address.ts';
import { demandFinished } from './copying/unfinished.ts';
import type { OpenedAlone } from './engine.ts';
import { fileOfStore, openDatabase } from './sqlite/database.ts';
import { sqliteEngine } from './sqlite/engine.ts';

/**
 * Opens a store for this process alone, for a tool; migrated where needed. Rejects with StoreError, also where a bot uses it.
 * @param isMade whether a store is made where there is none
 * @param mayBeUnfinished whether one will do of which a copy brought only a part
 */
export async function openAlone(
  at: StoreAddress,
  { isMade = false, mayBeUnfinished = false }: { readonly isMade?: boolean; readonly mayBeUnfinished?: boolean } = {},
): Promise<OpenedAlone> {
  const opened = typeof at === 'string' ? openFile(at, isMade) : await openElsewhere(at, isMade);
  try {
    if (!mayBeUnfinished) await opened.engine.read(() => demandFinished(opened.at));
    return opened;
  } catch (error) {
    await opened.close();
    throw opened.engine.known(error);
  }
}

async function openElsewhere(at: Exclude<StoreAddress, string>, isMade: boolean): Promise<OpenedAlone> {
  const { alone } = await import('./postgres/alone.ts');
  return alone(at, isMade);
}

function openFile(path: string, isMade: boolean): OpenedAlone {
  const database = openDatabase(isMade ? path : fileOfStore(path));
  const engine = sqliteEngine(database, path);
  return {
    engine,
    at: path,
    close: () => {
      engine.now.settle();
      database.close();
      return Promise.resolve();
    },
  };
}
