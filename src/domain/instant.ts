/** A moment, in milliseconds since 1970 (UTC). */
export type Instant = number;

/** The last moment that a date can be (ECMAScript). */
export const NEVER: Instant = 8.64e15;
