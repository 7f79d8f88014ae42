import type { Door, Effect } from '../domain/change/effect.ts';
import type { Instant } from '../domain/instant.ts';
import { eachOnce, type Offer } from '../domain/replies/offer.ts';

/**
 * A stretch of text: words of ours, or a line that can be said to the bot, or something to stress, or what somebody
 * wrote, or a moment. What strangers chose is never a part of our words: it is cleaned where it is shown.
 */
export type Span =
  | string
  | { readonly wrote: string }
  /** A line that whoever reads it can say here: where it is drawn it is a button as well. */
  | { readonly say: Offer }
  /** A line to be said in another conversation, or by somebody else: no button here would do what is meant. */
  | { readonly elsewhere: Offer }
  /** What stands for itself, sign by sign: an id, a domain, a command of the operator's, a grammar. */
  | { readonly code: string }
  | { readonly strong: string }
  /** A tenant's domain: stressed, and whole as far as a line can bear it, since people copy it. */
  | { readonly domain: string }
  | { readonly moment: Instant };
export type Line = readonly Span[];

/** A value under its label. `when` stands below it, in the reader's own time. */
export type Fact = { readonly label: string; readonly value: Line; readonly when?: Instant };

/** What a person types for it: where a reason is to follow, it stands as in the lines of help. */
export const typedLine = ({ line, lacksReason }: Offer): string => (lacksReason ? `${line} because <reason>` : line);

/** What lines suggest to say here. */
export const offersIn = (lines: readonly Line[]): readonly Offer[] =>
  eachOnce(lines.flat().flatMap((span) => (typeof span === 'object' && 'say' in span ? [span.say] : [])));

/** A page of the Microsoft Entra admin center: the partners' access settings, or one's own roles in PIM. */
export type Page = 'partnerAccess' | 'ownRoles' | 'appRegistrations';

/** A few sentences to somebody: what happened, why, what to do now. */
export type Message = {
  readonly tone: 'info' | 'done' | 'warning' | 'error';
  /** What it tells of does to the door, or how that stands; left out: it is about none. */
  readonly door?: Effect | Door;
  readonly title: string;
  readonly lines: readonly Line[];
  /** Sentences of ours that tell a time, in the reader's own zone; they come after the first line, which says of whom it is. */
  readonly texts?: readonly string[];
  /** What can be said beside what the lines suggest; it comes first. */
  readonly offers?: readonly Offer[];
  /** What can be opened elsewhere. */
  readonly links?: readonly Page[];
  /** Finds the log line. */
  readonly reference?: string;
};

/** All that a message offers, once each. */
export const offersOf = ({ offers = [], lines }: Message): readonly Offer[] =>
  eachOnce([...offers, ...offersIn(lines)]);
