import type { Instant } from './instant.ts';

/** From when to when something took place, both included. */
export type Period = { readonly from: Instant; readonly until: Instant };

/** How far outside of a period a moment lies, in milliseconds; 0: inside. */
export function offBy({ from, until }: Period, at: Instant): number {
  return Math.max(from - at, at - until, 0);
}
