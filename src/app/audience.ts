import type { Change } from '../domain/change.ts';
import { rootOf, type ConversationReference } from '../domain/conversation.ts';
import type { Topic } from '../domain/subscription.ts';
import type { Store } from './ports.ts';

/** The conversations that want to hear of a topic. */
export async function listeners(
  store: Pick<Store, 'subscriptions'>,
  topic: Topic,
): Promise<readonly ConversationReference[]> {
  const subscriptions = await store.subscriptions();
  return subscriptions
    .filter(({ state, topics }) => state === 'alive' && topics.includes(topic))
    .map(({ conversation }) => conversation);
}

/**
 * The conversations that get a notice of a change with its next step: those that want to hear of changes, once something
 * was written or was to be. A group chat in which the change was asked for has its card already.
 */
export async function audience(
  store: Pick<Store, 'subscriptions'>,
  { proposal, status }: Change,
): Promise<readonly ConversationReference[]> {
  if (status.state !== 'applied' && status.state !== 'failed') return [];
  const asked = proposal.conversation;
  return (await listeners(store, 'changes')).filter(
    ({ conversationType, conversationId }) =>
      conversationType === 'channel' || conversationId !== rootOf(asked.conversationId),
  );
}
