import { offersOfChange } from '../../../commands/offers.ts';
import { needsReview, type Change } from '../../../domain/change/change.ts';
import { steps, type Plan } from '../../../domain/policy/plan.ts';
import { reverted } from '../../../domain/policy/revert.ts';
import type { Offer } from '../../../domain/replies/offer.ts';

/**
 * What can be asked of a change that has ended; whether it still can is looked up when the button is pressed.
 * @param isOver whether its time is over, and that may not have been noted yet
 */
export function followUpOffers(change: Change, isOver = false): readonly Offer[] {
  return [
    ...(needsReview(change) ? [offersOfChange.review(change.proposal.id)] : []),
    ...wayOn(change),
    ...onceMore(change, isOver),
  ];
}

function wayOn({ proposal: { id, plan }, status }: Change): readonly Offer[] {
  const undo = offersOfChange.undo(id);
  if (status.state === 'applied') {
    const back: Plan = { ...plan, before: status.found, after: reverted(plan, status.found) };
    return steps(back).length > 0 ? [undo] : [];
  }
  const isPartly = status.state === 'failed' && status.failure.kind === 'partlyApplied';
  return isPartly ? [offersOfChange.continue(id), undo] : [];
}

/** The same again, with its reason, where it ended by nobody's wish. */
function onceMore({ proposal, status }: Change, isOver: boolean): readonly Offer[] {
  const isLost =
    isOver ||
    ['expired', 'stale', 'superseded'].includes(status.state) ||
    (status.state === 'stopped' && status.stop.kind !== 'notAsProposed') ||
    (status.state === 'failed' && status.failure.kind === 'notApplied');
  const again = isLost ? offersOfChange.again(proposal) : undefined;
  return again === undefined ? [] : [again];
}
