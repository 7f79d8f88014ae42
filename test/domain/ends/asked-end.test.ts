import { describe, expect, test } from 'vitest';
import { DAY_MS, daysFor, endOf, parseDays, parseUntil, type AskedEnd } from '../../../src/domain/ends/asked-end.ts';

/** A Thursday, with seven hours left of it. */
const NOW = Date.UTC(2026, 10, 26, 17, 0);
const day = (text: string): AskedEnd => {
  const asked = parseUntil(text);
  if (asked === undefined) throw new Error(`no end: ${text}`);
  return asked;
};

describe('an end as somebody writes it', () => {
  test('is a number of days, a day, or a time with its zone', () => {
    expect(parseDays('30')).toEqual({ kind: 'days', days: 30 });
    expect(parseUntil('2027-03-31')).toEqual({ kind: 'day', day: Date.UTC(2027, 2, 31) });
    expect(parseUntil('2027-03-31T18:00Z')).toEqual({ kind: 'moment', at: Date.UTC(2027, 2, 31, 18) });
    expect(parseUntil('2027-03-31t18:00:30z')).toEqual({ kind: 'moment', at: Date.UTC(2027, 2, 31, 18, 0, 30) });
    expect(parseUntil('2027-03-31T18:00+02:00')).toEqual({ kind: 'moment', at: Date.UTC(2027, 2, 31, 16) });
  });

  test.each(['', 'many', '-3', '3.5', '0x10', '12345'])('"%s" is no number of days', (text) => {
    expect(parseDays(text)).toBeUndefined();
  });

  test.each([
    'tomorrow',
    '2027-02-29',
    '2027-02-30',
    '2027-13-01',
    '2027-3-31',
    '31.03.2027',
    '2027-03-31T18:00',
    '2027-03-31T25:00Z',
    '2027-02-30T18:00Z',
    '2027-03-31 18:00Z',
  ])('"%s" is neither', (text) => {
    expect(parseUntil(text)).toBeUndefined();
  });
});

describe('when it ends', () => {
  test('a day is still part of it, to 24:00 UTC', () => {
    expect(endOf(day('2026-11-27'), NOW)).toBe(Date.UTC(2026, 10, 28));
  });

  test('a day is tomorrow at the earliest, and in two years at the latest', () => {
    expect(['2026-11-25', '2026-11-26'].map((text) => endOf(day(text), NOW))).toEqual(['tooSoon', 'tooSoon']);
    expect(endOf(day('2028-11-26'), NOW)).toBe(Date.UTC(2028, 10, 27));
    expect(endOf(day('2028-11-27'), NOW)).toBe('tooLate');
  });

  test('two years on from 29 February are over with the February of that year', () => {
    const leap = Date.UTC(2028, 1, 29, 17);
    expect(endOf(day('2030-02-28'), leap)).toBe(Date.UTC(2030, 2, 1));
    expect(endOf(day('2030-03-01'), leap)).toBe('tooLate');
    expect(endOf(day('2030-02-28T17:00Z'), leap)).toBe(Date.UTC(2030, 1, 28, 17));
    expect(endOf(day('2030-02-28T17:01Z'), leap)).toBe('tooLate');
  });

  test('days are counted from now, from one on', () => {
    expect(endOf({ kind: 'days', days: 0 }, NOW)).toBe('tooSoon');
    expect(endOf({ kind: 'days', days: 1 }, NOW)).toBe(NOW + DAY_MS);
    // 2028 is a leap year.
    expect(endOf({ kind: 'days', days: 731 }, NOW)).toBe(NOW + 731 * DAY_MS);
    expect(endOf({ kind: 'days', days: 732 }, NOW)).toBe('tooLate');
  });

  test('a time may be sooner, but not past', () => {
    expect(endOf(day('2026-11-26T17:00Z'), NOW)).toBe('tooSoon');
    expect(endOf(day('2026-11-26T17:01Z'), NOW)).toBe(NOW + 60_000);
    expect(endOf(day('2028-11-26T17:00Z'), NOW)).toBe(Date.UTC(2028, 10, 26, 17));
    expect(endOf(day('2028-11-26T17:01Z'), NOW)).toBe('tooLate');
  });
});

describe('as long as before', () => {
  const HOUR = DAY_MS / 24;
  /** Every fifth day of two leap years and of what lies between, early and late in the day. */
  const moments = Array.from({ length: 2 * 366 }, (_, n) => Date.UTC(2027, 0, 1 + n * 5, n % 2 === 0 ? 0 : 23, 59));
  /** All that could be decided then of the longest and the shortest kind, and some of what lies between. */
  const decidable = (then: number): readonly number[] => {
    const today = then - (then % DAY_MS);
    const days = [1, 2, 30, 365, 729, 730, 731, 732];
    return [
      ...days.map((count) => endOf({ kind: 'days', days: count }, then)),
      ...days.map((count) => endOf({ kind: 'day', day: today + count * DAY_MS }, then)),
      ...[1, HOUR, 13 * HOUR, 731 * DAY_MS].map((length) => endOf({ kind: 'moment', at: then + length }, then)),
    ].filter((at) => typeof at === 'number');
  };

  test('may always be decided anew, whatever end could be decided, until it comes', () => {
    const refused = moments.flatMap((then) =>
      decidable(then).flatMap((at) =>
        [then, at - 3 * DAY_MS, at - DAY_MS, at - 1]
          .filter((now) => now >= then)
          .map((now) => endOf(daysFor(at - then, now), now))
          .filter((anew) => typeof anew !== 'number'),
      ),
    );
    expect(refused).toEqual([]);
  });

  test('is as many days, where so many may be', () => {
    expect(daysFor(30 * DAY_MS, NOW)).toEqual({ kind: 'days', days: 30 });
    expect(daysFor(30 * DAY_MS + 7 * HOUR, NOW)).toEqual({ kind: 'days', days: 30 });
    expect(daysFor(HOUR, NOW)).toEqual({ kind: 'days', days: 1 });
    // Until the last day that there may be, which is part of it.
    expect(daysFor(732 * DAY_MS, NOW)).toEqual({ kind: 'days', days: 731 });
    expect(daysFor(731 * DAY_MS, NOW + 731 * DAY_MS)).toEqual({ kind: 'days', days: 730 });
  });
});
