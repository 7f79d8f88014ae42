import { wordKey, type Word } from '../../../domain/telling/letter.ts';
import type { Ports } from '../../ports.ts';
import { listeners } from '../audience.ts';
import { tellAdministrators } from '../letters/tell-administrators.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Where the administrators could not be read. */
const AGAIN_AFTER_MS = 5 * 60_000;

/** Tells who hears, and every administrator, that the webhook's receiver does not take events: at most once a day. */
export function parkedTeller(ports: Pick<Ports, 'roles' | 'store' | 'clock' | 'log'>): { tell(): Promise<void> } {
  const { store, clock } = ports;
  let written = '';
  let notBefore = 0;

  return {
    tell: async () => {
      if (clock.elapsed() < notBefore) return;
      const parked = await store.parked();
      const newest = parked.at(-1);
      if (newest === undefined) return;
      const word: Word = { kind: 'eventsParked', day: Math.floor(newest.at / DAY_MS) };
      if (written === wordKey(word)) return;
      for (const place of await listeners(store, 'drift')) await store.write({ kind: 'bulletin', place, word });
      if ((await tellAdministrators(ports, word)).kind === 'unread') notBefore = clock.elapsed() + AGAIN_AFTER_MS;
      else written = wordKey(word);
    },
  };
}
