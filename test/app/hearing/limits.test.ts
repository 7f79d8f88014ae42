import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUDGETS, limits, type Budgets, type Limits } from '../../../src/app/hearing/limits.ts';
import type { Sender } from '../../../src/domain/people/sender.ts';
import { objectIdOf } from '../../builders.ts';

const SECOND = 1_000;
const SMALL: Budgets = {
  messages: { person: { atOnce: 40, everyMs: 1_000 }, conversation: { atOnce: 40, everyMs: 2_000 } },
  clicks: { person: { atOnce: 60, everyMs: 500 }, conversation: { atOnce: 400, everyMs: 100 } },
};
const person = (n: number): Sender => ({ objectId: objectIdOf(n), tenantIds: [], displayName: 'X' });
const place = (conversationId: string) => ({ conversationId });

/** Limits and the time that they live in. */
function aBot(): { readonly time: { now: number }; readonly take: Limits['take'] } {
  const time = { now: 0 };
  const taken = limits(() => time.now, SMALL);
  return { time, take: (...asked) => taken.take(...asked) };
}
/** How many of so many at once are taken. */
const taken = (count: number, one: (n: number) => unknown): number =>
  Array.from({ length: count }, (_, n) => one(n)).filter((beyond) => beyond === undefined).length;

test('a script of an administrator’s, and a race of many on one card, are far from the limits of production', () => {
  const of = limits(() => 0, BUDGETS);
  const take: Limits['take'] = (...asked) => of.take(...asked);
  expect(taken(500, () => take('messages', person(1), place('a')))).toBe(500);
  expect(taken(2_000, () => take('clicks', person(1), place('a')))).toBe(2_000);
});

describe('people who work never meet a limit', () => {
  test('twenty clicks at once by one person, and ten commands after each other', () => {
    const { take } = aBot();
    expect(taken(20, () => take('clicks', person(1), place('a')))).toBe(20);
    expect(taken(10, () => take('messages', person(1), place('a')))).toBe(10);
  });

  test('two hundred clicks at once by different people in one conversation', () => {
    const { take } = aBot();
    expect(taken(200, (n) => take('clicks', person(n), place('a')))).toBe(200);
  });

  test('a message every two seconds, all day', () => {
    const { time, take } = aBot();
    expect(
      taken(43_200, () => {
        time.now += 2 * SECOND;
        return take('messages', person(1), place('a'));
      }),
    ).toBe(43_200);
  });
});

describe('what is too much', () => {
  test('of one person, wherever they write', () => {
    const { take } = aBot();
    expect(taken(100, (n) => take('messages', person(1), place(String(n))))).toBe(40);
    expect(take('messages', person(2), place('1'))).toBeUndefined();
  });

  test('in one conversation, whoever writes', () => {
    const { take } = aBot();
    expect(taken(100, (n) => take('messages', person(n), place('a')))).toBe(40);
    expect(take('messages', person(1), place('b'))).toBeUndefined();
  });

  test('of clicks; messages have a budget of their own', () => {
    const { take } = aBot();
    expect(taken(100, () => take('clicks', person(1), null))).toBe(60);
    expect(taken(1_000, (n) => take('clicks', person(n + 2), place('a')))).toBe(400);
    expect(take('messages', person(1), place('a'))).toBeUndefined();
  });

  test('of all whom Teams does not name, together', () => {
    const { take } = aBot();
    const nobody = (n: number): Sender => ({ ...person(1), objectId: n % 2 === 0 ? undefined : `x${n}` });
    expect(taken(100, (n) => take('messages', nobody(n), place(String(n))))).toBe(40);
  });

  test('is not counted: one person cannot use up a conversation', () => {
    const { take } = aBot();
    expect(taken(1_000, () => take('clicks', person(1), place('a')))).toBe(60);
    expect(taken(300, (n) => take('clicks', person(n + 2), place('a')))).toBe(300);
  });

  test('is over after a while, and told once in a minute for as long as it goes on', () => {
    const { time, take } = aBot();
    const beyond = () => Array.from({ length: 60 }, () => take('messages', person(1), place('a'))).filter(Boolean);
    expect(beyond().map((one) => one?.tell)).toEqual([true, ...Array.from({ length: 19 }, () => false)]);
    time.now += 59 * SECOND;
    expect(beyond().some((one) => one?.tell)).toBe(false);
    time.now += SECOND;
    expect(beyond()[0]).toMatchObject({
      tell: true,
      refusal: { kind: 'tooMany', what: 'messages', from: 'conversation', atOnce: 40, perMinute: 30 },
    });
    time.now += 80 * SECOND;
    expect(beyond()).toHaveLength(20);
  });

  test('is never more than the budget, however it is spread', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 * SECOND }), { maxLength: 300 }), (pauses) => {
        const { time, take } = aBot();
        const spent = taken(pauses.length, (n) => {
          time.now += pauses[n] ?? 0;
          return take('messages', person(1), null);
        });
        expect(spent).toBeLessThanOrEqual(40 + Math.ceil(time.now / SECOND));
      }),
    );
  });
});

test('memory stays: of twenty thousand others the one who was silent for longest is forgotten', () => {
  const { take } = aBot();
  taken(60, () => take('clicks', person(0), null));
  taken(19_999, (n) => take('clicks', person(n + 1), null));
  expect(take('clicks', person(0), null)).toBeDefined();
  take('clicks', person(20_000), null);
  expect(take('clicks', person(0), null)).toBeDefined();
  taken(20_000, (n) => take('clicks', person(n + 1), null));
  expect(take('clicks', person(0), null)).toBeUndefined();
});
