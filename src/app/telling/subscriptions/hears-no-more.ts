import type { Store } from '../../ports.ts';
import type { Letter } from '../../../domain/telling/letter.ts';
import type { SubscriptionEnd } from '../../../domain/telling/subscription-event.ts';
import type { Subscription } from '../../../domain/telling/subscription.ts';

/**
 * What is said where a conversation hears no more: in every other one that hears, and to each who had asked for it, unless
 * it is their own doing, or they are told in another way. Whoever asks once more for what another had asked for does not
 * take that one's place.
 * @param all the subscriptions
 * @param gone the ids, at their root, of all conversations that end with it
 */
export async function hearsNoMore(
  store: Pick<Store, 'askers'>,
  { conversation, topics, by: last, state }: Subscription,
  all: readonly Subscription[],
  gone: ReadonlySet<string>,
  { how, by, at }: SubscriptionEnd,
): Promise<readonly Letter[]> {
  // A digest is nothing that somebody has to hear.
  if (state !== 'alive' || topics.length === 0) return [];
  const { conversationId: place, conversationType: where } = conversation;
  const word = { kind: 'hearsNoMore', place, where, topics, how, by, at } as const;
  const others = all.filter((other) => other.state === 'alive' && !gone.has(other.conversation.conversationId));
  const asked = how === 'refusedByTeams' ? [] : [last, ...(await store.askers(place))];
  const untold = new Set(asked.map(({ objectId }) => objectId).filter((objectId) => objectId !== by?.objectId));
  return [
    ...others.map((other) => ({ kind: 'bulletin', place: other.conversation, word }) as const),
    ...[...untold].map((to) => ({ kind: 'administrator', to, word }) as const),
  ];
}
