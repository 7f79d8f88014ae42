// @ts-nocheck
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backgroundWork } from '../../src/runtime/background.ts';
import { createLog } from '../../src/runtime/log.ts';

let lines: Record<string, unknown>[];
const aBackground = () =>
  backgroundWork(createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) }));

/** Work that goes on until it is told to end. */
function heldWork() {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  return {
    work: async () => {
      await promise;
    },
    end: () => {
      resolve(undefined);
    },
    fail: reject,
  };
}

beforeEach(() => {
  lines = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('work in the background', () => {
  test('begins at once', () => {
    const begun: string[] = [];
    aBackground().start('apply', () => {
      begun.push('apply');
      return Promise.resolve();
    });
    expect(begun).toEqual(['apply']);
  });

  test('that fails is logged under its name, and harms nobody', async () => {
    const background = aBackground();
    background.start('draw', () => Promise.reject(new Error('no card')));
    expect(await background.settled(1000)).toBe(true);
    expect(lines).toMatchObject([{ event: 'background.failed', name: 'draw', error: { message: 'no card' } }]);
  });
});

describe('waiting for all work to end', () => {
  test('is over at once when there is none', async () => {
    expect(await aBackground().settled(60_000)).toBe(true);
  });

  test('goes on until the last work has ended, however it ended', async () => {
    const background = aBackground();
    const [first, second] = [heldWork(), heldWork()];
    background.start('first', first.work);
    background.start('second', second.work);
    const done = observed(background.settled(60_000));
    first.end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(done.result).toBeUndefined();
    second.fail(new Error('no'));
    await vi.advanceTimersByTimeAsync(0);
    expect(done.result).toBe(true);
  });

  test('includes work that other work has begun meanwhile', async () => {
    const background = aBackground();
    const [first, second] = [heldWork(), heldWork()];
    background.start('first', async () => {
      await first.work();
      background.start('second', second.work);
    });
    const done = observed(background.settled(60_000));
    first.end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(done.result).toBeUndefined();
    second.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(done.result).toBe(true);
  });

  test('ends when the time is up, and says that work is left', async () => {
    const background = aBackground();
    background.start('hanging', heldWork().work);
    const done = observed(background.settled(5000));
    await vi.advanceTimersByTimeAsync(4999);
    expect(done.result).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(done.result).toBe(false);
  });

  test('with no time at all says how things stand', async () => {
    const background = aBackground();
    const held = heldWork();
    background.start('held', held.work);
    expect(await background.settled(0)).toBe(false);
    held.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(await background.settled(0)).toBe(true);
  });
});

/** What a promise has come to so far. */
function observed<Value>(promise: Promise<Value>): { result: Value | undefined } {
  const seen: { result: Value | undefined } = { result: undefined };
  void promise.then((value) => {
    seen.result = value;
  });
  return seen;
}
