// @ts-nocheck
import type { Log } from '../app/ports.ts';

export interface Ticker {
  /** No further tick; resolves when the running one has ended, or after so many milliseconds. */
  stop(withinMs: number): Promise<void>;
}

/**
 * Calls `tick` again and again, every so many milliseconds, but never while it still runs: one that took longer is
 * followed by the next as soon as it has ended.
 * @param firstAfterMs for the first time
 */
export function startTicker(tick: () => Promise<void>, everyMs: number, log: Log, firstAfterMs = everyMs): Ticker {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const next = (afterMs: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      const begunAt = performance.now();
      running = tick()
        .catch((error: unknown) => {
          log.error('tick.failed', error);
        })
        .finally(() => {
          next(Math.max(0, everyMs - (performance.now() - begunAt)));
        });
    }, afterMs);
  };
  next(firstAfterMs);
  return {
    stop: async (withinMs) => {
      stopped = true;
      clearTimeout(timer);
      let deadline: NodeJS.Timeout | undefined;
      const pause = new Promise((resolve) => (deadline = setTimeout(resolve, withinMs)));
      await Promise.race([running, pause]);
      clearTimeout(deadline);
    },
  };
}
