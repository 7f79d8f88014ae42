import { offers } from '../../../commands/offers.ts';
import type { Approval } from '../../../domain/change/approval.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../line.ts';
import { moment } from '../moment.ts';
import { personName } from '../../names.ts';
import { AGREED } from './approval.ts';

/** That the last click came to nothing. */
export const release = {
  pressed: ({ requester, approval }: Proposal): Line => [
    approval === 'secondPerson' ? 'Somebody' : personName(requester),
    ` pressed ${AGREED[approval].button}, but `,
    { strong: 'nothing was changed' },
    '.',
  ],
  unconfirmed: [
    { strong: 'I could not confirm that whoever pressed it may do this.' },
    ' Why, I tell them alone.',
  ] satisfies Line,
  interrupted: ['I was stopped before I had written anything.'],
  unheard: [
    [
      'Broken glass that opens this organisation must be heard before I write: by another Security Administrator in their own chat, or in a conversation that subscribed. ',
      { strong: 'I could tell nobody.' },
    ],
    ['Type ', { elsewhere: offers.notifyHere }, ' in a channel, or have the app installed for another administrator.'],
  ],
  oneMore: ['Another administrator has to approve it in their place. The other approvals stand.'],
  pressAgain: (approval: Approval, until: Instant): Line => [
    'Once that is solved, ',
    { strong: `press ${AGREED[approval].button} again` },
    ` before ${moment(until)}. There is no need to type the command again.`,
  ],
};
