// @ts-nocheck
import type { Background, Log } from '../app/ports.ts';

/** Work in the background, counted. What fails is logged: nobody else is left to hear of it. */
export interface BackgroundWork extends Background {
  /** Resolves when nothing is left to do, or after so many milliseconds; says whether all was done. */
  settled(withinMs: number): Promise<boolean>;
}

export function backgroundWork(log: Log): BackgroundWork {
  const running = new Set<Promise<void>>();
  return {
    start: (name, work) => {
      const promise = work()
        .catch((error: unknown) => {
          log.error('background.failed', error, { name });
        })
        .finally(() => running.delete(promise));
      running.add(promise);
    },
    settled: async (withinMs) => {
      const deadline = Date.now() + withinMs;
      while (running.size > 0 && Date.now() < deadline) {
        const pause = new Promise((resolve) => setTimeout(resolve, Math.max(1, deadline - Date.now())).unref());
        await Promise.race([Promise.all(running), pause]);
      }
      return running.size === 0;
    },
  };
}
