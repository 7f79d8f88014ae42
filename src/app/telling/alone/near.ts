import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Channel, Store } from '../../ports.ts';

/**
 * Some conversation of this organisation's with the bot, by which Teams finds anybody else of it; where nobody has
 * spoken to it, subscribed or asked for a change yet, as of a store that was lost, the way by which Teams finds whoever has
 * the app; undefined: there is none here.
 */
export async function someConversation({
  store,
  channel,
}: {
  readonly channel: Pick<Channel, 'anywhere'>;
  readonly store: Pick<Store, 'lastHeard' | 'subscriptions' | 'history'>;
}): Promise<ConversationReference | undefined> {
  const heard = await store.lastHeard();
  if (heard !== undefined) return heard;
  // A store of an older version has not heard of anybody yet.
  const [subscription] = await store.subscriptions();
  if (subscription !== undefined) return subscription.conversation;
  const { changes } = await store.history(null, 1, 0);
  return changes[0]?.proposal.conversation ?? channel.anywhere ?? undefined;
}
