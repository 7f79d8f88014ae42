import type { Log } from '../app/ports.ts';

export interface Ticker {
  /** No further tick; resolves when the running one has ended. */
  stop(): Promise<void>;
}

/**
 * Calls `tick` again and again, each time so many milliseconds after the last one ended.
 * @param firstAfterMs for the first time
 */
export function startTicker(tick: () => Promise<void>, everyMs: number, log: Log, firstAfterMs = everyMs): Ticker {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const next = (afterMs: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = tick()
        .catch((error: unknown) => {
          log.error('tick.failed', error);
        })
        .finally(() => {
          next(everyMs);
        });
    }, afterMs);
  };
  next(firstAfterMs);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
