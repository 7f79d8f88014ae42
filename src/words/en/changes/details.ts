import type { Approval } from '../../../domain/change/approval.ts';
import type { Review } from '../../../domain/change/change.ts';
import type { FollowUp } from '../../../domain/change/proposal.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';

const labels = {
  changeId: 'Change id',
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
  agreedBy,
  follows,
  title: (plan: string, state: string): string => `${plan}: ${state}`,
  heading: 'The change',
  noReason: 'none given',
  who: (person: Person): Line => [personName(person)],
  reviewed: ({ by, finding }: Review): Line => [personName(by), ': ', { wrote: finding }],
};
