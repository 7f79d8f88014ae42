// @ts-nocheck
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../src/runtime/log.ts';
import { startTicker } from '../../src/runtime/ticker.ts';

let lines: Record<string, unknown>[];
const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });

beforeEach(() => {
  lines = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('ticks again and again, the first time after one interval', async () => {
  let ticks = 0;
  startTicker(() => Promise.resolve(void (ticks += 1)), 1000, log);
  await vi.advanceTimersByTimeAsync(999);
  expect(ticks).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(ticks).toBe(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(ticks).toBe(4);
});

test('the first tick may come sooner than the others', async () => {
  let ticks = 0;
  startTicker(() => Promise.resolve(void (ticks += 1)), 1000, log, 10);
  await vi.advanceTimersByTimeAsync(10);
  expect(ticks).toBe(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(ticks).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(ticks).toBe(2);
});

test('the interval is counted from the beginning of a tick, however long it takes', async () => {
  const begun: number[] = [];
  const tick = (): Promise<void> => {
    begun.push(performance.now());
    return new Promise((resolve) => setTimeout(resolve, 400));
  };
  const startedAt = performance.now();
  startTicker(tick, 1000, log);
  await vi.advanceTimersByTimeAsync(3000);
  expect(begun.map((at) => at - startedAt)).toEqual([1000, 2000, 3000]);
});

test('never ticks twice at once: one that took longer than the interval is followed when it has ended', async () => {
  const running: (() => void)[] = [];
  startTicker(() => new Promise((resolve) => running.push(resolve)), 1000, log);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(running).toHaveLength(1);
  running[0]?.();
  await vi.advanceTimersByTimeAsync(1);
  expect(running).toHaveLength(2);
});

test('a tick that does not end does not hold up the stop for ever', async () => {
  const ticker = startTicker(() => new Promise(() => undefined), 1000, log);
  await vi.advanceTimersByTimeAsync(1000);
  let stopped = false;
  void ticker.stop(500).then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(499);
  expect(stopped).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(stopped).toBe(true);
});

test('goes on after a tick that failed, which is logged', async () => {
  let ticks = 0;
  startTicker(() => Promise.reject(new Error(`tick ${(ticks += 1)}`)), 1000, log);
  await vi.advanceTimersByTimeAsync(2000);
  expect(lines).toMatchObject([
    { event: 'tick.failed', error: { message: 'tick 1' } },
    { event: 'tick.failed', error: { message: 'tick 2' } },
  ]);
});

test('does not tick once it is stopped', async () => {
  let ticks = 0;
  const ticker = startTicker(() => Promise.resolve(void (ticks += 1)), 1000, log);
  await vi.advanceTimersByTimeAsync(1000);
  await ticker.stop(1000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ticks).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('is stopped only when the tick that runs has ended, and ticks no more then', async () => {
  const running: (() => void)[] = [];
  const ticker = startTicker(() => new Promise((resolve) => running.push(resolve)), 1000, log);
  await vi.advanceTimersByTimeAsync(1000);
  let stopped = false;
  const stopping = ticker.stop(60_000).then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(5000);
  expect(stopped).toBe(false);
  running[0]?.();
  await stopping;
  await vi.advanceTimersByTimeAsync(5000);
  expect(running).toHaveLength(1);
});

test('may be stopped twice', async () => {
  const ticker = startTicker(() => Promise.resolve(), 1000, log);
  await ticker.stop(1000);
  await expect(ticker.stop(1000)).resolves.toBeUndefined();
});
