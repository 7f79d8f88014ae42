/** A moment, in milliseconds since 1970 (UTC). */
// @ts-nocheck

export type Instant = number;
