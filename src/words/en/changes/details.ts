import type { Approval } from '../../../domain/change/approval.ts';
import type { Review } from '../../../domain/change/change.ts';
import type { FollowUp } from '../../../domain/change/proposal.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../line.ts';
import { moment } from '../moment.ts';
import { personName } from '../person.ts';

const labels = {
  tenantId: 'Tenant id',
  partner: 'Partner',
  changeId: 'Change id',
  askedBy: 'Asked by',
  reason: 'Reason',
  lookedAtBy: 'Being looked at by',
  reviewedBy: 'Reviewed by',
  cancelledBy: 'Cancelled by',
  rejectedBy: 'Rejected by',
  whyNot: 'Why not',
};

const agreedBy: Readonly<Record<Approval, string>> = {
  self: 'Confirmed by',
  breakGlass: 'Confirmed by',
  secondPerson: 'Approved by',
};

/** What a change is to the one that it follows. */
const follows: Readonly<Record<FollowUp, string>> = { undo: 'Undoes', continue: 'Continues' };

/** Who, when and why. */
export const details = {
  labels,
  beforeTenantId: 'Tenant id ',
  agreedBy,
  follows,
  title: (plan: string, state: string): string => `${plan}: ${state}`,
  heading: 'The change',
  noReason: 'none given',
  who: (person: Person): Line => [personName(person)],
  whoAndWhen: (person: Person, at: Instant): Line => [personName(person), `, ${moment(at)}`],
  reviewed: ({ by, at, finding }: Review): Line => [personName(by), `, ${moment(at)}: `, finding],
  readOn: (at: Instant): string => `Read on ${moment(at)}`,
};
