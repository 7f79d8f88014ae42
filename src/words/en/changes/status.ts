import { offersOfChange } from '../../../commands/offers.ts';
import { LATE_EFFECT_MS, LONGEST_LAG_MS } from '../../../domain/change/lateness.ts';
import type { Approval } from '../../../domain/change/approval.ts';
import type { ChangeId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../line.ts';
import type { Standing } from '../../standing.ts';
import { moment } from '../moment.ts';
import { personName } from '../../names.ts';
import { plural } from '../plural.ts';
import { AGREED } from './approval.ts';

/** Where a change stands, in a few words. */
const states: Readonly<Record<Standing, string>> = {
  notConfirmed: 'Not confirmed yet',
  waitsForApproval: 'Waits for approval',
  checking: 'Checking',
  writing: 'Writing',
  unknown: 'I do not know yet',
  applied: 'Applied',
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

/** What happened to a change that has not ended yet. */
/** A request takes effect in that time, or never; how long it is, the code that waits says as well. */
const SOON = plural(LATE_EFFECT_MS / 1_000, { one: '# second', other: '# seconds' });
const LATE = plural(LONGEST_LAG_MS / 60_000, { one: '# minute', other: '# minutes' });

export const status = {
  states,
  canConfirm: (requester: Person, until: Instant): Line => [
    personName(requester),
    ` can confirm or cancel this until ${moment(until)}. Nothing has changed yet.`,
  ],
  canApprove: (requester: Person, until: Instant): Line => [
    'A Security Administrator other than ',
    personName(requester),
    ` can approve or reject this until ${moment(until)}. Nothing has changed yet.`,
  ],
  canApproveOf: (requester: Person, approvers: number, missing: number, until: Instant): Line => [
    plural(approvers, { one: '# Security Administrator', other: '# Security Administrators' }),
    ' other than ',
    personName(requester),
    ' must approve this; ',
    { strong: plural(missing, { one: '# is missing', other: '# are missing' }) },
    `. Each of them can approve or reject it until ${moment(until)}. Nothing has changed yet.`,
  ],
  agreed: (by: Person, approval: Approval, at: Instant): Line => [
    personName(by),
    ` ${AGREED[approval].did} this on ${moment(at)}.`,
  ],
  checking: ['I am checking the role and the settings once more. Nothing has been written yet.'],
  writing: ['I am writing to Microsoft Graph and reading the settings back. It is not done yet.'],
  lostSight: (by: Person, approval: Approval, since: Instant): Line => [
    personName(by),
    ` ${AGREED[approval].did} this. I began on ${moment(since)} and could not see how it ended.`,
  ],
  keepLooking: [
    `It may or may not have taken effect. I keep looking and will tell you here: as a rule within ${SOON}, and within ${LATE} where Microsoft Graph said that it is done and still shows the old value. Please do not repeat it meanwhile.`,
  ],
  glassBroken: [{ strong: 'The glass was broken: ' }, 'no second person approves this.'],
  reviewOpen: (change: ChangeId): Line => [
    'Its review is open. Another administrator types ',
    { say: offersOfChange.review(change) },
    '.',
  ],
};
