import { offers, offersOfChange, offersOfMany, offersOfThaw } from '../../../commands/offers.ts';
import { isShutAgain, needsReview, type Change } from '../../../domain/change/change.ts';
import { partsAskedAbout, type Many } from '../../../domain/policy/many.ts';
import { steps, type Plan } from '../../../domain/policy/plan.ts';
import { reverted } from '../../../domain/policy/revert.ts';
import { titled, type Offer } from '../../../domain/replies/offer.ts';

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

function wayOn(change: Change): readonly Offer[] {
  const { proposal, status } = change;
  const { id, plan } = proposal;
  const undo = offersOfChange.undo(id);
  if (plan.many !== undefined) return isCarriedOut(status) ? wayOnOfMany(change, plan.many) : [];
  // What is shut again has nothing left to take back.
  if (isShutAgain(change)) return [];
  if (status.state === 'applied') {
    const back: Plan = { ...plan, before: status.found, after: reverted(plan, status.found) };
    return steps(back).length > 0 ? [undo] : [];
  }
  return isCarriedOut(status) ? [offersOfChange.continue(id), undo] : [];
}

function wayOnOfMany({ proposal, status, progress }: Change, many: Many): readonly Offer[] {
  const { id } = proposal;
  switch (many.kind) {
    case 'list':
      return [offersOfChange.undo(id)];
    case 'freeze': {
      // What may still be open is closed before anything is brought back.
      const rest = status.state === 'applied' ? undefined : offersOfMany.freezeAgain(proposal);
      return [...(rest === undefined ? [] : [rest]), offers.thaw];
    }
    case 'thaw': {
      // What was thawed is closed by the next freeze; whom it could not bring back, the next thaw tries.
      const again = status.state === 'applied' ? [] : [titled(offers.thaw, 'thawRest')];
      const parts = progress?.halt ? [] : partsAskedAbout(many);
      const each = parts.length > MOST_RESTORED ? [] : parts.map(offersOfThaw.one);
      return [...again, ...each, ...(parts.length > 1 ? [offersOfThaw.all(id)] : [])];
    }
  }
}

/** So many have a button each; of more, each is asked for by the id that stands beside its name. */
export const MOST_RESTORED = 3;

/** At least a part of it. */
const isCarriedOut = (status: Change['status']): boolean =>
  status.state === 'applied' || (status.state === 'failed' && status.failure.kind === 'partlyApplied');

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
