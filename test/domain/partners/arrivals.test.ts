import { describe, expect, test } from 'vitest';
import {
  burstsIn,
  isToldBurst,
  nextSize,
  sizeOf,
  totalOf,
  type Arrivals,
} from '../../../src/domain/partners/arrivals.ts';
import { MINUTE, NOW } from '../../builders.ts';

const HOUR = 60 * MINUTE;
const at = (time: number): Arrivals => ({ domain: 'fabrikam.com', count: 1, from: time, until: time });
const series = (count: number, from = NOW, step = 1_000): readonly Arrivals[] =>
  Array.from({ length: count }, (_, n) => at(from + n * step));
const counts = (arrivals: readonly Arrivals[], limit = 50) => burstsIn(arrivals, limit).map(({ length }) => length);

describe('a burst', () => {
  test('is more than so many within an hour, and not as many', () => {
    expect(counts(series(50))).toEqual([]);
    expect(counts(series(51))).toEqual([51]);
    expect(counts([])).toEqual([]);
  });

  test('is none where the first and the last are an hour apart', () => {
    expect(counts([at(NOW), at(NOW + HOUR)], 1)).toEqual([]);
    expect(counts([at(NOW), at(NOW + HOUR - 1)], 1)).toEqual([2]);
  });

  test('is one as long as it goes on, in whatever order its records came', () => {
    const long = series(600, NOW, MINUTE / 2);
    expect(counts(long.toReversed())).toEqual([600]);
    expect(burstsIn(long, 50)[0]).toEqual(long);
  });

  test('may be all of one minute', () => {
    const many = { domain: 'fabrikam.com', count: 51, from: NOW, until: NOW + 10 };
    expect(burstsIn([many], 50).map(totalOf)).toEqual([51]);
    expect(burstsIn([{ ...many, count: 50 }], 50)).toEqual([]);
  });

  test('takes in those who came between two moments at which there were too many', () => {
    const [first, second] = [series(51), series(51, NOW + 30 * MINUTE)];
    expect(counts([...first, at(NOW + 10 * MINUTE), ...second])).toEqual([103]);
  });

  test('ends when it does not go on within an hour', () => {
    expect(counts([...series(51), at(NOW + 2 * HOUR), ...series(60, NOW + 4 * HOUR)])).toEqual([51, 60]);
  });
});

test('a burst is of another size wherever it is more than ten times as large', () => {
  expect([51, 500, 501, 5_000, 5_001].map((count) => sizeOf(count, 50))).toEqual([0, 0, 1, 1, 2]);
  for (const size of [0, 1, 2]) {
    expect([0, 1].map((more) => sizeOf(nextSize(size, 50) + more, 50))).toEqual([size, size + 1]);
  }
});

test('a burst is one that was told of where it began at most an hour after that', () => {
  expect([-HOUR, 0, HOUR, HOUR + 1].map((later) => isToldBurst(NOW, NOW + later))).toEqual([true, true, true, false]);
});
