import type { Instant } from '../../domain/instant.ts';
import type { NoticeEvent } from '../../domain/telling/notice-event.ts';

/** A program outside that is told of what happens. */
export interface Webhook {
  /**
   * Resolves when it was taken. Rejects with EventRefused when the receiver will never take it, with anything else when it
   * was not taken now, or nobody knows.
   */
  send(event: NoticeEvent, now: Instant): Promise<void>;
}

/** The receiver says no to this event, and would again. */
export class EventRefused extends Error {
  /** HTTP status. */
  readonly status: number;

  constructor(status: number) {
    super(`the receiver answered ${status}`);
    this.name = 'EventRefused';
    this.status = status;
  }
}
