import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Store } from '../../ports.ts';

/**
 * Some conversation of this organisation's with the bot, by which Teams finds anybody else of it; undefined: nobody has
 * spoken to it, subscribed or asked for a change yet.
 */
export async function someConversation({
  store,
}: {
  readonly store: Pick<Store, 'lastHeard' | 'subscriptions' | 'history'>;
}): Promise<ConversationReference | undefined> {
  const heard = await store.lastHeard();
  if (heard !== undefined) return heard;
  // A store of an older version has not heard of anybody yet.
  const [subscription] = await store.subscriptions();
  if (subscription !== undefined) return subscription.conversation;
  const { changes } = await store.history(null, 1, 0);
  return changes[0]?.proposal.conversation;
}
