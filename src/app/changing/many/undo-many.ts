import { offersOfChange } from '../../../commands/offers.ts';
import type { Change } from '../../../domain/change/change.ts';
import type { FollowUp } from '../../../domain/change/proposal.ts';
import { needsPreview } from '../../../domain/policy/plan.ts';
import { purposeOf } from '../../../domain/policy/purpose.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import type { Given, Proof } from '../../authorize.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Ports, Settings } from '../../ports.ts';
import type { Place } from '../keep.ts';
import { continueThaw } from './continue-thaw.ts';
import { proposeMany } from './propose-many.ts';
import { restoringParts } from './restore-many.ts';

/**
 * Proposes to take back what was done to many: again a list, of those that are as it left them. A freeze is taken back by a
 * thaw, which also ends that everything is frozen.
 */
export async function undoMany(
  ports: Ports,
  settings: Settings,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
  proof: Proof<'change'>,
  place: Place,
  change: Change,
  { what, reason }: { readonly what: FollowUp; readonly reason: string | null },
): Promise<Given<Reply>> {
  const { proposal, status } = change;
  const { id } = proposal;
  if (proposal.plan.many?.kind === 'thaw' && what === 'continue') {
    return continueThaw(ports, settings, lookup, proof, place, change, reason);
  }
  if (proposal.plan.many?.kind !== 'list') return proof.refuse({ kind: 'thawInstead', change });
  const isOver = status.state === 'applied' || (status.state === 'failed' && status.failure.kind === 'partlyApplied');
  if (!isOver || what !== 'undo') return proof.refuse({ kind: 'notFollowable', change, what });
  const { members, left } = await restoringParts(ports, settings, lookup, [change]);
  const { line } = offersOfChange.undo(id);
  if (!settings.preview && members.some(({ plan }) => needsPreview(plan))) {
    return proof.refuse({ kind: 'previewOff', command: line });
  }
  return proposeMany(ports, settings, proof, place, {
    members,
    left,
    again: line,
    reason,
    follows: { what, change: id, purpose: purposeOf(change.proposal.plan) },
  });
}
