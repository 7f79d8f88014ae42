import { expect, test } from 'vitest';
import { settledWithin } from '../../src/app/promises.ts';

/** A clock on which nothing but waiting takes time. */
function waiting() {
  const slept: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { slept, clock: { sleep } };
}

test('what is done in time is done, and a failure in time is whoever waits’s', async () => {
  const { clock } = waiting();
  expect(await settledWithin(clock, Promise.resolve(), 1_000)).toBe(true);
  await expect(settledWithin(clock, Promise.reject(new Error('no')), 1_000)).rejects.toThrow('no');
});

test('what takes longer is waited for no longer than that, and may fail later', async () => {
  const { clock, slept } = waiting();
  const { promise, reject } = Promise.withResolvers<undefined>();
  expect(await settledWithin(clock, promise, 1_000)).toBe(false);
  expect(slept).toEqual([250, 250, 250, 250]);
  reject(new Error('later'));
  await new Promise((resolve) => setImmediate(resolve));
});
