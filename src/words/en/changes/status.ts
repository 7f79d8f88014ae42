import { offersOfChange } from '../../../commands/offers.ts';
import { LATE_EFFECT_MS, LONGEST_LAG_MS } from '../../../domain/change/lateness.ts';
import { isDecidedAlready, type Agreement, type FollowUp, type Proposal } from '../../../domain/change/proposal.ts';
import type { Review } from '../../../domain/change/change.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../line.ts';
import type { Standing } from '../../standing.ts';
import { when } from '../moment.ts';
import { personName } from '../../names.ts';
import { plural } from '../plural.ts';
import { inRoom, isBlank, shortened } from '../../text.ts';
import { agreedBy } from './approval.ts';
import { followed } from './called.ts';

/** Where a change stands, in a few words. */
const states: Readonly<Record<Standing, string>> = {
  notConfirmed: 'Not confirmed yet',
  waitsForApproval: 'Waits for approval',
  checking: 'Checking',
  writing: 'Writing',
  unknown: 'I do not know yet',
  applied: 'Applied',
  cameToEnd: 'Its end came',
  notApplied: 'Not applied',
  partlyApplied: 'Partly applied',
  diverged: 'A person must look',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
  endedByOther: 'Ended by somebody else',
  superseded: 'Another change took its place',
  expired: 'Expired',
  stale: 'Out of date',
  stopped: 'Stopped',
  contradicted: 'Not what was proposed',
};

/** A request takes effect in that time, or never; how long it is, the code that waits says as well. */
const SOON = plural(LATE_EFFECT_MS / 1_000, { one: '# second', other: '# seconds' });
const LATE = plural(LONGEST_LAG_MS / 60_000, { one: '# minute', other: '# minutes' });

/** What happened to a change that has not ended yet. */
export const status = {
  states,
  /** Of many: no further one is begun. */
  stopping: 'Stopping',
  /** Of what was decided with something else: an end, or all of which it is a part. */
  decided: 'Not begun yet',
  breakingGlass: 'You are about to break the glass',
  until: {
    confirm: (until: Instant, now: Instant): string =>
      `Confirm or cancel until ${when(until, now)}. Nothing has changed yet.`,
    approve: (until: Instant, now: Instant): string =>
      `Another Security Administrator can approve or reject this until ${when(until, now)}. Nothing has changed yet.`,
    carriedOut: 'That was decided already, and I carry it out. Nothing has changed yet.',
  },
  /** The same where there is little room. */
  untilInShort: {
    confirm: (until: Instant, now: Instant): string => `Confirm or cancel until ${when(until, now)}.`,
    approve: (until: Instant, now: Instant): string => `Others can decide until ${when(until, now)}.`,
  },
  approvals: (approvers: number, missing: number): string => {
    const must = plural(approvers, { one: '# other Security Administrator', other: '# other Security Administrators' });
    return `${must} must approve this; ${plural(missing, { one: '# is missing', other: '# are missing' })}.`;
  },
  /** @param crowded whether there is room for few words only */
  asked: ({ requester, follows, reason, approval, ...of }: Proposal, crowded: boolean): Line => [
    'Asked by ',
    personName(requester),
    // A name stands in no sentence that tells a time: those are drawn by Teams itself.
    approval === 'secondPerson' || isDecidedAlready(of) ? '.' : ', who alone can confirm it.',
    ...(follows === null ? [] : [FOLLOWS[follows.what], ...followed(follows), '.']),
    ...(reason === null || isBlank(reason) ? [] : [' Reason: ', { wrote: inRoom(reason, roomFor(of, crowded)) }]),
  ],
  looking: (by: Person): Line => [personName(by), ' is looking at it.'],
  tenantId: (tenantId: TenantId): Line => ['Tenant id ', { code: tenantId }],
  agreed: (by: readonly Person[], agreement: Agreement): Line => [...agreedBy(by, agreement), '.'],
  checking: (since: Instant, now: Instant): string =>
    `I am checking the role and the settings once more, since ${when(since, now)}. Nothing has been written yet.`,
  writing: (since: Instant, now: Instant): string =>
    `I am writing to Microsoft Graph and reading the settings back, since ${when(since, now)}. It is not done yet.`,
  lostSight: (by: readonly Person[], agreement: Agreement): Line => [
    ...agreedBy(by, agreement),
    `. I could not see how it ended: it may or may not have taken effect.`,
  ],
  began: (since: Instant, now: Instant): string => `I began on ${when(since, now)}.`,
  ended: (at: Instant, now: Instant): string => `On ${when(at, now)}.`,
  lookYourself: (proposal: Proposal): Line => [
    'Until that is mended, look yourself: type ',
    { say: offersOfChange.lookAt(proposal) },
    '.',
  ],
  keepLooking: [
    `I keep looking and will tell you here: as a rule within ${SOON}, and within ${LATE} where Microsoft Graph is behind. Please do not repeat it meanwhile.`,
  ],
  glassBreaks: [{ strong: 'No second person approves this.' }],
  glassBroken: [{ strong: 'The glass was broken: ' }, 'no second person approved this.'],
  reviewed: ({ by, finding }: Review): Line => [
    personName(by),
    ' reviewed it: ',
    { wrote: shortened(finding, LONGEST_FINDING) },
  ],
  waitsForReview: 'Waits for review',
  reviewOpen: ['Another administrator says what they found.'],
  moreChanged: 'Something else has changed',
};

/** Of a reason, on the card; all of it is in its details. */
const LONGEST_REASON = 80;
/** Where something is typed, its end is told, or names are long, there is less room; where both, hardly any. */
const LONGEST_REASON_BESIDE = 46;
const LONGEST_REASON_CROWDED = 30;
function roomFor({ challenge, ends }: Pick<Proposal, 'challenge' | 'ends'>, crowded: boolean): number {
  if (challenge !== null && crowded) return LONGEST_REASON_CROWDED;
  return crowded || challenge !== null || (ends ?? null) !== null ? LONGEST_REASON_BESIDE : LONGEST_REASON;
}
const LONGEST_FINDING = 120;
const FOLLOWS: Readonly<Record<FollowUp, string>> = { undo: ' Undoes ', continue: ' Continues ' };
