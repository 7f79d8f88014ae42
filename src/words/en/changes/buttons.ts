/** What can be pressed and filled in on a change's card. */
export const buttons = {
  confirm: 'Confirm',
  cancel: 'Cancel',
  approve: 'Approve',
  reject: 'Reject',
  looking: 'I am looking at it',
  challenge: 'To confirm, type the last four characters of the tenant id above',
  whyNot: 'Why, if you reject it',
  finding: 'What the review found',
  findingMissing: 'Say what you found.',
};
