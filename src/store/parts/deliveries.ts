import type { DeliveryStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function deliveriesPart({ write }: Access, { deliveries, greetings }: Tables): DeliveryStore {
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

    greet: (place, at) => write(() => greetings.add(place, at)),
    forgetGreeting: (place) =>
      write(() => {
        greetings.remove(place);
      }),
  };
}
