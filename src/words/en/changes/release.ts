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
    ` pressed ${AGREED[approval].button}`,
  ],
  /** As long as it can be pressed again. */
  butNothing: [', but ', { strong: 'nothing was changed' }, '. '] satisfies Line,
  inVain: [' in vain. '] satisfies Line,
  /** Nobody pressed anything for that. */
  begun: ['I began this'],
  again: ['I try it again by myself.'],
  unconfirmed: [
    { strong: 'I could not confirm the role of whoever pressed it.' },
    ' I tell only them why.',
  ] satisfies Line,
  interrupted: ['I was stopped before I had written anything.'],
  unheard: [
    [
      { strong: 'I could tell nobody.' },
      ' Before I open without a second person, another Security Administrator or a subscribed conversation must hear of it.',
    ],
    [
      'Type ',
      { elsewhere: offers.notifyHere },
      ' in a channel, or have the app installed for another Security Administrator.',
    ],
  ],
  oneMore: ['Another administrator has to approve it in their place. The other approvals stand.'],
  pressAgain: (approval: Approval): Line => [{ strong: `Press ${AGREED[approval].button} again` }, '.'],
};
