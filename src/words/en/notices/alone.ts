import type { Change } from '../../../domain/change/change.ts';
import { samePerson, type Person } from '../../../domain/people/person.ts';
import { offersOfChange } from '../../../commands/offers.ts';
import { personName } from '../../names.ts';
import { changeCalled } from '../changes/called.ts';
import { whyNotYou } from '../changes/why-not.ts';
import { localMoment } from '../moment.ts';
import { neededRoles } from '../people.ts';
import { roleDetails, roleLinks } from '../refusals/access.ts';
import type { NoticeWords } from './notice-words.ts';

/** What does not count, of whoever asked for it or decided it. */
const wordOf = ({ proposal }: Change, to: Person): string => {
  if (!samePerson(to, proposal.requester)) return 'approval';
  return proposal.approval === 'secondPerson' ? 'request' : 'confirmation';
};

/** Whether it can still be decided. What was only being verified is given back. */
const stillWaits = ({ status }: Change): boolean =>
  status.state === 'pending' || (status.state === 'applying' && status.phase === 'verifying');

/** What is for one person's eyes only, and what stands where others read along. */
export const alone = {
  toldAlone: () => ({
    tone: 'info',
    title: 'I answered you alone',
    lines: [['What you asked for is for your eyes only: look into your own chat with me.']],
  }),
  // What a command takes is no secret; which roles somebody holds is.
  cannotTellAlone: ({ to, access }) => ({
    tone: 'warning',
    title: access === null ? 'I can answer that only in a private chat' : `You need the role ${neededRoles(access)}`,
    lines: [
      ...(access === null ? [] : [['I did nothing. What I see of your roles I tell only you.']]),
      [
        personName(to),
        ': others read along here, and you have no chat with me yet. Add me in Teams (Apps), and ask me there.',
      ],
    ],
  }),
  wordNotCounted: ({ change, to, refusal }) => ({
    tone: 'warning',
    title: `Your ${wordOf(change, to)} does not count at the moment`,
    texts: stillWaits(change) ? [`It still waits to be decided until ${localMoment(change.proposal.expiresAt)}.`] : [],
    lines: [
      [...changeCalled(change), ' (', { code: change.proposal.id }, ').'],
      whyNotYou(refusal),
      ...(refusal.kind === 'roleMissing' ? roleDetails(refusal) : []),
      ...(stillWaits(change) ? [] : [['I had begun to write it, so nobody decides it again.']]),
      ['What became of it: type ', { say: offersOfChange.show(change.proposal.id) }, '. Others are not told why.'],
    ],
    links: refusal.kind === 'roleMissing' ? roleLinks(refusal) : [],
  }),
} satisfies Partial<NoticeWords>;
