import type { StoreAddress } from './address.ts';
import type { Reading } from './reading.ts';
import { readingOf } from './sqlite/reading.ts';

/** Opens a store to be read, whether or not a bot uses it. Rejects with StoreError. */
export async function openReading(at: StoreAddress): Promise<Reading> {
  if (typeof at === 'string') return readingOf(at);
  const elsewhere = await import('./postgres/reading.ts');
  return elsewhere.readingOf(at);
}
