import type { Clock, Log } from '../ports.ts';

/** Clocks are corrected by less all the time, in milliseconds. */
const CORRECTION_MS = 5_000;

/** Says in the log when the clock on the wall was set back, compared with time that only goes on. */
export function clockWatch(clock: Clock, log: Log): { look(): void } {
  let last = { now: clock.now(), elapsed: clock.elapsed() };
  return {
    look: () => {
      const { now, elapsed } = { now: clock.now(), elapsed: clock.elapsed() };
      const behindMs = Math.round(last.now + (elapsed - last.elapsed) - now);
      if (behindMs > CORRECTION_MS) log.warn('clock.setBack', { byMilliseconds: behindMs });
      last = { now, elapsed };
    },
  };
}
