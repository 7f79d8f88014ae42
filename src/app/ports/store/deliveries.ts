import type { Instant } from '../../../domain/instant.ts';

/** A message as Teams delivered it: the same ids mean the same message, however often it comes. */
export type Delivery = { readonly conversationId: string; readonly activityId: string };

/** What was handled already, so that it is handled once. */
export interface DeliveryStore {
  /**
   * Takes a delivered message for handling. false: it is being handled or was handled before. A message that a killed process
   * took and never finished may be taken again, once that process is no longer heard of.
   */
  take(delivery: Delivery, at: Instant): Promise<boolean>;
  /** Whether another process has taken it and not finished: it handles it, or was killed and will soon not be heard of. */
  isElsewhere(delivery: Delivery): Promise<boolean>;
  /** Whether another process has taken what this one took: this one was not heard of for so long. */
  isTakenOver(delivery: Delivery): Promise<boolean>;
  finish(delivery: Delivery): Promise<void>;
  /** Forgets finished deliveries taken before `at`. */
  forgetDeliveries(at: Instant): Promise<void>;
  /** Forgets letters that were sent, greetings, what was said of readers and who was seen where, a month later: by then none
   * is of use. */
  forgetUsed(now: Instant): Promise<void>;

  /** Whether the bot has not introduced itself there yet; from now on it has. */
  greet(place: string, at: Instant): Promise<boolean>;
  forgetGreeting(place: string): Promise<void>;
}
