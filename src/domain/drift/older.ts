import type { Instant } from '../instant.ts';
import type { PartnerState } from '../policy/policy.ts';
import { difference, fieldsOf, live } from '../policy/snapshot.ts';
import type { Drift } from './drift.ts';

/** Whether each difference from what is expected reads as it did in one of the earlier states, as in an older replica. */
export function looksOlder(expected: PartnerState, found: PartnerState, earlier: readonly PartnerState[]): boolean {
  const is = fieldsOf(live(found));
  const was = earlier.map((state) => fieldsOf(live(state)));
  return difference(live(expected), live(found)).every((name) => was.some((fields) => fields[name] === is[name]));
}

/**
 * The states in which a replica may still show a partner: what it was before a drift that was found since then, and how
 * it looked until it was as before again.
 */
export function statesLately(drifts: readonly Drift[], since: Instant): readonly PartnerState[] {
  return drifts.flatMap(({ before, after, detectedAt, status }) => {
    const isGoneLately = status.state === 'superseded' && status.by === null && status.at >= since;
    return detectedAt >= since || isGoneLately ? [before.partner, after.partner] : [];
  });
}
