import type { Change } from '../../domain/change/change.ts';
import { rootOf, type PostedMessage } from '../../domain/telling/conversation.ts';
import type { Copy, Ports } from '../ports.ts';

/** A card whose posting was never confirmed is known from the first click of somebody who may where it was to be posted. */
export async function learnCard({ store }: Ports, { proposal }: Change, card: PostedMessage | null): Promise<void> {
  if (card === null || (await store.shownOn(card)) !== undefined) return;
  const copies = await store.copies(proposal.id);
  const copy = copies.find((one) => one.message === null && isPlaceOf(one, card));
  if (copy !== undefined) await store.recordDrawn(copy.id, { message: card, revision: copy.revision });
}

/** A notice in a channel has begun a thread of its own; any other card is where it was to be posted. */
function isPlaceOf({ role, conversation }: Copy, { conversation: clicked }: PostedMessage): boolean {
  const place = role === 'notice' ? rootOf(clicked.conversationId) : clicked.conversationId;
  return place === conversation.conversationId;
}
