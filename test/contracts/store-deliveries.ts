import { expect, test } from 'vitest';
import type { Delivery, Store } from '../../src/app/ports.ts';
import { changeIdOf, MINUTE, NOW, objectIdOf } from '../builders.ts';

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
    await store.recordSent((await store.unsent())[0]?.id ?? 0);
    await store.greet('19:a', NOW);
    await store.forgetUsed(NOW);
    await store.forgetUsed(NOW + month / 2);
    await store.write(letter);
    expect(await store.unsent()).toHaveLength(1);
    expect(await store.greet('19:a', NOW)).toBe(false);
    await store.forgetUsed(NOW + month);
    await store.write(letter);
    expect(await store.unsent()).toHaveLength(2);
    expect(await store.greet('19:a', NOW + month)).toBe(true);
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
