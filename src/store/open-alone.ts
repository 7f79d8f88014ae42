import type { StoreAddress } from './address.ts';
import type { Engine } from './engine.ts';
import { fileOfStore, openDatabase } from './sqlite/database.ts';
import { sqliteEngine } from './sqlite/engine.ts';

/** Opens a store that there is, migrated where needed, for this process alone. Rejects with StoreError. */
// eslint-disable-next-line @typescript-eslint/require-await -- what is thrown is rejected
export async function openAlone(
  at: StoreAddress,
): Promise<{ readonly engine: Engine; readonly close: () => Promise<void> }> {
  const database = openDatabase(fileOfStore(at));
  return {
    engine: sqliteEngine(database, at),
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}
