/** For how long after it was sent a request whose answer was lost may still take effect, in milliseconds. */
export const LATE_EFFECT_MS = 15_000;

/** For how long Graph may go on showing the old value after it said that the new one is written, in milliseconds. */
export const LONGEST_LAG_MS = 3 * 60_000;
