import { expect, test } from 'vitest';
import { weekOfEnding } from '../../../src/domain/telling/certificate.ts';

const DAY_MS = 24 * 60 * 60_000;
const ENDS = 1_800_000_000_000;

test.each([
  [31, undefined],
  [30 + 1 / DAY_MS, undefined],
  [30, 0],
  [23.01, 0],
  [23, 1],
  [1, 4],
  [0, 4],
  [-5, 5],
])('%f days before the end', (days, week) => {
  expect(weekOfEnding(ENDS, ENDS - days * DAY_MS)).toBe(week);
});
