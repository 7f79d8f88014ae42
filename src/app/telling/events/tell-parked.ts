import { toEveryAdministrator, wordKey, type Word } from '../../../domain/telling/letter.ts';
import type { Ports } from '../../ports.ts';
import { listeners } from '../audience.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Tells who hears, and every administrator, that the webhook's receiver does not take events: at most once a day. */
export function parkedTeller({ store }: Pick<Ports, 'store'>): { tell(): Promise<void> } {
  let written = '';

  return {
    tell: async () => {
      const parked = await store.parked();
      const newest = parked.at(-1);
      if (newest === undefined) return;
      const word: Word = { kind: 'eventsParked', day: Math.floor(newest.at / DAY_MS) };
      if (written === wordKey(word)) return;
      for (const place of await listeners(store, 'drift')) await store.write({ kind: 'bulletin', place, word });
      await store.write(toEveryAdministrator(word));
      written = wordKey(word);
    },
  };
}
