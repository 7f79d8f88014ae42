import { expect, test } from 'vitest';
import { offBy } from '../../src/domain/period.ts';

test.each([
  [90, 10],
  [100, 0],
  [200, 0],
  [230, 30],
])('%d is %d away from 100 to 200', (at, far) => {
  expect(offBy({ from: 100, until: 200 }, at)).toBe(far);
});
