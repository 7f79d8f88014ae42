import type { Approval } from '../../../domain/change/approval.ts';

/** What whoever decides presses, and what they have done then. */
export const AGREED: Readonly<Record<Approval, { readonly button: string; readonly did: string }>> = {
  self: { button: 'Confirm', did: 'confirmed' },
  breakGlass: { button: 'Confirm', did: 'confirmed' },
  secondPerson: { button: 'Approve', did: 'approved' },
};
