import type { Change } from '../../domain/change.ts';
import type { Offer } from './report.ts';

/** What a change is to the one that it follows. */
export const FOLLOWS = { undo: 'Undoes', continue: 'Continues' } as const;

/** What can be asked of a change that has ended; whether it still can is looked up when the button is pressed. */
export function followUpOffers({ proposal: { id }, status }: Change): readonly Offer[] {
  const undo = { title: 'Undo', say: `undo ${id}` };
  if (status.state === 'applied') return [undo];
  const isPartly = status.state === 'failed' && status.failure.kind === 'partlyApplied';
  return isPartly ? [{ title: 'Continue', say: `continue ${id}` }, undo] : [];
}
