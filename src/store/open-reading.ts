import type { StoreAddress } from './address.ts';
import type { Reading } from './reading.ts';
import { readingOf } from './sqlite/reading.ts';

/** Opens a store to be read, whether or not a bot uses it. Rejects with StoreError. */
// eslint-disable-next-line @typescript-eslint/require-await -- what is thrown is rejected
export async function openReading(at: StoreAddress): Promise<Reading> {
  return readingOf(at);
}
