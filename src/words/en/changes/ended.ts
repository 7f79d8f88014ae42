import { offersOfChange } from '../../../commands/offers.ts';
import type { Approval } from '../../../domain/change/approval.ts';
import type { Agreement, Proposal } from '../../../domain/change/proposal.ts';
import type { ChangeId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Step } from '../../../domain/policy/step.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { shortened } from '../../text.ts';
import { AGREED, agreedBy } from './approval.ts';
import { stepLine } from './plan.ts';

const LONGEST_REASON = 120;

/** How a change ended, and what to do now. */
export const ended = {
  applied: (by: readonly Person[], approval: Approval): Line => [
    ...agreedBy(by, approval),
    `. I read the settings back: they are as asked.`,
  ],
  /** Whose end came, or for whom nobody answered: nobody pressed anything. */
  endedByItself: ['I did this by myself. I read the settings back: they are as asked.'],
  somethingElse: [
    { strong: 'Something else has changed as well,' },
    ' not through me: the details show what I read back.',
  ],
  cancelled: (by: Person): Line => [personName(by), ' cancelled this.'],
  rejected: (by: Person): Line => [personName(by), ' rejected this.'],
  endedByOther: (by: Person): Line => [personName(by), ' ended this, without having been asked to decide it.'],
  /** Of what somebody gave as their reason to say no; all of it is in the details. */
  whyNot: (reason: string): Line => ['Why not: ', { wrote: shortened(reason, LONGEST_REASON) }],
  superseded: (by: Person, instead: ChangeId): Line => [
    personName(by),
    ' asked for what closes a door, and that comes first: see ',
    { say: offersOfChange.show(instead) },
    '.',
  ],
  stale: (by: Person, agreement: Agreement): Line => [
    personName(by),
    ` ${AGREED[agreement].did} this, but the settings are no longer what this card showed. `,
    { strong: 'I wrote nothing.' },
  ],
  found: (proposal: Proposal): Line => {
    const again = offersOfChange.again(proposal);
    return [
      'The details have what I found.',
      ...(again === undefined ? [] : [' If you still want the change, ask again for a new card.']),
    ];
  },
  clockSetBack: ['My clock was set back, so I cannot tell how old this is, and nobody can decide it any more.'],
  clickedInVain: ['Nobody pressed it again in time.'],
  nobodyDecided: ({ approval, requester }: Proposal): Line => [
    `Nobody ${AGREED[approval].did} this in time. `,
    personName(requester),
    ' asked for it.',
  ],
  asBefore: ['I read the settings back: they are as before.'],
  /** Microsoft Graph answers for no time within which a request that it did not answer takes effect. */
  neverAnswered: (proposal: Proposal): Line => [
    'Microsoft Graph never answered my request, so look once more before you rely on this: type ',
    { say: offersOfChange.lookAt(proposal) },
    '.',
  ],
  partly: [
    { strong: 'Only a part was done.' },
    ' To do the rest or to take back what was done, use the buttons below.',
  ],
  done: (step: Step): Line => [{ strong: 'Done: ' }, ...stepLine(step)],
  notDone: (step: Step): Line => [{ strong: 'Not done: ' }, ...stepLine(step)],
  neither: ['The settings are neither as before nor as asked. The details have what I read back.'],
  somebodyElse: (proposal: Proposal): Line => [
    'Somebody else may have changed them at the same time. See what is there now: type ',
    { say: offersOfChange.lookAt(proposal) },
    '.',
  ],
};
