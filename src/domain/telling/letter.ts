import type { ConversationReference } from './conversation.ts';
import type { ChangeId, ObjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Approvals } from '../journal/note.ts';

/** Something that is said once, beside the cards. */
export type Letter = DirectMessage | Reminder | AdministratorLetter | Bulletin;

/** To whoever asked for a change that another person decides, alone. */
export type DirectMessage = {
  readonly kind: 'direct';
  readonly change: ChangeId;
  readonly to: ObjectId;
  readonly news: News;
};
/** `unseen`: its card cannot be shown to those who could approve it. `ended`: by another administrator, whom it did not wait for. */
export const NEWS = [
  'unseen',
  'approved',
  'rejected',
  'ended',
  'superseded',
  'expired',
  'stale',
  'stopped',
  'failed',
  'applied',
  'unknown',
] as const;
export type News = (typeof NEWS)[number];

/** To those who could decide, under the card: the first or second third of its time is over. */
export type Reminder = {
  readonly kind: 'reminder';
  readonly change: ChangeId;
  readonly place: ConversationReference;
  readonly nth: 1 | 2;
};

/** To one of the Security Administrators, alone: what all of them are to know. */
export type AdministratorLetter = {
  readonly kind: 'administrator';
  readonly to: ObjectId;
  readonly word: Word;
};
/** To a conversation that hears: the same word. */
export type Bulletin = { readonly kind: 'bulletin'; readonly place: ConversationReference; readonly word: Word };

/** What every administrator is told. */
export type Word =
  /** Somebody broke the glass, and nobody has reviewed it for so many days. */
  | { readonly kind: 'reviewDue'; readonly change: ChangeId; readonly days: number }
  /** The webhook's receiver does not take events. `day`: since 1970 (UTC): it is said once a day. */
  | { readonly kind: 'eventsParked'; readonly day: number }
  /** What is stored of a change is not what its journal has. */
  | { readonly kind: 'storeChanged'; readonly change: ChangeId }
  /** The rule of approvals is not that of the last start. */
  | { readonly kind: 'ruleChanged'; readonly before: Approvals; readonly now: Approvals; readonly at: Instant };

/** The same for two letters that say the same to the same: only one of them is ever sent. */
export function letterKey(letter: Letter): string {
  switch (letter.kind) {
    case 'direct':
      return `${letter.change} ${letter.news} ${letter.to}`;
    case 'reminder':
      return `${letter.change} reminder ${letter.nth} ${letter.place.conversationId}`;
    case 'administrator':
      return `${wordKey(letter.word)} ${letter.to}`;
    case 'bulletin':
      return `${wordKey(letter.word)} ${letter.place.conversationId}`;
  }
}

/** The same for two words that say the same. */
export function wordKey(word: Word): string {
  switch (word.kind) {
    case 'reviewDue':
      return `${word.change} ${word.kind} ${word.days}`;
    case 'storeChanged':
      return `${word.change} ${word.kind}`;
    case 'ruleChanged':
      return `${word.kind} ${word.at}`;
    case 'eventsParked':
      return `${word.kind} ${word.day}`;
  }
}
