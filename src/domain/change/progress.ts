import type { ChangeId, TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Person } from '../people/person.ts';
import type { LeftOut, Many, Member } from '../policy/many.ts';
import type { Status } from './status.ts';

/**
 * What became of one of many. `closedAlready`: nothing was left to do when its turn came. `busy`: somebody's other change of
 * the partner was in the way. `endOver`: what it was to open had come to its end by then.
 */
export const MEMBER_OUTCOMES = [
  'applied',
  'closedAlready',
  'notApplied',
  'partlyApplied',
  'diverged',
  'stale',
  'busy',
  'endOver',
  'superseded',
  'expired',
  'stopped',
] as const;
export type MemberOutcome = (typeof MEMBER_OUTCOMES)[number];

/** `change`: the one that carried it out, or was in the way; null: none was begun. `by`: whose was in the way; left out of older ones. */
export type MemberEnd = {
  readonly tenantId: TenantId;
  readonly change: ChangeId | null;
  readonly how: MemberOutcome;
  readonly by?: Person | undefined;
};

/**
 * Why no further member is begun. `asked`: somebody pressed Stop. `frozen`: everything was frozen. `mayNot`: whoever
 * decided it, or asked for it, may not any more, or the bot opens nothing at the moment.
 */
export const PROGRESS_HALTS = ['asked', 'frozen', 'mayNot'] as const;
export type ProgressHalt = {
  readonly why: (typeof PROGRESS_HALTS)[number];
  /** Who stopped it; left out: the bot by itself. */
  readonly by?: Person | undefined;
  readonly at: Instant;
};

/** How far a change of many partners is. */
export type Progress = {
  readonly ended: readonly MemberEnd[];
  readonly halt: ProgressHalt | null;
  /** Whom a freeze found open that its card did not know, look by look, none of them empty; left out: nobody. */
  readonly found?: readonly (readonly Member[])[] | undefined;
};

export type ProgressEvent =
  | { readonly kind: 'membersEnded'; readonly ended: readonly MemberEnd[]; readonly at: Instant }
  | {
      readonly kind: 'halted';
      readonly why: ProgressHalt['why'];
      readonly by?: Person | undefined;
      readonly at: Instant;
    }
  | { readonly kind: 'foundOpen'; readonly members: readonly Member[]; readonly at: Instant };

/** Whom a freeze finds in so many looks it closes; whom it finds in the one after these is only said. */
export const MOST_LOOKS = 3;

export const NO_PROGRESS: Progress = { ended: [], halt: null };

/** The only way in which it goes on; undefined: the event does not fit, and nothing happens. */
export function nextProgress(
  many: Many | undefined,
  status: Status,
  progress: Progress | undefined,
  event: ProgressEvent,
): Progress | undefined {
  if (many === undefined || !isCarriedOn(status)) return undefined;
  const known = progress ?? NO_PROGRESS;
  if (event.kind === 'halted') {
    const { why, by, at } = event;
    return known.halt === null ? { ...known, halt: { why, at, ...(by && { by }) } } : undefined;
  }
  const members = allMembers(many, known);
  const isMember = ({ tenantId }: Pick<MemberEnd, 'tenantId'>): boolean =>
    members.some(({ plan }) => plan.tenantId === tenantId);
  if (event.kind === 'foundOpen') {
    const more = new Set(event.members.map(({ plan }) => plan.tenantId));
    const isLook = many.kind === 'freeze' && known.halt === null && more.size > 0 && mayFind(known);
    const areNew = more.size === event.members.length && !event.members.some(({ plan }) => isMember(plan));
    return isLook && areNew ? { ...known, found: [...looksOf(known), event.members] } : undefined;
  }
  const isNew = ({ tenantId }: MemberEnd): boolean => known.ended.every((one) => one.tenantId !== tenantId);
  const ids = new Set(event.ended.map(({ tenantId }) => tenantId));
  const fits = ids.size === event.ended.length && event.ended.every((one) => isNew(one) && isMember(one));
  return fits ? { ...known, ended: [...known.ended, ...event.ended] } : undefined;
}

const looksOf = (progress: Progress | undefined): readonly (readonly Member[])[] => progress?.found ?? [];

/** Whether whom another look finds open can be noted. */
export const mayFind = (progress: Progress | undefined): boolean => looksOf(progress).length <= MOST_LOOKS;

/** Whom a freeze found open that its card did not know. */
export const foundOpen = (progress: Progress | undefined): readonly Member[] => looksOf(progress).flat();

/** Whom it is about: the members that were shown, and whom a freeze found open after that. */
export const allMembers = (many: Many, progress: Progress | undefined): readonly Member[] => [
  ...many.members,
  ...foundOpen(progress),
];

/** Who is left as they are; whom a freeze found open after it was shown so is not. What no app can set stays all the same. */
export function leftAlone({ left }: Many, progress: Progress | undefined): readonly LeftOut[] {
  const found = new Set(foundOpen(progress).map(({ plan }) => plan.tenantId));
  return left.filter((one) => 'text' in one || one.why === 'unsettable' || !found.has(one.partner.tenantId));
}

/** Whether it was found in a look after those whose findings are closed: no freeze may go on for ever. */
export const isFoundTooLate = (progress: Progress | undefined, { plan }: Member): boolean =>
  looksOf(progress)
    .slice(MOST_LOOKS)
    .some((look) => look.some((one) => one.plan.tenantId === plan.tenantId));

/** Whether its members are being carried out. */
export const isCarriedOn = (status: Status): boolean => status.state === 'applying' && status.phase === 'writing';

/** The way to say how a part has ended; undefined: it has not. */
export function outcomeOf(status: Status): MemberOutcome | undefined {
  switch (status.state) {
    case 'applied':
    case 'stale':
    case 'superseded':
    case 'expired':
    case 'stopped':
      return status.state;
    case 'failed':
      return status.failure.kind;
    case 'rejected':
      return 'stopped';
    case 'pending':
    case 'applying':
    case 'unknown':
      return undefined;
  }
}

const DONE: readonly MemberOutcome[] = ['applied', 'closedAlready'];

/** How many of its members are as they should be, how many are not, and how many were never begun. */
export function counts(
  many: Many,
  progress: Progress | undefined,
): {
  readonly all: number;
  readonly done: number;
  readonly failed: readonly MemberEnd[];
  readonly untouched: number;
} {
  const { ended } = progress ?? NO_PROGRESS;
  const failed = ended.filter(({ how }) => !DONE.includes(how));
  const all = allMembers(many, progress).length;
  return { all, done: ended.length - failed.length, failed, untouched: all - ended.length };
}
