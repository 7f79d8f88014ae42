import type { TenantId } from '../../domain/ids.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { live, sameState } from '../../domain/policy/snapshot.ts';

/** What may be a reading from an older replica counts when so many looks in a row have shown it, over so long. */
const LOOKS = 3;
const OVER_MS = 5_000;

type Doubt = { readonly found: PartnerState; readonly since: number; readonly looks: number };

/** Readings that are not believed yet: they may be older than what is known. */
export function doubts(elapsed: () => number) {
  const held = new Map<TenantId, Doubt>();
  return {
    any: (): boolean => held.size > 0,

    /** The tenant was seen as expected, or as nothing that could be older. */
    settle: (tenantId: TenantId): void => {
      held.delete(tenantId);
    },

    /** Notes that a look has shown this. @returns whether it counts now: every look has shown the same for long enough */
    counts: (tenantId: TenantId, found: PartnerState): boolean => {
      const known = held.get(tenantId);
      const isSame = known !== undefined && sameState(live(known.found), live(found));
      const doubt = isSame ? { ...known, looks: known.looks + 1 } : { found, since: elapsed(), looks: 1 };
      const isOver = doubt.looks >= LOOKS && elapsed() - doubt.since >= OVER_MS;
      if (isOver) held.delete(tenantId);
      else held.set(tenantId, doubt);
      return isOver;
    },
  };
}

export type Doubts = ReturnType<typeof doubts>;
