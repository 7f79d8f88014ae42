import { expect, test } from 'vitest';
import { giveWay, givingWay, inTurns, settledWithin } from '../../src/app/promises.ts';

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

const spend = (milliseconds: number) => (): void => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
};

test('long work lets whatever else waits have its turn, and short work does not dawdle', async () => {
  let turns = 0;
  let next: NodeJS.Immediate | undefined;
  const count = (): void => {
    turns += 1;
    next = setImmediate(count);
  };
  next = setImmediate(count);
  const done: number[] = [];
  await givingWay([1, 2, 3, 4, 5], (item) => {
    spend(10)();
    done.push(item);
  });
  clearImmediate(next);
  expect(done).toEqual([1, 2, 3, 4, 5]);
  expect(turns).toBeGreaterThanOrEqual(2);
  let isLater = false;
  setImmediate(() => (isLater = true));
  await givingWay([1, 2, 3], () => undefined);
  expect(isLater).toBe(false);
});

test('long work that is done at the same time takes no more of a turn all together, and none waits for the end of another', async () => {
  // What was done before has had its turn.
  await giveWay();
  const done: string[] = [];
  const ofTurn: number[] = [];
  let next: NodeJS.Immediate | undefined;
  const look = (): void => {
    ofTurn.push(done.length);
    next = setImmediate(look);
  };
  look();
  await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      givingWay([1, 2, 3], (item) => {
        spend(10)();
        done.push(`${name}${item}`);
      }),
    ),
  );
  clearImmediate(next);
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'c2', 'b3', 'c3']);
  for (const [index, count] of ofTurn.entries()) expect(count - (ofTurn[index - 1] ?? 0)).toBeLessThanOrEqual(1);
});

test('so much runs at once, the rest has its turn in order, also after what went wrong', async () => {
  const inTurn = inTurns(2);
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const work = (n: number) =>
    inTurn(() => {
      begun.push(n);
      if (n === 1) return Promise.reject(new Error('one'));
      return new Promise<void>((resolve) => ends.set(n, resolve));
    });
  const all = Promise.allSettled([0, 1, 2, 3].map(work));
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(begun).toEqual([0, 1, 2]);
  ends.get(2)?.();
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(begun).toEqual([0, 1, 2, 3]);
  for (const end of ends.values()) end();
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  await expect(inTurn(() => Promise.resolve('free again'))).resolves.toBe('free again');
});
