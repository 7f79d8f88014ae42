import type { Instant } from '../instant.ts';

/** A file that the bot can make: all partners as YAML or CSV, or, as CSV, what was changed since a moment. */
export type WantedFile =
  { readonly kind: 'yaml' } | { readonly kind: 'csv' } | { readonly kind: 'changes'; readonly since: Instant };

/** What a file is called; of the same kind always the same. */
export function fileName(wanted: WantedFile): string {
  if (wanted.kind !== 'changes') return `partners.${wanted.kind}`;
  return `partners-since-${new Date(wanted.since).toISOString().slice(0, 10)}.csv`;
}
