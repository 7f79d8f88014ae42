import type { Instant } from '../instant.ts';

const DAY_MS = 24 * 60 * 60_000;
/** For so long before its end everybody who can do something is told of it. */
const SOON_MS = 30 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

/** How many weeks it has been soon that a certificate ends, or over: 0 and up; undefined: it is not soon. */
export function weekOfEnding(ends: Instant, now: Instant): number | undefined {
  const since = now - (ends - SOON_MS);
  return since < 0 ? undefined : Math.floor(since / WEEK_MS);
}
