import type { DeliveryStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

/** Far longer than anything is told again that was told already: a card lives for a week at most. */
const USED_KEPT_MS = 30 * 24 * 60 * 60_000;

export function deliveriesPart(
  { note, read }: Access,
  { deliveries, greetings, letters, readersSaid, viewers }: Tables,
): DeliveryStore {
  return {
    take: (delivery, at) => note(() => deliveries.take(delivery, at)),
    isElsewhere: (delivery) => read(() => deliveries.isElsewhere(delivery)),
    isTakenOver: (delivery) => read(() => deliveries.isTakenOver(delivery)),
    finish: (delivery) => note(() => deliveries.finish(delivery)),
    forgetDeliveries: (at) => note(() => deliveries.forget(at)),

    forgetUsed: (now) =>
      note(function* () {
        yield* letters.forget(now, USED_KEPT_MS);
        yield* greetings.forget(now - USED_KEPT_MS);
        yield* readersSaid.forget(now - USED_KEPT_MS);
        yield* viewers.forget(now - USED_KEPT_MS);
      }),

    greet: (place, at) => note(() => greetings.add(place, at)),
    forgetGreeting: (place) => note(() => greetings.remove(place)),
  };
}
