import { expect, test } from 'vitest';
import type { Delivery, Store } from '../../src/app/ports.ts';
import { aConversation, changeIdOf, MINUTE, NOW, objectIdOf } from '../builders.ts';

export const delivery = (activityId = 'a-1', conversationId = 'c-1'): Delivery => ({ conversationId, activityId });

export function deliveryPromises(current: () => Store): void {
  test('a message is taken once, though it comes twenty times at once', async () => {
    const store = current();
    const taken = await Promise.all(Array.from({ length: 20 }, () => store.take(delivery(), NOW)));
    expect(taken.filter((mine) => mine)).toHaveLength(1);
  });

  test('a message that was handled is not taken again', async () => {
    await current().take(delivery(), NOW);
    await current().finish(delivery());
    expect(await current().take(delivery(), NOW + MINUTE)).toBe(false);
  });

  test('messages are told apart by conversation and by activity', async () => {
    expect(await current().take(delivery('a-1', 'c-1'), NOW)).toBe(true);
    expect(await current().take(delivery('a-2', 'c-1'), NOW)).toBe(true);
    expect(await current().take(delivery('a-1', 'c-2'), NOW)).toBe(true);
    expect(await current().take(delivery('1', 'c-1a-'), NOW)).toBe(true);
  });

  test('a message that was never taken cannot be finished, and says so', async () => {
    await expect(current().finish(delivery())).rejects.toThrow();
  });

  test('letters that were sent and greetings are forgotten a month after their use, and nothing before', async () => {
    const store = current();
    const [month, letter] = [
      31 * 24 * 60 * MINUTE,
      { kind: 'direct', change: changeIdOf(1), to: objectIdOf(1), news: 'applied' },
    ] as const;
    await store.write(letter);
    await store.write({ ...letter, news: 'failed' });
    const { id = 0 } = (await store.unsent())[0] ?? {};
    await store.recordSent(id);
    expect(await store.letter(id)).toEqual(letter);
    await store.greet('19:a', NOW);
    await store.forgetUsed(NOW);
    await store.forgetUsed(NOW + month / 2);
    await store.write(letter);
    expect(await store.unsent()).toHaveLength(1);
    expect(await store.greet('19:a', NOW)).toBe(false);
    await store.forgetUsed(NOW + month);
    expect(await store.letter(id)).toBeUndefined();
    await store.write(letter);
    expect(await store.unsent()).toHaveLength(2);
    expect(await store.greet('19:a', NOW + month)).toBe(true);
  });

  test('who was seen in a conversation is known there, who decides first, then who was there last', async () => {
    const store = current();
    const place = '19:a@thread.tacv2';
    const seen = (n: number, minute: number, more: object = {}, where = place) =>
      store.heard(objectIdOf(n), aConversation({ conversationId: where }), {
        account: `29:${n}`,
        displayName: `Person ${n}`,
        at: NOW + minute * MINUTE,
        ...more,
      });
    const names = async () => (await store.viewers(place)).map(({ account }) => account);
    expect(await names()).toEqual([]);
    for (const n of [1, 2, 3]) await seen(n, n, {}, `${place};messageid=${n}`);
    await seen(4, 4, {}, '19:other@thread.tacv2');
    await store.heard(objectIdOf(5), aConversation({ conversationId: place }));
    expect(await names()).toEqual(['29:3', '29:2', '29:1']);
    await store.noteDecides(objectIdOf(1), true, NOW);
    await store.noteDecides(objectIdOf(2), true, NOW);
    await store.noteDecides(objectIdOf(2), false, NOW);
    expect(await names()).toEqual(['29:1', '29:3', '29:2']);
    await seen(2, 13);
    expect(await names()).toEqual(['29:1', '29:2', '29:3']);
    await seen(2, 14, { account: '29:two', displayName: 'Renamed' });
    expect((await store.viewers(place))[1]).toEqual({
      objectId: objectIdOf(2),
      displayName: 'Renamed',
      account: '29:two',
      decides: false,
    });
    for (let n = 10; n <= 250; n += 1) await seen(n, n);
    expect(await store.viewers(place)).toHaveLength(200);
    expect((await names())[0]).toBe('29:1');
  });

  test('who was seen, and who decides, is forgotten a month later', async () => {
    const store = current();
    const [month, place] = [30 * 24 * 60 * MINUTE, '19:a@thread.tacv2'];
    const seen = (at: number) =>
      store.heard(objectIdOf(1), aConversation({ conversationId: place }), { account: '29:1', displayName: 'Ada', at });
    await seen(NOW);
    await store.noteDecides(objectIdOf(1), true, NOW);
    await store.forgetUsed(NOW + month);
    expect(await store.viewers(place)).toMatchObject([{ decides: true }]);
    await store.forgetUsed(NOW + month + 1);
    expect(await store.viewers(place)).toEqual([]);
    await seen(NOW + month);
    expect(await store.viewers(place)).toMatchObject([{ decides: false }]);
  });

  test('only handled messages that were taken before the given moment are forgotten', async () => {
    for (const [activityId, at] of [
      ['old', NOW - 1],
      ['new', NOW],
    ] as const) {
      await current().take(delivery(activityId), at);
      await current().finish(delivery(activityId));
    }
    await current().take(delivery('unfinished'), NOW - 1);
    await current().forgetDeliveries(NOW);
    expect(await current().take(delivery('old'), NOW)).toBe(true);
    expect(await current().take(delivery('new'), NOW)).toBe(false);
    expect(await current().take(delivery('unfinished'), NOW)).toBe(false);
  });
}
