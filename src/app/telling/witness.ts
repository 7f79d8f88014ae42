import { CLOCK_CORRECTION_MS } from '../../domain/change/proposal.ts';
import type { Ports } from '../ports.ts';
import { listeners } from './audience.ts';

const EVERY_MS = 24 * 60 * 60_000;
const LOOK_EVERY_MS = 60_000;

/**
 * Sends the head of the journal out once a day: to the conversations that keep it, and to the program outside, which hears
 * of each line of the journal. Whoever rewrites the store later cannot rewrite what was sent.
 */
export function headWitness({ store, webhook, clock, log }: Ports): { witness(): Promise<void> } {
  let notBefore = -Infinity;

  return {
    witness: async () => {
      if (clock.elapsed() < notBefore) return;
      notBefore = clock.elapsed() + LOOK_EVERY_MS;
      const places = await listeners(store, 'evidence');
      const now = clock.now();
      const { last, first } = await store.witnessedAt();
      // Whoever asks for it has the first one at once. Where nobody keeps it, none is made.
      const since = last ?? (places.length > 0 ? -Infinity : (first ?? now));
      const age = now - since;
      // Where the clock was set back to before the last one, nobody knows how old that is.
      const isRecent = age < EVERY_MS && age > -CLOCK_CORRECTION_MS;
      if ((places.length === 0 && webhook === null) || isRecent) return;
      const { entry, hash } = await store.witness(now, places);
      log.info('journal.witnessed', { seq: entry, hash, places: places.length });
    },
  };
}
