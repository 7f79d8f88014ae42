import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onceAMinute, type More, type OnceAMinute } from '../../src/teams/once-a-minute.ts';

let told: [string, More][];
let counted: OnceAMinute;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  counted = onceAMinute();
});
afterEach(() => {
  vi.useRealTimers();
});

const note = (kind: string, times = 1): void => {
  for (let n = 0; n < times; n += 1) counted.note(kind, (more) => told.push([kind, more]));
};
const MINUTE = 60_000;

test('the first of each kind is told at once, and how many followed once a minute, until none did', () => {
  note('415', 1_000);
  note('404');
  expect(told.splice(0)).toEqual([
    ['415', {}],
    ['404', {}],
  ]);
  vi.advanceTimersByTime(MINUTE);
  expect(told.splice(0)).toEqual([['415', { count: 999, seconds: 60 }]]);
  note('415', 5);
  note('404');
  expect(told.splice(0)).toEqual([['404', {}]]);
  vi.advanceTimersByTime(MINUTE);
  expect(told.splice(0)).toEqual([['415', { count: 5, seconds: 60 }]]);
  vi.advanceTimersByTime(MINUTE);
  note('415');
  expect(told).toEqual([['415', {}]]);
});

test('what was not told yet is told at the end', () => {
  note('415', 3);
  counted.end();
  counted.end();
  expect(told).toEqual([
    ['415', {}],
    ['415', { count: 2, seconds: 0 }],
  ]);
});

test('of very many kinds a hundred are told apart: nobody fills the log or the memory by inventing more', () => {
  for (let n = 0; n < 10_000; n += 1) note(`kind ${n}`);
  expect(told.length).toBeLessThan(110);
  told = [];
  vi.advanceTimersByTime(MINUTE);
  expect(told).toHaveLength(1);
});
