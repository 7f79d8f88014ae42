import type { SubscriptionStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function subscriptionsPart({ read, write }: Access, { copies, subscriptions }: Tables): SubscriptionStore {
  return {
    subscribe: (subscription) =>
      write(() => {
        subscriptions.put(subscription);
      }),
    subscriptions: () => read(() => subscriptions.all()),
    unsubscribe: (place) =>
      write(() => {
        copies.giveUp(place);
        return subscriptions.remove(place);
      }),
    turnSubscription: (place, from, to) =>
      write(() => {
        const turned = subscriptions.turn(place, from, to);
        if (turned && to !== 'alive') copies.giveUp(place);
        return turned;
      }),
  };
}
