import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Store } from '../../ports.ts';

/**
 * Some conversation of this organisation's with the bot, by which Teams finds anybody else of it; undefined: nobody has
 * subscribed or asked for a change yet.
 */
export async function someConversation({
  store,
}: {
  readonly store: Pick<Store, 'subscriptions' | 'history'>;
}): Promise<ConversationReference | undefined> {
  const [subscription] = await store.subscriptions();
  if (subscription !== undefined) return subscription.conversation;
  const { changes } = await store.history(null, 1, 0);
  return changes[0]?.proposal.conversation;
}
