// @ts-nocheck
import { createHash } from 'node:crypto';

/**
 * How the journal is chained. An entry is one line of JSON, kept as it was written: `seq`, `of`, `id`, `revision`, `event`,
 * `requestIds` (of changes), `previous`, in this order. Its hash is the SHA-256, in small hexadecimal digits, of exactly
 * the UTF-8 bytes of that line, and `previous` is the hash of the entry before it, whatever that is about. So a hash
 * stands for an entry and all that came before it, and nobody has to write JSON in any special way to check it.
 */

/** `previous` of the first entry. */
export const NO_ENTRY = '0'.repeat(64);

export function hashOf(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex');
}

/** The last entry: its number, 0 where there is none, and its hash. */
export type JournalHead = { readonly seq: number; readonly hash: string };
