import type { Head } from '../journal/head.ts';
import type { Change } from '../change/change.ts';
import type { Drift } from '../drift/drift.ts';
import type { Misuse } from '../drift/misuse.ts';
import type { Transient } from '../drift/transient.ts';
import type { Sight } from '../drift/sight.ts';
import type { DriftId, MisuseId } from '../ids.ts';
import type { DaysBefore, Ends } from '../ends/end.ts';
import type { EndingDoor } from '../ends/door.ts';
import type { Ending } from '../ends/ending.ts';
import type { Kept, Stage } from '../recertify/recertification.ts';
import type { Instant } from '../instant.ts';
import type { Approvals } from '../journal/note.ts';
import type { AskedBy, KnownError } from '../known-error.ts';
import type { FieldName } from '../policy/snapshot.ts';
import type { SyncBurst } from '../partners/arrivals.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { AccessRefusal } from '../people/access.ts';
import type { RoleAccess } from '../people/role.ts';
import type { Person } from '../people/person.ts';
import type { DirectoryProblem } from '../problem.ts';
import type { ConversationType } from '../telling/conversation.ts';
import type { ReadersSeen } from '../telling/readers.ts';
import type { FirstLook, HearsNoMore, News } from '../telling/letter.ts';
import type { Rhythm } from '../telling/rhythm.ts';
import type { Topic } from '../telling/subscription.ts';
import type { Offer } from './offer.ts';
import type { Refusal } from './refusal.ts';

/** What somebody is told in a few sentences; `words` has them. */
export type Notice =
  /** `again`: the line that was refused, where it is worth saying once more. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly again?: Offer }
  | Misread
  | Pointing
  | Trouble
  | Done
  | Aside
  | { readonly kind: 'explained'; readonly error: KnownError }
  /** `near`: the errors that the text is nearest to, nearest first. */
  | { readonly kind: 'errorUnknown'; readonly near: readonly AskedBy[] }
  /** `forgets`: what the bot remembers is gone at its next start. */
  | { readonly kind: 'introduction'; readonly alone: boolean; readonly forgets: boolean }
  /** Teams lets the bot speak no more where `by` subscribed; null: whoever is told subscribed it. */
  | { readonly kind: 'subscriptionLost'; readonly where: ConversationType; readonly by: Person | null }
  /** Teams lets the bot speak again in the conversation where this is said. */
  | { readonly kind: 'subscriptionBack'; readonly where: ConversationType; readonly topics: readonly Topic[] }
  /** To every administrator: what is stored of this change is not what its journal has. */
  | { readonly kind: 'storeChanged'; readonly change: Change }
  | { readonly kind: 'driftRewritten'; readonly drift: DriftId; readonly partner: TenantInformation }
  | { readonly kind: 'misuseRewritten'; readonly misuse: MisuseId }
  /** The rule of approvals is not that of the last start. */
  | { readonly kind: 'ruleChanged'; readonly before: Approvals; readonly now: Approvals }
  /** The webhook's receiver does not take these. */
  | { readonly kind: 'eventsParked'; readonly parked: readonly ParkedNotice[] }
  /** To every administrator: the bot's own certificate. */
  | { readonly kind: 'certificateEnds'; readonly ends: Instant; readonly isOver: boolean }
  /** Where somebody asked: the answer is for them alone, and was sent to their own chat; or could not be. */
  | { readonly kind: 'toldAlone' }
  | { readonly kind: 'cannotTellAlone'; readonly to: Person; readonly access: RoleAccess | null }
  /** To whoever decided a change, or asked for it: why their word on it does not count now. */
  | {
      readonly kind: 'wordNotCounted';
      readonly change: Change;
      readonly to: Person;
      readonly refusal: AccessRefusal;
    }
  /** Who would read along, before a conversation is subscribed. */
  | {
      readonly kind: 'confirmReaders';
      readonly where: ConversationType;
      readonly readers: ReadersSeen;
      readonly say: Offer;
    }
  /** More accounts were synchronised in from one partner within an hour than are expected. */
  | { readonly kind: 'syncBurst'; readonly burst: SyncBurst }
  /** A conversation hears no more. */
  | ({ readonly kind: 'hearsNoMore' } & HearsNoMore)
  | { readonly kind: 'nobodyHears' }
  /** No conversation hears of it. `more`: other drifts of the same look. */
  | { readonly kind: 'driftUnheard'; readonly drift: Drift; readonly more: number; readonly way: Alone }
  | { readonly kind: 'blindUnheard'; readonly sight: Sight; readonly way: Alone }
  /** `nobodyHears`: no conversation is told of drift, either. */
  | ({ readonly kind: 'watchBegan'; readonly nobodyHears: boolean } & FirstLook)
  /** To whoever asked for the change. @param alone whether nobody else reads it */
  | { readonly kind: 'news'; readonly news: News; readonly change: Change; readonly alone: boolean }
  | { readonly kind: 'reminder'; readonly change: Change }
  /** To every other administrator, before it is written where that can be: somebody opens the tenant with broken glass. */
  | { readonly kind: 'glassBroken'; readonly change: Change }
  /** To an administrator alone. */
  | { readonly kind: 'misuse'; readonly misuse: Misuse }
  | { readonly kind: 'transientUnheard'; readonly transient: Transient }
  /** What is open ends in so many days. */
  | { readonly kind: 'endNears'; readonly ending: Ending; readonly days: DaysBefore }
  /** Its end has come: it is closed, or it was opened anew since and people are asked. */
  | { readonly kind: 'endCame'; readonly ending: Ending }
  /** To every administrator: its end has come, and it could not be closed yet. */
  | { readonly kind: 'endOverdue'; readonly ending: Ending }
  /** To whoever answers for an open partner: may it stay so? `owner`: as is known now; null: nobody is. */
  | {
      readonly kind: 'recertify';
      readonly partner: TenantInformation;
      readonly doors: readonly EndingDoor[];
      readonly stage: Stage;
      readonly owner: Person | null;
      readonly asked: Instant;
      readonly closes: boolean;
    }
  /** To every administrator: the glass was broken, and nobody has said yet what they found. */
  | { readonly kind: 'reviewDue'; readonly change: Change }
  /** The head of the journal, for whoever keeps it. */
  | { readonly kind: 'head'; readonly head: Head };

/** Why an alarm goes to administrators alone: no conversation hears of it, or Teams takes it in none that does. */
export type Alone = 'nobodyHears' | 'notTaken';

/** An event that the webhook's receiver does not take. `status`: what it answered; null: nothing, for a day. */
export type ParkedNotice = {
  readonly id: string;
  readonly type: string;
  readonly status: number | null;
  readonly at: Instant;
};

/** What a bare word such as `yes` is answered with: nothing waits for whoever said it, or more than one thing does. */
type Pointing =
  | { readonly kind: 'nothingWaits'; readonly verdict: TypedVerdict }
  | { readonly kind: 'severalWait'; readonly verdict: TypedVerdict; readonly changes: readonly Change[] };

/** What can be typed in the place of a button. */
export type TypedVerdict = 'confirm' | 'cancel' | 'approve' | 'reject';

/** A line that is no command. */
export type Misread =
  /** `quoted`: there was more in the message, which somebody had said before. */
  | { readonly kind: 'emptyLine'; readonly quoted: boolean }
  /** Somebody is only being kind. */
  | { readonly kind: 'courtesy'; readonly courtesy: 'hello' | 'thanks' }
  /** A message of somebody else's that was passed on. */
  | { readonly kind: 'forwarded' }
  | { readonly kind: 'lineTooLong'; readonly length: number; readonly longest: number }
  /** `usage` as people read it. */
  | {
      readonly kind: 'invalidLine';
      readonly command: string;
      readonly usage: string;
      readonly problems: readonly SlotProblem[];
      /** Of a reason that ends with an end: until then, and for good. */
      readonly ways?: { readonly untilThen: Offer; readonly forGood: Offer };
    }
  /** `suggestion`: what it is nearly; as people read it, where it lacks something. null: nothing; then `hints` may help. */
  | {
      readonly kind: 'notUnderstood';
      readonly suggestion: Offer | string | null;
      readonly hints: readonly Offer[];
      readonly quoted: boolean;
    };

/** What is wrong with one part of a line that was otherwise understood. */
export const SLOT_PROBLEMS = [
  'partnerMissing',
  'partnerTooLong',
  'reasonTooLong',
  'pageNoNumber',
  'noTime',
  'noSuchSetting',
  'policyNameMissing',
  'policyNameTooLong',
  'noChangeId',
  'noDriftId',
  'noEndId',
  'endUnreadable',
  'twoEnds',
  'endOfClosing',
  'endInReason',
  'noDay',
] as const;
export type SlotProblem = (typeof SLOT_PROBLEMS)[number];

/** Something went wrong. `reference` finds the log line. */
export type Trouble =
  /** Something could not be read, so nothing was done. */
  | {
      readonly kind: 'unreadable';
      readonly problem: DirectoryProblem;
      readonly reference: string;
      /** Whose role it was, where one was read; left out: that of whoever is told. */
      readonly of?: 'requester' | 'everybody';
    }
  | { readonly kind: 'storeFailed'; readonly reference: string }
  | { readonly kind: 'unforeseen'; readonly reference: string }
  /** @param mayHaveWritten whether a request that writes may have been sent */
  | {
      readonly kind: 'brokenOff';
      readonly change: Change;
      readonly cause: 'store' | 'unforeseen';
      readonly mayHaveWritten: boolean;
      readonly reference: string;
    };

/** What a line did that has no card of its own. */
export type Done =
  | {
      readonly kind: 'driftAccepted';
      readonly drift: Drift;
      /** What of it ends, and when, and what else is asked about then; left out: it has no end. */
      readonly ends?: Ends & { readonly asks: readonly FieldName[] };
    }
  /** It takes another administrator. */
  | { readonly kind: 'driftHalfAccepted'; readonly drift: Drift }
  /** `of`: who had asked for it, and is told; null: whoever took it back. */
  /** No further part of it is begun. */
  | { readonly kind: 'listStopped'; readonly change: Change }
  | { readonly kind: 'withdrawn'; readonly change: Change; readonly of: Person | null }
  | { readonly kind: 'writingResumed'; readonly misuse: MisuseId }
  /** It may stay open, and is asked about again then. */
  | ({ readonly kind: 'partnerKept'; readonly partner: TenantInformation } & Kept)
  /** Whoever asked answers for it from now on. */
  | { readonly kind: 'partnerOwned'; readonly partner: TenantInformation; readonly next: Instant }
  /** `owner`: who is asked; null: all administrators. */
  | { readonly kind: 'recertifyAsked'; readonly partner: TenantInformation; readonly owner: Person | null }
  | { readonly kind: 'reviewClosed'; readonly change: Change }
  | { readonly kind: 'subscribed'; readonly where: ConversationType; readonly topics: readonly Topic[] }
  | { readonly kind: 'unsubscribed' }
  | { readonly kind: 'digestKept'; readonly where: ConversationType; readonly digest: Rhythm }
  | { readonly kind: 'digestStopped' }
  | { readonly kind: 'noDigest' }
  /** So many events are sent to the webhook's receiver again. */
  | { readonly kind: 'webhookRetried'; readonly count: number }
  | { readonly kind: 'notSubscribed' }
  /** Files are offered in the same chat. */
  | { readonly kind: 'filesOffered'; readonly names: readonly string[] }
  | { readonly kind: 'filePut'; readonly name: string };

/** Said to whoever clicked, beside the card. */
export type Aside =
  | { readonly kind: 'atIt' }
  | { readonly kind: 'lookingUpRole' }
  | { readonly kind: 'seeNewCard' }
  /** The clicked card has become one on which somebody decides. */
  | { readonly kind: 'cardMovedOn' }
  | { readonly kind: 'buttonOutOfDate' }
  | { readonly kind: 'nothingHappened' };

export const refused = (refusal: Refusal): { readonly kind: 'notice'; readonly notice: Notice } => ({
  kind: 'notice',
  notice: { kind: 'refused', refusal },
});
