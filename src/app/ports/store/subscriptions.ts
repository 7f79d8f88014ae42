import type { Subscription, SubscriptionState } from '../../../domain/telling/subscription.ts';

/** Which conversations are told of everything. */
export interface SubscriptionStore {
  /** Keeps a subscription, in the place of an older one of the same conversation. */
  subscribe(subscription: Subscription): Promise<void>;
  subscriptions(): Promise<readonly Subscription[]>;
  /**
   * Forgets a conversation's subscription and the notices that were not posted there yet.
   * @param place the conversation's id, at its root
   * @returns whether there was one
   */
  unsubscribe(place: string): Promise<boolean>;
  /** Compare-and-swap of a subscription's state; where it is no longer alive, notices not yet posted are forgotten. */
  turnSubscription(place: string, from: SubscriptionState, to: SubscriptionState): Promise<boolean>;
}
