import type { PostgresAddress } from '../address.ts';
import type { OpenedAlone } from '../engine.ts';
import { openLone } from './database.ts';
import { postgresEngine } from './engine.ts';
import { readingOf } from './reading.ts';
import { TOOL } from './transactions.ts';

export async function alone(address: PostgresAddress, isMade: boolean): Promise<OpenedAlone> {
  // One that was never used is not made by a look.
  if (!isMade) await (await readingOf(address)).close();
  const database = await openLone(address, { waitMs: 0 });
  return { engine: postgresEngine(database, TOOL), at: database.at, close: database.close };
}
