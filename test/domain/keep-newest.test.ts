import { expect, test } from 'vitest';
import { keepNewest } from '../../src/domain/keep-newest.ts';

test('of more than so many the oldest is forgotten; what is set anew is the youngest', () => {
  const kept = new Map<string, number>();
  for (const [value, key] of ['a', 'b', 'c', 'a', 'd'].entries()) keepNewest(kept, key, value, 3);
  expect([...kept]).toEqual([
    ['c', 2],
    ['a', 3],
    ['d', 4],
  ]);
});
