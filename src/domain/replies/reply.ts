import type { AuditActivity } from '../drift/audit.ts';
import type { ChangeCard, DriftCard, MisuseCard, NoticeReply } from './decidable.ts';
import type { Change } from '../change/change.ts';
import type { MemberRow } from '../change/member-rows.ts';
import type { Drift } from '../drift/drift.ts';
import type { DeclaredPartner } from '../declared/declared.ts';
import type { Ending } from '../ends/ending.ts';
import type { Actor } from '../people/actor.ts';
import type { TenantId } from '../ids.ts';
import type { JournalEntry } from '../change/journal.ts';
import type { HelpStart, TopicHelp } from './help.ts';
import type { ParkedNotice } from './notice.ts';
import type { Overview } from './overview.ts';
import type { Offer } from './offer.ts';
import type { ReachView } from './reach.ts';
import type { Page } from './page.ts';
import type { RecertificationList } from './recertification-list.ts';
import type { Lookalike } from '../partners/lookalike.ts';
import type { Person } from '../people/person.ts';
import type { OpenFilter } from '../policy/filters.ts';
import type { OnePlan } from '../policy/many.ts';
import type { DefaultConfiguration, PartnerConfiguration, PartnerState, SyncState } from '../policy/policy.ts';
import type { DirectoryProblem } from '../problem.ts';
import type { RoleFacts } from '../people/role.ts';
import type { DeletedItems, FieldName, TemplateSnapshot } from '../policy/snapshot.ts';
import type { Subject } from '../telling/subject.ts';
import type { Subscription } from '../telling/subscription.ts';
import type { Unreached } from '../telling/unreached.ts';
import type { DrawnTenant, TenantInformation } from '../partners/tenant.ts';

export type * from './decidable.ts';
export type * from './reach.ts';
export type * from './recertification-list.ts';

/** What the bot answers, before anyone draws it. */
export type Reply =
  | HelpStart
  | TopicHelp
  | WhoAmI
  | PartnerList
  | PartnerView
  | Choice
  | NoticeReply
  | ChangeCard
  | DriftCard
  | MisuseCard
  | Exclude<Subject, { kind: 'change' | 'drift' | 'misuse' }>
  | ChangeDetails
  | ChangePartners
  | EvidenceView
  | History
  | DeletedList
  | DeletedView
  | TenantView
  | ReachView
  | { readonly kind: 'template'; readonly template: TemplateSnapshot }
  | { readonly kind: 'defaults'; readonly state: PartnerConfiguration }
  | SubscriptionList
  | WebhookList
  | OpenList
  | EndingList
  | RecertificationList
  | Overview
  | DriftList
  | ReasonAsked
  /** The form in which a change is asked for, before anything is filled in; or a button that opens it. */
  | { readonly kind: 'changeForm'; readonly shown: 'form' | 'offer' };

/** What a line asks for takes a reason, and it has none: a button says the line with what is typed beside it. */
export type ReasonAsked = {
  readonly kind: 'reasonAsked';
  readonly what: 'breakGlass' | 'freeze' | 'acceptDrift' | 'closeReview' | 'resumeWriting' | 'keepPartner';
  /** The line, up to its reason. */
  readonly say: Offer;
  /** Of whom it is; left out: of nobody alone, or the line says it. */
  readonly whom?: DrawnTenant;
  /** Before and after; left out: it is about nothing that is set, or about many. */
  readonly moves?: OnePlan;
};

/** How much of an address in the audit log is shown: all of it only to an administrator alone. */
export type Addresses = 'whole' | 'short';

export type DriftList = Page & {
  readonly kind: 'driftList';
  readonly addresses: Addresses;
  /** Of those that are open, the ones on this page; what opens a door comes first. */
  readonly drifts: readonly Drift[];
  /** What a look just now came to; null: nobody looked. */
  readonly look: {
    readonly partners: number;
    /** Drifts that were not known before. */
    readonly fresh: number;
    /** Whether it was the first look ever, which only notes what is there. */
    readonly began: boolean;
  } | null;
};

/** One change with its journal, oldest line first. */
export type ChangeDetails = {
  readonly kind: 'changeDetails';
  readonly change: Change;
  readonly journal: readonly JournalEntry[];
};

/** Whom a change of many is about, a page at a time. */
export type ChangePartners = Page & {
  readonly kind: 'changePartners';
  readonly change: Change;
  readonly rows: readonly MemberRow[];
};

/** What the bot and Entra each wrote down of a change. */
export type EvidenceView = Omit<ChangeDetails, 'kind'> & {
  readonly kind: 'evidence';
  readonly addresses: Addresses;
  /** Why the audit log could not be read now; null: it was read. */
  readonly problem: DirectoryProblem | null;
  /** Records of the same kind, tenant and time that belong to no step of the change. */
  readonly others: readonly OtherRecord[];
  /** Whether what the log does not tell by now will not come. */
  readonly givenUp: boolean;
};

export type OtherRecord = { readonly activity: AuditActivity; readonly record: Actor };

export type History = Page & {
  readonly kind: 'history';
  /** null: of all partners. */
  readonly partner: TenantInformation | null;
  /** The changes of this page, newest first. */
  readonly changes: readonly Change[];
};

/** What waits: reviews first, then changes, each oldest first. */
export type OpenList = Page & {
  readonly kind: 'open';
  /** What waits, of this page; a change that has ended waits for its review. */
  readonly changes: readonly Change[];
};

/** What is open only until an end, the next one first. */
export type EndingList = Page & {
  readonly kind: 'ending';
  readonly rows: readonly EndingRow[];
};

/** `doors`: what is open of it. */
/** `open`: what of it is. */
export type EndingRow = { readonly ending: Ending; readonly open: readonly FieldName[] };

export type SubscriptionList = {
  readonly kind: 'subscriptions';
  readonly subscriptions: readonly Subscription[];
  /** Administrators who hear nothing alone; null: who they are could not be read. */
  readonly unreached: readonly Unreached[] | null;
  /** The id, at its root, of the conversation where they are shown. */
  readonly here: string;
};

/** What the webhook's receiver does not take, oldest first. */
export type WebhookList = {
  readonly kind: 'webhook';
  /** Whether there is a receiver. */
  readonly isSet: boolean;
  readonly parked: readonly ParkedNotice[];
};

export type DeletedRow = {
  readonly tenant: TenantInformation;
  /** Whether it could be mistaken for another. */
  readonly isAlike: boolean;
  readonly items: DeletedItems;
};

export type DeletedList = { readonly kind: 'deletedItems'; readonly rows: readonly DeletedRow[] };

export type DeletedView = {
  readonly kind: 'deletedItem';
  readonly tenant: TenantInformation;
  readonly items: DeletedItems;
  /** What is live of it now. */
  readonly state: PartnerState;
};

export type TenantView = {
  readonly kind: 'tenant';
  readonly tenant: TenantInformation;
  readonly isPartner: boolean;
  readonly lookalikes: readonly Lookalike[];
};

export type WhoAmI = {
  readonly kind: 'whoami';
  readonly person: Person;
  readonly facts: RoleFacts;
  /** Role ids the person could activate in PIM; `unread`: the bot may not read that. */
  readonly eligible: readonly string[] | 'unread';
  /** Whether no conversation hears of drift. */
  readonly nobodyHears: boolean;
};

export type PartnerFilter = SyncState | OpenFilter | 'any';

export type PartnerRow = {
  readonly tenant: TenantInformation;
  readonly sync: SyncState;
  /** Whether it could be mistaken for another. */
  readonly isAlike: boolean;
};

export type PartnerList = Page & {
  readonly kind: 'partners';
  readonly filter: PartnerFilter;
  /** The rows of this page, sorted by name. */
  readonly rows: readonly PartnerRow[];
};

export type PartnerView = {
  readonly kind: 'partner';
  /** The tenant that the bot guards. */
  readonly home: TenantId;
  readonly tenant: TenantInformation;
  readonly state: PartnerState;
  readonly defaults: DefaultConfiguration | null;
  /** Until when what is open of it may be. */
  readonly ends: DeclaredPartner['ends'];
  /** What can be changed of it as it is. */
  readonly changes: readonly Offer[];
  readonly lookalikes: readonly Lookalike[];
};

export type Choice = {
  readonly kind: 'choice';
  /** What the person typed for the partner. */
  readonly text: string;
  /** Whether it is nearly the name of these, and nobody's. */
  readonly isNear: boolean;
  readonly options: readonly {
    readonly tenant: DrawnTenant;
    readonly say: Offer;
    /** How it stands; null: it is no partner, or was not read. */
    readonly sync: SyncState | null;
  }[];
};
