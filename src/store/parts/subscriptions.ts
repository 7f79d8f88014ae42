import type { SubscriptionStore } from '../../app/ports.ts';
import { samePerson, type Person } from '../../domain/people/person.ts';
import type { SubscriptionEvent } from '../../domain/telling/subscription-event.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function subscriptionsPart({ read, write }: Access, tables: Tables): SubscriptionStore {
  const { copies, journal, letters, readersSaid, subscriptions } = tables;
  return {
    subscribe: (subscription) =>
      write(function* () {
        const { conversation, at } = subscription;
        yield* subscriptions.put(subscription);
        const event = { kind: 'subscribed', subscription, at } as const;
        yield* journal.note({ of: 'subscriptions', id: conversation.conversationId, event });
      }),
    subscriptions: () => read(() => subscriptions.all()),
    rightSubscriptions: async () => {
      const isRight = await read(function* () {
        if (!(yield* subscriptions.mayDiffer())) return true;
        return (yield* subscriptions.otherThan(yield* journal.subscriptionsTold())).size === 0;
      });
      if (isRight) return [];
      return write(function* () {
        const differing = yield* subscriptions.otherThan(yield* journal.subscriptionsTold());
        for (const [place, must] of differing) {
          if (must === null) yield* subscriptions.remove(place);
          else yield* subscriptions.put(must);
        }
        return [...differing.keys()];
      });
    },
    askers: (place) =>
      read(function* () {
        return (yield* journal.ofSubscription(place)).reduce(askersAfter, []);
      }),
    unsubscribe: (place, { how, by, at }, told = []) =>
      write(function* () {
        yield* copies.giveUp(place);
        const had = yield* subscriptions.remove(place);
        if (had) yield* journal.note({ of: 'subscriptions', id: place, event: { kind: 'ended', how, by, at } });
        if (had) yield* letters.addAll(told);
        return had;
      }),
    isHearingNoted: () => read(() => subscriptions.isHeard()),
    noteHearing: (isHeard, told) =>
      write(function* () {
        const hasEnded = (yield* subscriptions.noteHeard(isHeard)) && !isHeard;
        if (hasEnded) yield* letters.addAll(told);
        return hasEnded;
      }),
    noteReadersSaid: (said) => write(() => readersSaid.put(said)),
    takeReadersSaid: (place) => write(() => readersSaid.take(place)),
    turnSubscription: (place, from, to, at, told = []) =>
      write(function* () {
        const turned = yield* subscriptions.turn(place, from, to);
        if (turned) yield* journal.note({ of: 'subscriptions', id: place, event: { kind: 'turned', from, to, at } });
        if (turned && to !== 'alive') yield* copies.giveUp(place);
        if (turned) yield* letters.addAll(told);
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
