import type { Change } from '../../../domain/change/change.ts';
import { rootOf, type ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Ports } from '../../ports.ts';

/**
 * Has a change's card shown once more where somebody asked for it, with its buttons: in a chat with the bot alone, and
 * where it is shown already. Anywhere else, people may read along for whom it was never meant.
 * @returns whether it is
 */
export async function showAgain(
  { store }: Pick<Ports, 'store'>,
  { proposal: { id } }: Change,
  conversation: ConversationReference,
): Promise<boolean> {
  const here = rootOf(conversation.conversationId);
  const isAlone = conversation.conversationType === 'personal';
  const isFit = isAlone || (await store.copies(id)).some((copy) => rootOf(copy.conversation.conversationId) === here);
  if (isFit) await store.showAgain(id, conversation);
  return isFit;
}
