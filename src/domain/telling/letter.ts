import type { EndingDoor } from '../ends/door.ts';
import type { DaysBefore, EndId } from '../ends/end.ts';
import type { ConversationReference, ConversationType } from './conversation.ts';
import type { ChangeId, DriftId, MisuseId, ObjectId, SightId, TransientId } from '../ids.ts';
import type { Head } from '../journal/head.ts';
import type { Instant } from '../instant.ts';
import type { Approvals } from '../journal/note.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import { sizeOf, type SyncBurst } from '../partners/arrivals.ts';
import type { Stage } from '../recertify/recertification.ts';
import type { Person } from '../people/person.ts';
import type { Ending } from './subscription-event.ts';
import type { Topic } from './subscription.ts';

/** How the store numbers a letter. */
export type LetterId = number;

/** Something that is said once, beside the cards. */
export type Letter = Sendable | Circular;
/** A letter that goes to somebody, or somewhere. */
export type Sendable = DirectMessage | Reminder | AdministratorLetter | Bulletin | HeadLetter | DigestLetter;

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

/** To a conversation that keeps it: the head of the journal. */
export type HeadLetter = { readonly kind: 'head'; readonly place: ConversationReference; readonly head: Head };

/** To a conversation that asked for it: how the organisation stands, and what has changed since `since`. */
export type DigestLetter = {
  readonly kind: 'digest';
  readonly place: ConversationReference;
  /** When it was due. */
  readonly due: Instant;
  readonly since: Instant;
};

/** To one of the Security Administrators, alone: what all of them are to know. */
export type AdministratorLetter = {
  readonly kind: 'administrator';
  readonly to: ObjectId;
  readonly word: Word;
};
/**
 * To every administrator, whoever they are: it is kept with what it tells of, and becomes a letter to each of them when
 * they can be read.
 */
export type Circular = {
  readonly kind: 'circular';
  readonly word: Word;
  /** Somebody who needs no letter: it is their own doing; null: everybody needs one. */
  readonly but: ObjectId | null;
  /** Since when it waits for more of the same, which takes its place; null: for nothing. */
  readonly heldFrom: Instant | null;
};
/** To a conversation that hears: the same word. */
export type Bulletin = { readonly kind: 'bulletin'; readonly place: ConversationReference; readonly word: Word };

/** What every administrator is told. */
export type Word =
  /** Somebody broke the glass, and nobody has reviewed it for so many days. */
  | { readonly kind: 'reviewDue'; readonly change: ChangeId; readonly days: number }
  /** The webhook's receiver does not take events. `day`: since 1970 (UTC): it is said once a day. */
  | { readonly kind: 'eventsParked'; readonly day: number }
  /** The bot's own certificate ends soon, or has: the nth week of that. */
  | { readonly kind: 'certificateEnds'; readonly ends: Instant; readonly week: number }
  /** What is stored of a change is not what its journal has. */
  | { readonly kind: 'storeChanged'; readonly change: ChangeId }
  /** The same of a drift. */
  | { readonly kind: 'driftRewritten'; readonly drift: DriftId }
  /** And of an alarm about the bot's own identity. */
  | { readonly kind: 'misuseRewritten'; readonly misuse: MisuseId }
  /** Somebody confirmed then what opens the tenant with broken glass. */
  | { readonly kind: 'glassBroken'; readonly change: ChangeId; readonly at: Instant }
  /** The rule of approvals is not that of the last start. */
  | { readonly kind: 'ruleChanged'; readonly before: Approvals; readonly now: Approvals; readonly at: Instant }
  /** A conversation hears no more. */
  | ({ readonly kind: 'hearsNoMore' } & HearsNoMore)
  /** Nobody would hear a drift, as was noticed then. */
  | { readonly kind: 'nobodyHears'; readonly since: Instant }
  /**
   * Somebody changed partners past the bot, and no conversation hears of it. `drift`: the worst one; `more`: others.
   * `from`: the first of what a look found after what was told at once, all of which it tells of; null: it is told at once.
   */
  | { readonly kind: 'driftUnheard'; readonly drift: DriftId; readonly more: number; readonly from: DriftId | null }
  /** The policies cannot be read any more, and no conversation hears of it. */
  | { readonly kind: 'blindUnheard'; readonly sight: SightId }
  /** The first look of a store. */
  | ({ readonly kind: 'watchBegan' } & FirstLook)
  /** Somebody else uses the bot's own identity, or may. */
  | { readonly kind: 'misuse'; readonly misuse: MisuseId }
  /** What is open ends in so many days. `of`: what carries the end. */
  | { readonly kind: 'endNears'; readonly of: EndId; readonly days: DaysBefore }
  /** Its end has come: it is closed, or people are asked. */
  | { readonly kind: 'endCame'; readonly of: EndId }
  /** Its end has come, and it could not be closed yet. */
  | { readonly kind: 'endOverdue'; readonly of: EndId }
  /** Whether a partner may stay open, which was opened or last kept long ago. `asked`: since when an answer is waited for. */
  | {
      readonly kind: 'recertify';
      readonly partner: TenantInformation;
      readonly doors: readonly EndingDoor[];
      readonly stage: Stage;
      readonly asked: Instant;
      /** Whether the bot closes it by itself where nobody answers. */
      readonly closes: boolean;
    }
  /** Others changed something and changed it back between two looks, and no conversation hears of it. */
  | { readonly kind: 'transientUnheard'; readonly transient: TransientId }
  /** More accounts were synchronised in from one partner within an hour than are expected. */
  | { readonly kind: 'syncBurst'; readonly burst: SyncBurst };

/** Which conversation it was, how it came, and by whom; null: nobody's deed, or Teams did not say. */
export type HearsNoMore = {
  /** The conversation's id, at its root. */
  readonly place: string;
  readonly where: ConversationType;
  readonly topics: readonly Topic[];
  readonly how: Ending;
  readonly by: Person | null;
  readonly at: Instant;
};

/** What the first look of a store found, and takes as right. */
export type FirstLook = {
  readonly at: Instant;
  readonly partners: number;
  /** Of those that may synchronise users or groups in, the first ones. */
  readonly open: readonly TenantInformation[];
  readonly openCount: number;
};

export const toEveryAdministrator = (
  word: Word,
  { but = null, heldFrom = null }: Partial<Pick<Circular, 'but' | 'heldFrom'>> = {},
): Circular => ({ kind: 'circular', word, but, heldFrom });

/** More of the same comes within so long, or not soon. */
const HELD_MS = 30_000;

/** Whether more of the same may follow at once. */
export const isHeld = ({ heldFrom }: Circular, now: Instant): boolean =>
  heldFrom !== null && now >= heldFrom && now < heldFrom + HELD_MS;

/** The same for two letters that say the same to the same: only one of them is ever sent. */
export function letterKey(letter: Letter): string {
  switch (letter.kind) {
    case 'direct':
      return `${letter.change} ${letter.news} ${letter.to}`;
    case 'reminder':
      return `${letter.change} reminder ${letter.nth} ${letter.place.conversationId}`;
    case 'head':
      return `head ${letter.head.entry} ${letter.place.conversationId}`;
    case 'digest':
      return `digest ${letter.due} ${letter.place.conversationId}`;
    case 'administrator':
      return `${wordKey(letter.word)} ${letter.to}`;
    case 'circular':
      return `${wordKey(letter.word)} everybody`;
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
    case 'driftRewritten':
      return `${word.drift} ${word.kind}`;
    case 'glassBroken':
      return `${word.change} ${word.kind} ${word.at}`;
    case 'ruleChanged':
      return `${word.kind} ${word.at}`;
    case 'eventsParked':
      return `${word.kind} ${word.day}`;
    case 'certificateEnds':
      return `${word.kind} ${word.ends} ${word.week}`;
    case 'hearsNoMore':
      return `${word.kind} ${word.place} ${word.at}`;
    case 'nobodyHears':
      return `${word.kind} ${word.since}`;
    case 'driftUnheard':
      return word.from === null ? `${word.kind} ${word.drift}` : `${word.kind} ${word.from} ${word.more}`;
    case 'blindUnheard':
      return `${word.kind} ${word.sight}`;
    case 'watchBegan':
      return `${word.kind} ${word.at}`;
    case 'misuse':
    case 'misuseRewritten':
      return `${word.misuse} ${word.kind}`;
    case 'endNears':
      return `${word.of} ${word.kind} ${word.days}`;
    case 'endCame':
    case 'endOverdue':
      return `${word.of} ${word.kind}`;
    case 'recertify':
      return `${word.partner.tenantId} ${word.kind} ${word.stage} ${word.asked}`;
    case 'transientUnheard':
      return `${word.transient} ${word.kind}`;
    case 'syncBurst': {
      const { partner, domain, from, count, limit } = word.burst;
      // One that has grown is told again.
      return `${word.kind} ${partner?.tenantId ?? domain} ${from}${'+'.repeat(sizeOf(count, limit))}`;
    }
  }
}
