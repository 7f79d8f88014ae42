import { closeReviewLine } from '../../../commands/approvals/close-review.ts';
import { needsReview, type Change } from '../../../domain/change/change.ts';
import { steps, type Plan } from '../../../domain/policy/plan.ts';
import { reverted } from '../../../domain/policy/revert.ts';
import { words } from '../../../words/words.ts';
import type { Offer } from '../../page-turns.ts';

/** What can be asked of a change that has ended; whether it still can is looked up when the button is pressed. */
export function followUpOffers(change: Change): readonly Offer[] {
  const { id } = change.proposal;
  const review = { title: words.common.offers.closeReview, say: closeReviewLine(id) };
  return [...(needsReview(change) ? [review] : []), ...wayOn(change)];
}

function wayOn({ proposal: { id, plan }, status }: Change): readonly Offer[] {
  const titles = words.changes.buttons.followUps;
  const undo = { title: titles.undo, say: `undo ${id}` };
  if (status.state === 'applied') {
    const back: Plan = { ...plan, before: status.found, after: reverted(plan, status.found) };
    return steps(back).length > 0 ? [undo] : [];
  }
  const isPartly = status.state === 'failed' && status.failure.kind === 'partlyApplied';
  return isPartly ? [{ title: titles.continue, say: `continue ${id}` }, undo] : [];
}
