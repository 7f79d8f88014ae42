/** What was said, and how a script knows: 0 all is well, 1 the journal is not whole or cannot be read, 2 refused. */
export type Outcome = { readonly code: 0 | 1 | 2; readonly lines: readonly string[] };
