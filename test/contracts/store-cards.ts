import { expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { ChangeEvent } from '../../src/domain/change.ts';
import { after, nthChange, aMessage, anEntry, aPerson, changeIdOf, MINUTE, NOW } from '../builders.ts';
import { inserted } from './store-changes.ts';

const rejected: ChangeEvent = { kind: 'rejected', by: aPerson(), at: NOW + MINUTE };

export function cardPromises(current: () => Store): void {
  test('a new change has no card and waits to be drawn', async () => {
    await inserted(current(), nthChange(1));
    expect(await current().undrawn()).toEqual([changeIdOf(1)]);
    expect(await current().drawn(changeIdOf(1))).toEqual({ message: null, revision: 0 });
  });

  test('a change that nobody proposed has no card', async () => {
    expect(await current().drawn(changeIdOf(1))).toEqual({ message: null, revision: 0 });
    expect(await current().undrawn()).toEqual([]);
  });

  test('a card that was drawn is remembered with its message and waits no more', async () => {
    await inserted(current(), nthChange(1));
    await current().recordDrawn(changeIdOf(1), { message: aMessage('m-1'), revision: 1 });
    expect(await current().drawn(changeIdOf(1))).toStrictEqual({ message: aMessage('m-1'), revision: 1 });
    expect(await current().undrawn()).toEqual([]);
  });

  test('a card waits again when its change has moved on, and keeps its message', async () => {
    const before = await inserted(current(), nthChange(1));
    await current().recordDrawn(changeIdOf(1), { message: aMessage('m-1'), revision: 1 });
    const moved = after(before, rejected);
    await current().advance(moved, anEntry(moved, rejected));
    expect(await current().undrawn()).toEqual([changeIdOf(1)]);
    expect(await current().drawn(changeIdOf(1))).toStrictEqual({ message: aMessage('m-1'), revision: 1 });
    await current().recordDrawn(changeIdOf(1), { message: aMessage('m-1'), revision: 2 });
    expect(await current().undrawn()).toEqual([]);
  });

  test('a card whose message is gone is remembered as such', async () => {
    await inserted(current(), nthChange(1));
    await current().recordDrawn(changeIdOf(1), { message: aMessage('m-1'), revision: 1 });
    await current().recordDrawn(changeIdOf(1), { message: null, revision: 0 });
    expect(await current().drawn(changeIdOf(1))).toEqual({ message: null, revision: 0 });
    expect(await current().undrawn()).toEqual([changeIdOf(1)]);
  });

  test('cards wait in the order in which their changes were asked for', async () => {
    for (const n of [3, 1, 2]) await inserted(current(), nthChange(n));
    expect(await current().undrawn()).toEqual([changeIdOf(1), changeIdOf(2), changeIdOf(3)]);
  });

  test('a message leads to the change whose card it carries, in its own conversation only', async () => {
    await inserted(current(), nthChange(1));
    expect(await current().changeShownOn(aMessage('m-1'))).toBeUndefined();
    await current().recordDrawn(changeIdOf(1), { message: aMessage('m-1'), revision: 1 });
    expect(await current().changeShownOn(aMessage('m-1'))).toBe(changeIdOf(1));
    expect(await current().changeShownOn(aMessage('m-2'))).toBeUndefined();
    const elsewhere = { ...aMessage('m-1').conversation, conversationId: 'a:elsewhere' };
    expect(await current().changeShownOn({ ...aMessage('m-1'), conversation: elsewhere })).toBeUndefined();
  });

  test('a card of a change that is not stored cannot be remembered, and says so', async () => {
    await expect(current().recordDrawn(changeIdOf(1), { message: null, revision: 0 })).rejects.toThrow();
  });

  test('a card cannot show what has not happened yet: the real next state would never be drawn', async () => {
    await inserted(current(), nthChange(1));
    await expect(current().recordDrawn(changeIdOf(1), { message: aMessage(), revision: 2 })).rejects.toThrow();
    expect(await current().undrawn()).toEqual([changeIdOf(1)]);
  });
}
