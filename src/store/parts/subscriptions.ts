import type { SubscriptionStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function subscriptionsPart({ read, write }: Access, tables: Tables): SubscriptionStore {
  const { copies, journal, letters, readersSaid, subscriptions } = tables;
  return {
    subscribe: (subscription) =>
      write(() => {
        const { conversation, at } = subscription;
        subscriptions.put(subscription);
        journal.note({
          of: 'subscriptions',
          id: conversation.conversationId,
          event: { kind: 'subscribed', subscription, at },
        });
      }),
    subscriptions: () => read(() => subscriptions.all()),
    unsubscribe: (place, { how, by, at }, told = []) =>
      write(() => {
        copies.giveUp(place);
        const had = subscriptions.remove(place);
        if (had) journal.note({ of: 'subscriptions', id: place, event: { kind: 'ended', how, by, at } });
        if (had) told.forEach(letters.add);
        return had;
      }),
    noteHearing: (isHeard, told) =>
      write(() => {
        const hasEnded = subscriptions.noteHeard(isHeard) && !isHeard;
        if (hasEnded) told.forEach(letters.add);
        return hasEnded;
      }),
    noteReadersSaid: (said) =>
      write(() => {
        readersSaid.put(said);
      }),
    takeReadersSaid: (place) => write(() => readersSaid.take(place)),
    turnSubscription: (place, from, to, at, told = []) =>
      write(() => {
        const turned = subscriptions.turn(place, from, to);
        if (turned) journal.note({ of: 'subscriptions', id: place, event: { kind: 'turned', from, to, at } });
        if (turned && to !== 'alive') copies.giveUp(place);
        if (turned) told.forEach(letters.add);
        return turned;
      }),
  };
}
