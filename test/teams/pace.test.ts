import { expect, test } from 'vitest';
import { pace } from '../../src/teams/pace.ts';

const SECOND = 1_000;

/** Sends as fast as it may for so long; resolves to the moments. */
function sendFor(milliseconds: number, isUrgent = true): readonly number[] {
  let now = 0;
  const { take } = pace(() => now);
  const times: number[] = [];
  while (now < milliseconds) {
    const wait = take('thread', isUrgent);
    if (wait === 0) times.push(now);
    now += wait;
  }
  return times;
}

test.each([
  [7, SECOND],
  [8, 2 * SECOND],
  [60, 30 * SECOND],
  [1_800, 3_600 * SECOND],
])('never more than %d within %d ms, and hardly less', (most, withinMs) => {
  const times = sendFor(2 * withinMs);
  const counts = times.map((from) => times.filter((time) => time >= from && time < from + withinMs).length);
  expect(Math.max(...counts)).toBe(most);
});

test('a message goes at once where there is room, and threads do not wait for each other', () => {
  const { take } = pace(() => 0);
  for (let n = 0; n < 7; n += 1) expect(take('one', true)).toBe(0);
  expect(take('one', true)).toBeGreaterThan(0);
  expect(take('other', true)).toBe(0);
});

test('asks for whole milliseconds', () => {
  let now = 0.25;
  const { take } = pace(() => now);
  for (let n = 0; n < 7; n += 1) take('one', true);
  now = 0.5;
  expect(Number.isInteger(take('one', true))).toBe(true);
});

test.each([
  [6, SECOND],
  [7, 2 * SECOND],
  [50, 30 * SECOND],
  [1_600, 3_600 * SECOND],
])('what is not urgent leaves room for what is: %d within %d ms', (most, withinMs) => {
  const times = sendFor(2 * withinMs, false);
  const counts = times.map((from) => times.filter((time) => time >= from && time < from + withinMs).length);
  expect(Math.max(...counts)).toBe(most);
});

test('what is urgent goes at once although other things wait', () => {
  let now = 0;
  const { take } = pace(() => now);
  for (; now < 30 * SECOND; now += 100) take('thread', false);
  expect(take('thread', false)).toBeGreaterThan(0);
  expect(take('thread', true)).toBe(0);
});
