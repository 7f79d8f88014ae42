import type { Change } from '../domain/change.ts';
import type { PostedMessage } from '../domain/conversation.ts';
import type { Ports } from './ports.ts';

/** A card whose posting was never confirmed is known from the first click of somebody who may where it was to be posted. */
export async function learnCard({ store }: Ports, { proposal }: Change, card: PostedMessage | null): Promise<void> {
  if (card?.conversation.conversationId !== proposal.conversation.conversationId) return;
  const own = await store.ownCopy(proposal.id);
  if (own?.message !== null || (await store.shownOn(card)) !== undefined) return;
  await store.recordDrawn(own.id, { message: card, revision: own.revision });
}
