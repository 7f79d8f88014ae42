/** More than a step of a change writes: a disk that is nearly full may still take a few bytes. */
export const PROBE_BYTES = 16 * 1024;
