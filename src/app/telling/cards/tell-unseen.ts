import type { Change } from '../../../domain/change/change.ts';
import { rootOf, type ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Store } from '../../ports.ts';

/**
 * Tells whoever asked for a change that nobody else sees it, where it waits for another administrator and its card cannot
 * be shown in the only conversation where others would find it.
 * @param lost the conversation where it cannot be shown
 */
export async function tellUnseen(
  store: Pick<Store, 'copies' | 'write'>,
  { proposal, status, revision }: Change,
  lost: ConversationReference,
): Promise<void> {
  const { id, approval, requester } = proposal;
  if (approval !== 'secondPerson' || status.state !== 'pending') return;
  const copies = await store.copies(id);
  const isSeen = copies
    .filter(({ conversation }) => conversation.conversationType !== 'personal')
    .filter(({ conversation }) => rootOf(conversation.conversationId) !== rootOf(lost.conversationId))
    .some((copy) => copy.message !== null || copy.revision < revision);
  if (!isSeen) await store.write({ kind: 'direct', change: id, to: requester.objectId, news: 'unseen' });
}
