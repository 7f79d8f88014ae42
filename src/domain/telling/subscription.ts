import type { ConversationReference } from './conversation.ts';
import type { Instant } from '../instant.ts';
import type { Person } from '../people/person.ts';
import type { Rhythm } from './rhythm.ts';

/** What a conversation can be told about. */
export const TOPICS = ['changes', 'drift', 'approvals', 'evidence'] as const;
export type Topic = (typeof TOPICS)[number];

/** What a conversation is told about that asked to be told, and named nothing: a hash a day is for those who keep it. */
export const PLAIN_TOPICS: readonly Topic[] = ['changes', 'drift', 'approvals'];

/** A conversation that wants to be told. One for each conversation, known by its id. */
export type Subscription = {
  /** At its root: a channel, not one of its threads. */
  readonly conversation: ConversationReference;
  readonly topics: readonly Topic[];
  /** When it gets a digest; left out: it gets none. */
  readonly digest?: Rhythm | undefined;
  /** Who asked for it last. */
  readonly by: Person;
  readonly at: Instant;
  readonly state: SubscriptionState;
};

/** Whether any conversation is told about it. */
export const isHeard = (subscriptions: readonly Subscription[], topic: Topic): boolean =>
  listenersOf(subscriptions, topic) > 0;

/** How many conversations are. */
export const listenersOf = (subscriptions: readonly Subscription[], topic: Topic): number =>
  subscriptions.filter(({ state, topics }) => state === 'alive' && topics.includes(topic)).length;

export type SubscriptionState =
  | 'alive'
  /** Teams lets the bot speak there no more, and whoever subscribed has yet to be told. */
  | 'lost'
  /** Lost, and whoever subscribed was told as far as that can be done. */
  | 'dead';
