import type { Agreement } from '../../../domain/change/proposal.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { allOf } from '../series.ts';

/** What whoever decides presses, and what they have done then. */
export const AGREED: Readonly<Record<Agreement, { readonly button: string; readonly did: string }>> = {
  self: { button: 'Confirm', did: 'confirmed' },
  breakGlass: { button: 'Confirm', did: 'confirmed' },
  secondPerson: { button: 'Approve', did: 'approved' },
  itself: { button: 'Confirm', did: 'began' },
};

/** Who did so: all of them. */
export const agreedBy = (by: readonly Person[], agreement: Agreement): Line => [
  ...allOf(by.map((person) => [personName(person)])),
  ` ${AGREED[agreement].did} this`,
];
