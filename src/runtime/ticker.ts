import type { Log } from '../app/ports.ts';

export interface Ticker {
  /** The next one comes at once, or as soon as the running one has ended. */
  wake(): void;
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
  let isRunning = false;
  let isWoken = false;

  const begin = (): void => {
    const begunAt = performance.now();
    isRunning = true;
    isWoken = false;
    running = tick()
      .catch((error: unknown) => {
        log.error('tick.failed', error);
      })
      .finally(() => {
        isRunning = false;
        next(isWoken ? 0 : Math.max(0, everyMs - (performance.now() - begunAt)));
      });
  };
  const next = (afterMs: number): void => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(begin, afterMs);
  };
  next(firstAfterMs);
  return {
    wake: () => {
      isWoken = true;
      if (!isRunning) next(0);
    },
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
