import type { Letter } from '../../../domain/telling/letter.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { ReadersSaid } from '../../../domain/telling/readers.ts';
import type { SubscriptionEnd } from '../../../domain/telling/subscription-event.ts';
import type { Subscription, SubscriptionState } from '../../../domain/telling/subscription.ts';

/** Who hears. Whatever changes that is a line of the journal, in the same transaction. */
export interface SubscriptionStore {
  /** Keeps a subscription, in the place of an older one of the same conversation. */
  subscribe(subscription: Subscription): Promise<void>;
  subscriptions(): Promise<readonly Subscription[]>;
  /**
   * Puts what the journal does not lead to back to what it does; looks only where another program may have written the
   * store. @returns the ids of the conversations
   */
  rightSubscriptions(): Promise<readonly string[]>;
  /** Whoever has asked for a conversation's subscription since it last ended, as far as the journal tells. */
  askers(place: string): Promise<readonly Person[]>;
  /**
   * Forgets a conversation's subscription and the notices that were not posted there yet.
   * @param place the conversation's id, at its root
   * @param letters kept with it, where there was one
   * @returns whether there was one
   */
  unsubscribe(place: string, end: SubscriptionEnd, letters?: readonly Letter[]): Promise<boolean>;
  /** Whether somebody heard of drift when that was last noted. */
  isHearingNoted(): Promise<boolean>;
  /**
   * Notes whether anybody hears of drift. @param letters kept with it, where somebody did when that was last noted, and
   * nobody does now. @returns whether they were
   */
  noteHearing(isHeard: boolean, letters: readonly Letter[]): Promise<boolean>;
  /** Keeps what was said of a conversation's readers, in the place of what was said before. */
  noteReadersSaid(said: ReadersSaid): Promise<void>;
  /** What was said last of who reads along there; from now on nothing was: it is confirmed once. undefined: nothing was. */
  takeReadersSaid(place: string): Promise<ReadersSaid | undefined>;
  /** Compare-and-swap of a subscription's state; where it is no longer alive, notices not yet posted are forgotten. */
  turnSubscription(
    place: string,
    from: SubscriptionState,
    to: SubscriptionState,
    at: Instant,
    letters?: readonly Letter[],
  ): Promise<boolean>;
}
