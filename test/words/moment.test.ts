import { describe, expect, test } from 'vitest';
import { distance, exactMoment, localMoment, moment, when } from '../../src/words/en/moment.ts';
import { MINUTE, NOW } from '../builders.ts';

const HOUR = 60 * MINUTE;

describe('a moment', () => {
  test('for text: to the minute, and to the second where it is compared with a log', () => {
    expect(moment(NOW + 7_000)).toBe('5 Jan 2026, 09:00 UTC');
    expect(exactMoment(NOW + 7_000)).toBe('5 Jan 2026, 09:00:07 UTC');
  });

  test('for a text block: a function of the client’s, without the fractions that Teams does not read', () => {
    expect(localMoment(NOW + 7_089)).toBe('{{DATE(2026-01-05T09:00:07Z, SHORT)}} {{TIME(2026-01-05T09:00:07Z)}}');
    expect(when(NOW, NOW + HOUR)).toBe(`${localMoment(NOW)} (1 hour ago)`);
  });

  test('that is none is said to be unknown', () => {
    for (const worded of [moment, exactMoment, localMoment]) expect(worded(Number.NaN)).toBe('an unknown time');
  });

  test.each([
    [15 * MINUTE, 'in 15 minutes'],
    [15 * MINUTE - 1, 'in 14 minutes'],
    [MINUTE - 1, 'in a moment'],
    [0, 'just now'],
    [-1, 'just now'],
    [-MINUTE, '1 minute ago'],
    [-2 * HOUR, '2 hours ago'],
    [-47 * HOUR, '47 hours ago'],
    [-48 * HOUR, '2 days ago'],
    [72 * HOUR, 'in 3 days'],
  ])('%i milliseconds off: %s', (off, said) => {
    expect(distance(NOW + off, NOW)).toBe(said);
  });
});
