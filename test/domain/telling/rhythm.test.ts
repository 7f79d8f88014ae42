import { describe, expect, test } from 'vitest';
import { isZone, lastDue, type Rhythm } from '../../../src/domain/telling/rhythm.ts';

const NINE = 9 * 60;
const rhythm = (more: Partial<Rhythm> = {}): Rhythm => ({
  every: 'daily',
  minute: NINE,
  zone: 'UTC',
  since: 0,
  ...more,
});
const due = (of: Rhythm, now: string): string[] => {
  const found = lastDue(of, Date.parse(now));
  return found === null ? [] : [found.at, found.before].map((at) => new Date(at).toISOString());
};

describe('a digest is due', () => {
  test.each([
    ['at its time', '2026-03-04T09:00:00Z', '2026-03-04T09:00:00.000Z', '2026-03-03T09:00:00.000Z'],
    ['until the next one', '2026-03-05T08:59:59Z', '2026-03-04T09:00:00.000Z', '2026-03-03T09:00:00.000Z'],
    ['on the first of a year', '2026-01-01T10:00:00Z', '2026-01-01T09:00:00.000Z', '2025-12-31T09:00:00.000Z'],
  ])('daily: %s', (_, now, at, before) => {
    expect(due(rhythm(), now)).toEqual([at, before]);
  });

  test.each([
    ['2026-03-02T08:59:00Z', '2026-02-23T09:00:00.000Z'],
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000Z'],
    ['2026-03-08T23:00:00Z', '2026-03-02T09:00:00.000Z'],
  ])('weekly, on Mondays: %s', (now, at) => {
    const [found, before] = due(rhythm({ every: 'weekly' }), now);
    expect(found).toBe(at);
    expect(new Date(at).getUTCDay()).toBe(1);
    expect(Date.parse(at) - Date.parse(before ?? '')).toBe(7 * 24 * 60 * 60_000);
  });

  test.each([
    ['in winter', '2026-01-15T12:00:00Z', '2026-01-15T08:00:00.000Z'],
    ['in summer', '2026-07-15T12:00:00Z', '2026-07-15T07:00:00.000Z'],
    ['on the day on which clocks are put forward', '2026-03-29T12:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['on the day on which they are put back', '2026-10-25T12:00:00Z', '2026-10-25T08:00:00.000Z'],
  ])('by the clocks of its zone: %s', (_, now, at) => {
    expect(due(rhythm({ zone: 'Europe/Berlin' }), now)[0]).toBe(at);
  });

  test('where it is another day already', () => {
    expect(due(rhythm({ zone: 'Pacific/Kiritimati', minute: 0, every: 'weekly' }), '2026-03-01T10:00:00Z')[0]).toBe(
      '2026-03-01T10:00:00.000Z',
    );
  });

  test('at a time that a day does not have: later, and once', () => {
    const of = rhythm({ zone: 'Europe/Berlin', minute: 2 * 60 + 30 });
    expect(due(of, '2026-03-29T12:00:00Z')[0]).toBe('2026-03-29T01:30:00.000Z');
  });

  test('never before it was asked for, and tells of no time before that', () => {
    const since = Date.parse('2026-03-04T09:30:00Z');
    expect(due(rhythm({ since }), '2026-03-05T08:00:00Z')).toEqual([]);
    expect(due(rhythm({ since }), '2026-03-05T09:00:00Z')).toEqual([
      '2026-03-05T09:00:00.000Z',
      '2026-03-04T09:30:00.000Z',
    ]);
  });
});

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
])('a zone that is known: %s', (name, known) => {
  expect(isZone(name)).toBe(known);
});
