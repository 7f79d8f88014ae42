import type { Change } from '../change/change.ts';
import type { Instant } from '../instant.ts';
import { fieldsOf, type Snapshot } from '../policy/snapshot.ts';
import type { Drift } from './drift.ts';

/** When user sync of a partner was last switched on, as far as its changes and drifts tell; null: none of them did. */
export function openedAt(changes: readonly Change[], drifts: readonly Drift[]): Instant | null {
  const moments = [...changes.flatMap(byChange), ...drifts.flatMap(byDrift)];
  return moments.length === 0 ? null : Math.max(...moments);
}

function byChange({ proposal, status }: Change): readonly Instant[] {
  if (status.state !== 'applied' && status.state !== 'failed') return [];
  const found = status.state === 'applied' ? status.found : status.failure.found;
  return switchesOn(proposal.plan.before, found) ? [status.at] : [];
}

const byDrift = ({ before, after, detectedAt }: Drift): readonly Instant[] =>
  switchesOn(before, after) ? [detectedAt] : [];

const isOn = (snapshot: Snapshot): boolean => fieldsOf(snapshot).userSync === true;
const switchesOn = (before: Snapshot, after: Snapshot): boolean => !isOn(before) && isOn(after);
