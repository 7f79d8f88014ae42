import type { Letter } from '../../../domain/telling/letter.ts';
import type { SubscriptionEnd } from '../../../domain/telling/subscription-event.ts';
import type { Subscription } from '../../../domain/telling/subscription.ts';

/**
 * What is said where a conversation hears no more: in every other one that hears, and to whoever had asked for it, unless
 * it is their own doing, or they are told in another way.
 * @param all the subscriptions
 * @param gone the ids, at their root, of all conversations that end with it
 */
export function hearsNoMore(
  { conversation, topics, by: asked, state }: Subscription,
  all: readonly Subscription[],
  gone: ReadonlySet<string>,
  { how, by, at }: SubscriptionEnd,
): readonly Letter[] {
  if (state !== 'alive') return [];
  const { conversationId: place, conversationType: where } = conversation;
  const word = { kind: 'hearsNoMore', place, where, topics, how, by, at } as const;
  const others = all.filter((other) => other.state === 'alive' && !gone.has(other.conversation.conversationId));
  const isTold = how === 'refusedByTeams' || by?.objectId === asked.objectId;
  return [
    ...others.map((other) => ({ kind: 'bulletin', place: other.conversation, word }) as const),
    ...(isTold ? [] : [{ kind: 'administrator', to: asked.objectId, word } as const]),
  ];
}
