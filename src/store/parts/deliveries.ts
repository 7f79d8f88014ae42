import type { DeliveryStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

/** Far longer than anything is told again that was told already: a card lives for a week at most. */
const USED_KEPT_MS = 30 * 24 * 60 * 60_000;

export function deliveriesPart(
  { write }: Access,
  { deliveries, greetings, letters, readersSaid }: Tables,
): DeliveryStore {
  return {
    take: (delivery, at) => write(() => deliveries.take(delivery, at)),
    finish: (delivery) =>
      write(() => {
        deliveries.finish(delivery);
      }),
    forgetDeliveries: (at) =>
      write(() => {
        deliveries.forget(at);
      }),

    forgetUsed: (now) =>
      write(() => {
        letters.forget(now, USED_KEPT_MS);
        greetings.forget(now - USED_KEPT_MS);
        readersSaid.forget(now - USED_KEPT_MS);
      }),

    greet: (place, at) => write(() => greetings.add(place, at)),
    forgetGreeting: (place) =>
      write(() => {
        greetings.remove(place);
      }),
  };
}
