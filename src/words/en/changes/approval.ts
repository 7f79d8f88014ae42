import type { Approval } from '../../../domain/change/approval.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { allOf } from '../series.ts';

/** What whoever decides presses, and what they have done then. */
export const AGREED: Readonly<Record<Approval, { readonly button: string; readonly did: string }>> = {
  self: { button: 'Confirm', did: 'confirmed' },
  breakGlass: { button: 'Confirm', did: 'confirmed' },
  secondPerson: { button: 'Approve', did: 'approved' },
};

/** Who did so: all of them. */
export const agreedBy = (by: readonly Person[], approval: Approval): Line => [
  ...allOf(by.map((person) => [personName(person)])),
  ` ${AGREED[approval].did} this`,
];
