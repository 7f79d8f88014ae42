import { expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { ReadersSaid } from '../../src/domain/telling/readers.ts';
import type { Subscription } from '../../src/domain/telling/subscription.ts';
import { aConversation, aPerson, nthChange, NOW, objectIdOf } from '../builders.ts';
import { ended, place } from './store-cards.ts';
import { inserted } from './store-changes.ts';

const subscription = (name: string, overrides: Partial<Subscription> = {}): Subscription => ({
  conversation: place(name),
  topics: ['changes'],
  by: aPerson(),
  at: NOW,
  state: 'alive',
  ...overrides,
});
const END = { how: 'asked', by: aPerson(), at: NOW } as const;
const idOf = (name: string): string => place(name).conversationId;

export function subscriptionPromises(current: () => Store): void {
  test('are kept as they are, the oldest first', async () => {
    expect(await current().subscriptions()).toEqual([]);
    await current().subscribe(subscription('b'));
    await current().subscribe(subscription('a', { topics: ['drift', 'approvals'] }));
    expect(await current().subscriptions()).toStrictEqual([
      subscription('b'),
      subscription('a', { topics: ['drift', 'approvals'] }),
    ]);
  });

  test('one that gets a digest is kept with when, and is still right afterwards', async () => {
    const digest = { every: 'weekly', minute: 540, zone: 'Europe/Berlin', since: NOW } as const;
    await current().subscribe(subscription('a', { topics: [], digest }));
    await current().write({ kind: 'digest', place: place('a'), due: NOW + 1, since: NOW });
    await current().write({ kind: 'digest', place: place('a'), due: NOW + 1, since: NOW });
    expect(await current().rightSubscriptions()).toEqual([]);
    expect(await current().subscriptions()).toStrictEqual([subscription('a', { topics: [], digest })]);
    expect((await current().unsent()).map(({ letter }) => letter)).toStrictEqual([
      { kind: 'digest', place: place('a'), due: NOW + 1, since: NOW },
    ]);
  });

  test('up to when a conversation was told in a digest is kept with the letter, and never goes back', async () => {
    const store = current();
    const letter = { kind: 'digest', place: place('a'), due: NOW + 1, since: NOW } as const;
    await store.write(letter);
    const [kept] = await store.unsent();
    await store.recordSent(kept?.id ?? 0, { place: idOf('a'), until: NOW + 2 });
    expect(await store.unsent()).toEqual([]);
    await store.recordSent(kept?.id ?? 0, { place: idOf('a'), until: NOW + 1 });
    await store.recordSent(kept?.id ?? 0);
    expect(await store.digestedUntil(idOf('a'))).toBe(NOW + 2);
    expect(await store.digestedUntil(idOf('b'))).toBeUndefined();
  });

  test('what was said of the readers of a conversation is the last that was said, and is taken once', async () => {
    const said = (name: string, guests: number): ReadersSaid => ({
      place: idOf(name),
      say: 'notify here',
      seen: { channel: 'shared', others: { guests, strangers: 0 } },
      at: NOW,
    });
    const unread = { ...said('b', 1), seen: { channel: null, others: 'unread' } } as const;
    for (const one of [said('a', 1), unread, said('a', 2)]) await current().noteReadersSaid(one);
    expect(await current().takeReadersSaid(idOf('a'))).toStrictEqual(said('a', 2));
    expect(await current().takeReadersSaid(idOf('a'))).toBeUndefined();
    expect(await current().takeReadersSaid(idOf('b'))).toStrictEqual(unread);
    await current().noteReadersSaid(said('a', 3));
    await current().forgetUsed(NOW + 31 * 24 * 60 * 60_000);
    expect(await current().takeReadersSaid(idOf('a'))).toBeUndefined();
  });

  test('there is one for each conversation: the newest', async () => {
    await current().subscribe(subscription('a', { state: 'dead' }));
    await current().subscribe(subscription('a', { at: NOW + 1 }));
    expect(await current().subscriptions()).toStrictEqual([subscription('a', { at: NOW + 1 })]);
  });

  test('end, and say whether there was one', async () => {
    await current().subscribe(subscription('a'));
    expect(await current().unsubscribe(idOf('a'), END)).toBe(true);
    expect(await current().unsubscribe(idOf('a'), END)).toBe(false);
    expect(await current().subscriptions()).toEqual([]);
  });

  test('change their state only from the state that was expected', async () => {
    await current().subscribe(subscription('a'));
    expect(await current().turnSubscription(idOf('a'), 'lost', 'dead', NOW)).toBe(false);
    expect(await current().turnSubscription(idOf('a'), 'alive', 'lost', NOW)).toBe(true);
    expect(await current().turnSubscription(idOf('a'), 'alive', 'lost', NOW)).toBe(false);
    expect(await current().turnSubscription(idOf('b'), 'alive', 'lost', NOW)).toBe(false);
    expect(await current().subscriptions()).toStrictEqual([subscription('a', { state: 'lost' })]);
  });

  test.each<[string, (store: Store) => Promise<boolean>]>([
    ['end', (store) => store.unsubscribe(idOf('a'), END)],
    ['are lost', (store) => store.turnSubscription(idOf('a'), 'alive', 'lost', NOW)],
  ])('that %s take the notices with them that were not posted there yet', async (_, end) => {
    await current().subscribe(subscription('a'));
    await ended(current(), await inserted(current(), nthChange(1)), [place('a'), place('b')]);
    expect(await current().undrawn()).toHaveLength(3);
    expect(await end(current())).toBe(true);
    expect(await current().undrawn()).toHaveLength(2);
  });

  test('are spoken to by the service url that was heard of last, and so is what waits to be posted', async () => {
    await current().subscribe(subscription('a'));
    await current().subscribe(subscription('b'));
    await ended(current(), await inserted(current(), nthChange(1)), [place('a')]);
    const [, waiting] = await current().undrawn();
    const serviceUrl = 'https://smba.example/amer/';
    const thread = aConversation({ conversationId: `${idOf('a')};messageid=7`, serviceUrl });
    await current().heard(objectIdOf(1), thread);
    expect((await current().subscriptions()).map(({ conversation }) => conversation)).toStrictEqual([
      { ...place('a'), serviceUrl },
      place('b'),
    ]);
    expect((await current().copy(waiting?.id ?? 0))?.conversation).toStrictEqual({ ...place('a'), serviceUrl });
    expect(await current().personalConversation(objectIdOf(1))).toBeUndefined();
  });

  test('people are known by the personal chat in which they wrote last', async () => {
    const chat = aConversation({ conversationId: 'a:1', conversationType: 'personal', team: null });
    expect(await current().personalConversation(objectIdOf(1))).toBeUndefined();
    await current().heard(objectIdOf(1), { ...chat, conversationId: 'a:0' });
    await current().heard(objectIdOf(1), chat);
    expect(await current().personalConversation(objectIdOf(1))).toStrictEqual({ ...chat, activityId: null });
    expect(await current().personalConversation(objectIdOf(2))).toBeUndefined();
  });

  test('by which way the bot was spoken to last is known, at the root of the conversation', async () => {
    expect(await current().lastHeard()).toBeUndefined();
    const thread = aConversation({
      conversationId: `${idOf('a')};messageid=7`,
      serviceUrl: 'https://smba.example/emea/',
    });
    await current().heard(objectIdOf(1), thread);
    expect(await current().lastHeard()).toStrictEqual({ ...place('a'), serviceUrl: 'https://smba.example/emea/' });
    await current().heard(objectIdOf(1), { ...thread, serviceUrl: 'https://smba.example/amer/' });
    expect((await current().lastHeard())?.serviceUrl).toBe('https://smba.example/amer/');
  });

  test('whom Teams does not let the bot write to is known since it first did not, until something arrives or they write', async () => {
    const unreached = () => current().unreached();
    const chat = aConversation({ conversationId: 'a:1', conversationType: 'personal', team: null });
    expect(await unreached()).toEqual([]);
    await current().noteUnreached(objectIdOf(2), NOW + 1);
    await current().noteUnreached(objectIdOf(1), NOW);
    await current().noteUnreached(objectIdOf(1), NOW + 5);
    const [first, second] = [1, 2].map((n) => ({ objectId: objectIdOf(n), since: NOW + n - 1 }));
    expect(await unreached()).toEqual([first, second]);
    await current().heard(objectIdOf(2), aConversation({ conversationId: '19:a@thread.v2' }));
    expect(await unreached()).toEqual([first, second]);
    await current().heard(objectIdOf(2), chat);
    expect(await unreached()).toEqual([first]);
    await current().noteReached(objectIdOf(1));
    await current().noteReached(objectIdOf(1));
    expect(await unreached()).toEqual([]);
  });

  test('a conversation is greeted once, until the greeting is forgotten', async () => {
    expect(await current().greet('c-1', NOW)).toBe(true);
    expect(await current().greet('c-1', NOW + 1)).toBe(false);
    expect(await current().greet('c-2', NOW)).toBe(true);
    await current().forgetGreeting('c-1');
    expect(await current().greet('c-1', NOW + 2)).toBe(true);
  });
}
