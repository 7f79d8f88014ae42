import type { FollowUp } from '../../../domain/change/proposal.ts';

/** What follows a change that has ended. */
const followUps: Readonly<Record<FollowUp, string>> = { undo: 'Undo', continue: 'Continue' };

/** What can be pressed and filled in on a change's card. */
export const buttons = {
  confirm: 'Confirm',
  cancel: 'Cancel',
  approve: 'Approve',
  reject: 'Reject',
  looking: 'I am looking at it',
  followUps,
  challenge: 'To confirm, type the last four characters of the tenant id above',
  whyNot: 'Why, if you reject it',
};
