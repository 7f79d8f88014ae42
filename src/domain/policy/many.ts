import type { EndId, Ends } from '../ends/end.ts';
import { ownTenantId, type ChangeId, type TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Person } from '../people/person.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { AlreadySo } from './goals.ts';
import { fieldsOf, type Snapshot } from './snapshot.ts';

/**
 * What a change of one partner means to do: from what the card showed to what should be, both of the same kind.
 * `tenantId` is the partner's; for the template, which belongs to the home tenant, the home tenant's.
 */
export type OnePlan = {
  readonly tenantId: TenantId;
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Left out unless it keeps open what would be closed: nothing is written, and still it is an opening. */
  readonly prolongs?: true | undefined;
};

/** One of many: whom it is about, what is to be done, and until when what it opens may be open; left out: for good. */
export type Member = {
  readonly partner: TenantInformation;
  readonly plan: OnePlan;
  readonly ends?: Ends | undefined;
  /** Until when that could be open before; of several ends the first. Left out: for good, or it was not open. */
  readonly endBefore?: Instant | undefined;
};

/**
 * Why a partner is left as it is: it is so already, it could not be read, somebody has changed since what was to be brought
 * back, or had opened it past the bot before, Graph lets no app set it, it is this organisation itself, it was named before,
 * it looks like another one and is not opened among many, or the end of what would come back is past. Of what a file wants:
 * group sync is not seen without Graph beta; an end is of what is not open, or is over, or too far, or there are ends of more
 * than one time; or there is an end that the file does not name, which stays. Nothing of it is open that a freeze closes.
 */
export const WHY_LEFT = [
  'unread',
  'unsettable',
  'homeTenant',
  'namedTwice',
  'alike',
  'groupsUnseen',
  'endOfNothing',
  'endOver',
  'endCame',
  'endTooFar',
  'endsApart',
  'endStays',
  'frozenSo',
] as const;
/** Some of what a file wants of a partner no app can set: these, by name. */
export type NotByApp = {
  readonly partner: TenantInformation;
  readonly why: 'notByApp';
  readonly settings: readonly string[];
};
/** Why a text names nobody: Entra knows none, it may mean more than one, or whom it means could not be read. */
export const WHY_UNNAMED = ['notFound', 'unclear', 'nameUnread'] as const;
export type UnnamedText = { readonly text: string; readonly why: (typeof WHY_UNNAMED)[number] };
/** Somebody has changed it since `part` had, the first of the changes that were to be taken back; left out of older ones. */
export type ChangedSince = {
  readonly partner: TenantInformation;
  readonly why: 'changedSince';
  readonly part?: ChangeId | undefined;
};
/** Before `part` closed it, somebody had opened it past the bot, and nobody has accepted that: it does not come back by itself. */
export type OpenedPast = { readonly partner: TenantInformation; readonly why: 'openedPast'; readonly part: ChangeId };
/** Somebody's change of it is being carried out: whose, and which; left out of older ones. */
export type Busy = {
  readonly partner: TenantInformation;
  readonly why: 'busy';
  readonly of?: { readonly change: ChangeId; readonly by: Person } | undefined;
};
/** `ending`: it is so until then alone; left out: nothing is known to end it. */
export type AsItIs = {
  readonly partner: TenantInformation;
  readonly why: AlreadySo | (typeof WHY_LEFT)[number];
  readonly ending?: { readonly id: EndId; readonly at: Instant } | undefined;
};
export type LeftOut = Busy | AsItIs | ChangedSince | OpenedPast | NotByApp | UnnamedText;

/** Those of whom people say whether they come back to be as before. */
export const askedAbout = ({ left }: Pick<Many, 'left'>): readonly (ChangedSince | OpenedPast)[] =>
  left.filter((one) => one.why === 'changedSince' || one.why === 'openedPast');

/** What is to be taken back for those to be as before. */
export const partsAskedAbout = (many: Pick<Many, 'left'>): readonly ChangeId[] =>
  askedAbout(many).flatMap(({ part }) => part ?? []);

/** Of a file: how many partners are as it wants them, and how many it does not speak of, which are left alone. */
export type Beside = { readonly same: number; readonly unnamed: number };

/**
 * Many partners decided at once, each carried out as a change of its own. `freeze`: everything that lets users in is
 * closed, in an incident; `thaw`: what a freeze has closed comes back.
 */
export const MANY_KINDS = ['list', 'freeze', 'thaw'] as const;
export type Many = {
  readonly kind: (typeof MANY_KINDS)[number];
  readonly members: readonly Member[];
  /** Some of a member may be left as it is, too. */
  readonly left: readonly LeftOut[];
  /** Left out unless a file says how they should be. */
  readonly beside?: Beside | undefined;
};

/** No more than so many partners are decided at once; all that there are can be frozen. */
export const MOST_MEMBERS = 200;

/** What an open list, freeze or thaw owns instead of a partner, so that there is one of each at a time. */
export const KEYS: Readonly<Record<Many['kind'], TenantId>> = {
  list: ownTenantId('00000000-0000-0000-0000-000000000000'),
  freeze: ownTenantId('00000000-0000-0000-0000-000000000001'),
  thaw: ownTenantId('00000000-0000-0000-0000-000000000002'),
};

/** Whether it closes what cannot all be seen: Graph beta alone shows group sync. */
export const leavesUnseen = ({ many }: { readonly many?: Many | undefined }): boolean =>
  many?.kind === 'freeze' && many.members.some(({ plan }) => fieldsOf(plan.before).groupSync === 'unknown');
