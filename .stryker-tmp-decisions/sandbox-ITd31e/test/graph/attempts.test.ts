// @ts-nocheck
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { retryAfter } from '../../src/graph/attempts.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 9), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const answer = (value: string) => new Response(null, { status: 429, headers: { 'retry-after': value } });

describe('how long a busy Graph asks to wait', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    ['2.5', 2.5],
    ['-3', 0],
    ['Mon, 05 Jan 2026 09:00:30 GMT', 30],
    ['Mon, 05 Jan 2026 08:00:00 GMT', 0],
    ['soon', null],
    ['', 0],
    ['Infinity', null],
  ])('"%s" is %s seconds', (value, seconds) => {
    expect(retryAfter(answer(value))).toBe(seconds);
  });

  test('is unknown without the header or without an answer', () => {
    expect(retryAfter(new Response(null))).toBeNull();
    expect(retryAfter(undefined)).toBeNull();
  });
});
