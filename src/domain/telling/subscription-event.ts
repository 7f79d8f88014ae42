import type { Instant } from '../instant.ts';
import type { Person } from '../people/person.ts';
import type { Subscription, SubscriptionState } from './subscription.ts';

/** How a conversation came to hear nothing any more. */
export type Ending =
  /** Somebody said so there. */
  | 'asked'
  /** The bot was removed from the conversation, or from its team. */
  | 'appRemoved'
  /** The channel was deleted, or its team. */
  | 'deleted'
  /** Teams let the bot speak there no more. */
  | 'refusedByTeams';

/** What happens to who hears: a line of the journal, made in the transaction that stores it. */
export type SubscriptionEvent =
  /** Asked for, or asked for again: as it is from then on. */
  | { readonly kind: 'subscribed'; readonly subscription: Subscription; readonly at: Instant }
  | {
      readonly kind: 'ended';
      readonly how: Ending;
      /** Whose deed it was; null: nobody's, or Teams did not say. */
      readonly by: Person | null;
      readonly at: Instant;
    }
  /** Suspended, given up, or alive again. */
  | {
      readonly kind: 'turned';
      readonly from: SubscriptionState;
      readonly to: SubscriptionState;
      readonly at: Instant;
    }
  /** As it is: what came before is not in this journal. */
  | { readonly kind: 'restated'; readonly subscription: Subscription; readonly at: Instant };

/** By whom a subscription ends, and how. */
export type SubscriptionEnd = Pick<Extract<SubscriptionEvent, { kind: 'ended' }>, 'how' | 'by' | 'at'>;

/** Who hears after an event; null: nobody there. undefined: the event does not belong to what was before. */
export function nextSubscription(
  before: Subscription | null,
  event: SubscriptionEvent,
): Subscription | null | undefined {
  switch (event.kind) {
    case 'subscribed':
    case 'restated':
      return event.subscription;
    case 'ended':
      return before === null ? undefined : null;
    case 'turned':
      return before?.state === event.from ? { ...before, state: event.to } : undefined;
  }
}
