import type { StoreAddress } from './address.ts';
import { demandFinished } from './copying/unfinished.ts';
import type { Reading } from './reading.ts';
import { readingOf } from './sqlite/reading.ts';

/** Opens a store to be read, whether or not a bot uses it. Rejects with StoreError. */
export async function openReading(at: StoreAddress): Promise<Reading> {
  const reading = typeof at === 'string' ? readingOf(at) : await (await import('./postgres/reading.ts')).readingOf(at);
  try {
    await reading.ask(demandFinished(reading.at));
    return reading;
  } catch (error) {
    await reading.close();
    throw error;
  }
}
