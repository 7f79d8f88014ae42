import { offersOfChange } from '../../../commands/offers.ts';
import type { Approval } from '../../../domain/change/approval.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import type { ChangeId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Step } from '../../../domain/policy/step.ts';
import type { Line } from '../../line.ts';
import { moment } from '../moment.ts';
import { personName } from '../../names.ts';
import { AGREED } from './approval.ts';
import { stepLine } from './plan.ts';

/** How a change ended, and what to do now. */
export const ended = {
  applied: (by: Person, approval: Approval, at: Instant): Line => [
    personName(by),
    ` ${AGREED[approval].did} this. I read the settings back on ${moment(at)}: they are as asked.`,
  ],
  somethingElse: [
    { strong: 'Something else has changed as well,' },
    ' and not by me: the table below shows what I read back.',
  ],
  cancelled: (by: Person, at: Instant): Line => [
    personName(by),
    ` cancelled this on ${moment(at)}. Nothing was changed.`,
  ],
  rejected: (by: Person, at: Instant): Line => [
    personName(by),
    ` rejected this on ${moment(at)}. Nothing was changed.`,
  ],
  endedByOther: (by: Person, at: Instant): Line => [
    personName(by),
    ` ended this on ${moment(at)}, without having been asked to decide it. Nothing was changed.`,
  ],
  superseded: (by: Person, instead: ChangeId, at: Instant): Line => [
    'On ',
    moment(at),
    ' ',
    personName(by),
    ' asked for what closes this partner, and that comes first. ',
    { say: offersOfChange.show(instead) },
    ' took the place of this. Nothing was changed by it.',
  ],
  stale: (by: Person, approval: Approval): Line => [
    personName(by),
    ` ${AGREED[approval].did} this, but the settings are no longer what this card showed. `,
    { strong: 'I wrote nothing.' },
  ],
  found: (proposal: Proposal, at: Instant): Line => {
    const again = offersOfChange.again(proposal);
    return [
      `Below is what I found on ${moment(at)}.`,
      ...(again === undefined ? [] : [' If you still want the change, type ', { say: again }, ' for a new card.']),
    ];
  },
  clockSetBack: [
    'My clock was set back, so I cannot tell how old this is, and nobody can decide it any more. Nothing was changed.',
  ],
  clickedInVain: ({ approval, expiresAt }: Proposal): Line => [
    `The last click on ${AGREED[approval].button} came to nothing, and there was no other by ${moment(expiresAt)}. Nothing was changed.`,
  ],
  nobodyDecided: ({ approval, expiresAt }: Proposal): Line => [
    `Nobody ${AGREED[approval].did} this by ${moment(expiresAt)}. Nothing was changed.`,
  ],
  /** The line that asks for the same again, for the same reason. */
  again: (proposal: Proposal): Line => {
    const again = offersOfChange.again(proposal);
    return again === undefined ? [] : ['To ask again, type ', { say: again }, '.'];
  },
  asBefore: (at: Instant): Line => [
    { strong: 'Nothing was changed.' },
    ` I read the settings back on ${moment(at)}: they are as before.`,
  ],
  /** Microsoft Graph answers for no time within which a request that it did not answer takes effect. */
  neverAnswered: (proposal: Proposal): Line => [
    'Microsoft Graph never answered my request, so look once more before you rely on this: type ',
    { say: offersOfChange.lookAt(proposal) },
    '.',
  ],
  partly: (at: Instant): Line => [{ strong: 'Only a part was done.' }, ` This is what I read back on ${moment(at)}:`],
  done: (step: Step): Line => [{ strong: 'Done: ' }, ...stepLine(step)],
  notDone: (step: Step): Line => [{ strong: 'Not done: ' }, ...stepLine(step)],
  useButtons: ['To do the rest or to take back what was done, use the buttons below.'],
  neither: (at: Instant): Line => [
    `The settings are neither as before nor as asked. Below is what I read back on ${moment(at)}.`,
  ],
  somebodyElse: (proposal: Proposal): Line => [
    'Somebody else may have changed them at the same time. See what is there now: type ',
    { say: offersOfChange.lookAt(proposal) },
    '.',
  ],
};
