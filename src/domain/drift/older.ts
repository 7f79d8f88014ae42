import type { Change } from '../change/change.ts';
import type { Instant } from '../instant.ts';
import { waypoints } from '../policy/plan.ts';
import type { PartnerState } from '../policy/policy.ts';
import { difference, fieldsOf, live } from '../policy/snapshot.ts';
import type { Drift } from './drift.ts';

/** Whether each difference from what is expected reads as it did in one of the earlier states, as in an older replica. */
export function looksOlder(expected: PartnerState, found: PartnerState, earlier: readonly PartnerState[]): boolean {
  const is = fieldsOf(live(found));
  const was = earlier.map((state) => fieldsOf(live(state)));
  return difference(live(expected), live(found)).every((name) => was.some((fields) => fields[name] === is[name]));
}

/** What made the settings of one partner what they are. */
type Doings = { readonly drifts: readonly Drift[]; readonly changes: readonly Change[] };

/**
 * The states in which a replica may still show a partner: what it was before a drift that was found since then, how it
 * looked until it was as before again, and all that it was before and during a change of the bot's.
 */
export function statesLately({ drifts, changes }: Doings, since: Instant): readonly PartnerState[] {
  const found = drifts.flatMap(({ before, after, detectedAt, status }) => {
    const isGoneLately = status.state === 'superseded' && status.by === null && status.at >= since;
    return detectedAt >= since || isGoneLately ? [before.partner, after.partner] : [];
  });
  const written = changes.flatMap(({ status, proposal }) => {
    const isLate = status.state === 'applied' && status.at >= since;
    return isLate ? waypoints(proposal.plan).flatMap((point) => (point.kind === 'partner' ? [point.partner] : [])) : [];
  });
  return [...found, ...written];
}
