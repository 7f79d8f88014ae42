import type { ChangeId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/**
 * A stretch of text: words of ours, or something that can be typed to the bot, or something to stress, or what somebody
 * wrote, or a moment. What strangers chose is never a part of our words: it is cleaned where it is shown.
 */
export type Span =
  | string
  | { readonly wrote: string }
  | { readonly say: string }
  | { readonly strong: string }
  /** A tenant's domain: stressed, and whole as far as a line can bear it, since people copy it. */
  | { readonly domain: string }
  | { readonly moment: Instant };
export type Line = readonly Span[];

/** A value under its label. `when` stands below it, in the reader's own time. */
export type Fact = { readonly label: string; readonly value: Line; readonly when?: Instant };

/** A line offered as a button: pressing it is the same as typing it. */
export type Offer =
  | { readonly kind: 'help' }
  /** To see a change; one that waits with its buttons. */
  | { readonly kind: 'show'; readonly change: ChangeId }
  /** To end a change that waits. */
  | { readonly kind: 'withdraw'; readonly change: ChangeId }
  /** To say a line once more, as it was. */
  | { readonly kind: 'again'; readonly line: string }
  /** To say what was found of a change for which somebody broke the glass. */
  | { readonly kind: 'closeReview'; readonly change: ChangeId };

/** A few sentences to somebody: what happened, why, what to do now. */
export type Message = {
  readonly tone: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly offers?: readonly Offer[];
  /** Finds the log line. */
  readonly reference?: string;
};
