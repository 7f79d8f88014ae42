import type { Counted } from './visitors.ts';

/**
 * Who of those whom a change is about was here already when it was proposed: counts, and nobody by name; an estimate, as
 * `Visitors` is. `isAtLeast`: not all were looked at; left out: all were. `privileged`: of those who are synchronised in;
 * null: it could not be read. `permission`: the one that reading takes; null: it could not be read, or not in time.
 */
export type Presence =
  | {
      readonly kind: 'counted';
      readonly synced: number;
      readonly isAtLeast?: true | undefined;
      readonly privileged: Counted | null;
    }
  | { readonly kind: 'unread'; readonly permission: string | null };
