import type { Change } from '../../domain/change/change.ts';
import { steps, type Plan } from '../../domain/policy/plan.ts';
import { reverted } from '../../domain/policy/revert.ts';
import type { Offer } from '../page-turns.ts';

/** What a change is to the one that it follows. */
export const FOLLOWS = { undo: 'Undoes', continue: 'Continues' } as const;

/** What can be asked of a change that has ended; whether it still can is looked up when the button is pressed. */
export function followUpOffers({ proposal: { id, plan }, status }: Change): readonly Offer[] {
  const undo = { title: 'Undo', say: `undo ${id}` };
  if (status.state === 'applied') {
    const back: Plan = { ...plan, before: status.found, after: reverted(plan, status.found) };
    return steps(back).length > 0 ? [undo] : [];
  }
  const isPartly = status.state === 'failed' && status.failure.kind === 'partlyApplied';
  return isPartly ? [{ title: 'Continue', say: `continue ${id}` }, undo] : [];
}
