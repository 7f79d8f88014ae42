import type { SubscriptionStore } from '../../app/ports.ts';
import { samePerson, type Person } from '../../domain/people/person.ts';
import type { SubscriptionEvent } from '../../domain/telling/subscription-event.ts';
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
    rightSubscriptions: async () => {
      const isRight = await read(
        () => !subscriptions.mayDiffer() || subscriptions.otherThan(journal.subscriptionsTold()).size === 0,
      );
      if (isRight) return [];
      return write(() => {
        const differing = subscriptions.otherThan(journal.subscriptionsTold());
        for (const [place, must] of differing) {
          if (must === null) subscriptions.remove(place);
          else subscriptions.put(must);
        }
        return [...differing.keys()];
      });
    },
    askers: (place) => read(() => journal.ofSubscription(place).reduce(askersAfter, [])),
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

/** Who has asked for it, with one more line about it. */
function askersAfter(before: readonly Person[], event: SubscriptionEvent): readonly Person[] {
  switch (event.kind) {
    case 'subscribed':
    case 'restated': {
      const { by } = event.subscription;
      return [...before.filter((other) => !samePerson(other, by)), by];
    }
    case 'ended':
      return [];
    case 'turned':
      return before;
  }
}
