import { rootOf, type PostedMessage } from '../../../domain/telling/conversation.ts';
import type { SubjectId } from '../../../domain/telling/subject.ts';
import type { Copy, Ports } from '../../ports.ts';

/**
 * A card whose posting was never confirmed is known from the first click of somebody who may where it was to be posted. So
 * is one that came twice, since Teams answered as if the first one had not arrived: from then on both are kept up to date.
 */
export async function learnCard(
  { store }: Pick<Ports, 'store'>,
  id: SubjectId,
  card: PostedMessage | null,
): Promise<void> {
  if (card === null || (await store.shownOn(card)) !== undefined) return;
  const copies = await store.copies(id);
  const here = copies.filter((one) => isPlaceOf(one, card));
  const copy = here.find(({ message }) => message === null);
  if (copy !== undefined) await store.recordDrawn(copy.id, { message: card, revision: copy.revision });
  else if (here.length > 0) await store.alsoShown(id, card);
}

/** A notice in a channel has begun a thread of its own; any other card is where it was to be posted. */
function isPlaceOf({ role, conversation }: Copy, { conversation: clicked }: PostedMessage): boolean {
  const place = role === 'notice' ? rootOf(clicked.conversationId) : clicked.conversationId;
  return place === conversation.conversationId;
}
