import { offers } from '../../../commands/offers.ts';
import type { Approval } from '../../../domain/change/approval.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { AGREED } from './approval.ts';

/** That the last click came to nothing. */
export const release = {
  pressed: ({ requester, approval }: Proposal): Line => [
    approval === 'secondPerson' ? 'Somebody' : personName(requester),
    ` pressed ${AGREED[approval].button}, but `,
    { strong: 'nothing was changed' },
    '. ',
  ],
  unconfirmed: [
    { strong: 'I could not confirm that whoever pressed it may do this.' },
    ' Why, I tell them alone.',
  ] satisfies Line,
  interrupted: ['I was stopped before I had written anything.'],
  unheard: [
    [
      { strong: 'I could tell nobody.' },
      ' Broken glass that opens must be heard before I write: by another Security Administrator, or where somebody subscribed.',
    ],
    ['Type ', { elsewhere: offers.notifyHere }, ' in a channel, or have the app installed for another one.'],
  ],
  oneMore: ['Another administrator has to approve it in their place. The other approvals stand.'],
  pressAgain: (approval: Approval): Line => [{ strong: `Press ${AGREED[approval].button} again` }, '.'],
};
