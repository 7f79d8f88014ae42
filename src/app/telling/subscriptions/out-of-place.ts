import type { Clock } from '../../ports.ts';

/** So often, and over so long, Teams must say that the bot is out of a conversation before that is believed. */
const LEAST_REFUSALS = 3;
const LEAST_MS = 3 * 60_000;
/** What was said longer ago belongs to another time. */
const FORGOTTEN_AFTER_MS = 30 * 60_000;

/** Remembers in which conversations Teams says that the bot is out, and since when it says nothing else. */
export function outOfPlace(clock: Pick<Clock, 'elapsed'>) {
  const refusals = new Map<string, { readonly since: number; readonly last: number; readonly count: number }>();
  return {
    /** Something was posted there: whatever Teams said before was a mistake, or is over. */
    spoke: (place: string): void => {
      refusals.delete(place);
    },

    /** @returns whether the bot is out of it by now */
    refused: (place: string): boolean => {
      const now = clock.elapsed();
      const known = refusals.get(place);
      const { since, count } = known && now - known.last < FORGOTTEN_AFTER_MS ? known : { since: now, count: 0 };
      refusals.set(place, { since, last: now, count: count + 1 });
      const isOut = count + 1 >= LEAST_REFUSALS && now - since >= LEAST_MS;
      if (isOut) refusals.delete(place);
      return isOut;
    },
  };
}
