import type { Counted } from './visitors.ts';

/**
 * Who of a partner was here already when a change was proposed: counts, and nobody by name; an estimate, as `Visitors` is.
 * `privileged`: of those who are synchronised in; null: it could not be read. `permission`: the one that reading takes;
 * null: it could not be read, or not in time.
 */
export type Presence =
  | { readonly kind: 'counted'; readonly synced: number; readonly privileged: Counted | null }
  | { readonly kind: 'unread'; readonly permission: string | null };
