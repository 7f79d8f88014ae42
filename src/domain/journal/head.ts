import type { Instant } from '../instant.ts';

/** The head of the journal at some time: the number of its last line, and that line's hash. */
export type Head = { readonly entry: number; readonly hash: string; readonly at: Instant };
