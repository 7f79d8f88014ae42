import { offers, offersOfChange } from '../../../commands/offers.ts';
import type { StateName } from '../../../domain/change/status.ts';
import { missingApprovals } from '../../../domain/change/change.ts';
import { personName } from '../../names.ts';
import { transientRisk } from '../../../domain/drift/transient.ts';
import { transient } from '../drifts/transient.ts';
import { misuse } from '../misuse.ts';
import { plural } from '../plural.ts';
import type { NoticeWords } from './notice-words.ts';

/** What becomes of what was confirmed with broken glass. */
const GLASS: Readonly<Record<StateName, string>> = {
  pending: 'Nothing was written.',
  applying: 'I write it next, unless something has changed meanwhile.',
  unknown: 'I do not know yet whether it took effect.',
  applied: 'It is written.',
  failed: 'It did not come about as asked.',
  rejected: 'Nothing was written.',
  superseded: 'Nothing was written.',
  expired: 'Nothing was written.',
  stopped: 'I stopped; its card says why.',
  stale: 'Nothing was written.',
};

/** What is said once of a change. It may have moved on since the letter was written; its card tells how it stands. */
export const letters = {
  reminder: ({ change }) => {
    const { id, again, requester, expiresAt } = change.proposal;
    return {
      tone: 'warning',
      title: 'A change still waits for approval',
      lines: [
        [personName(requester), ' asked for ', { strong: again }, ' (', { strong: id }, ').'],
        [
          plural(missingApprovals(change), {
            one: 'Another Security Administrator can approve or reject it on its card until ',
            other:
              '# other Security Administrators have to approve it on its card, and any of them can reject it, until ',
          }),
          { moment: expiresAt },
          '. After that it expires, and nothing is changed.',
        ],
      ],
    };
  },
  head: ({ head: { entry, hash, at } }) => ({
    tone: 'info',
    title: 'The head of my journal',
    lines: [
      [`Entry ${entry}, `, { moment: at }, ':'],
      [{ strong: hash }],
      [
        'Keep this message where nobody who can write my store can write. With it, ',
        { code: 'npm run journal -- verify --witness FILE' },
        ' shows later that nothing before it was changed, and ',
        { code: 'npm run journal -- prove C-...' },
        ' shows one change to a stranger.',
      ],
    ],
  }),
  glassBroken: ({ change }) => {
    const { id, again, requester, reason } = change.proposal;
    const { state } = change.status;
    return {
      tone: 'warning',
      title:
        state === 'applying'
          ? 'Somebody breaks the glass to open this organisation'
          : 'Somebody broke the glass to open this organisation',
      lines: [
        [
          personName(requester),
          ' confirmed ',
          { strong: again },
          ' (',
          { strong: id },
          ') alone',
          ...(reason === null ? [] : [', because: ', { wrote: reason }]),
          `. ${GLASS[state]}`,
        ],
        ['See what comes of it: type ', { say: offersOfChange.show(id) }, '. Another administrator reviews it.'],
      ],
    };
  },
  misuse: ({ misuse: found }) => ({
    tone: found.status.state === 'open' ? 'error' : 'warning',
    title: misuse.title(found),
    lines: [...misuse.lines(found), ...misuse.deedLines(found)],
  }),
  transientUnheard: ({ transient: found }) => ({
    tone: transientRisk(found) === 'red' ? 'error' : 'warning',
    title: transient.title(found),
    lines: [
      [
        'No conversation hears of what others change: an administrator types ',
        { elsewhere: offers.notifyHere },
        ' in one.',
      ],
      ...transient.lines(found),
      ...transient.passageLines(found),
    ],
  }),
  reviewDue: ({ change }) => {
    const { id, again, requester, requestedAt } = change.proposal;
    return {
      tone: 'warning',
      title: 'Broken glass still waits for a review',
      lines: [
        [
          personName(requester),
          ' broke the glass for ',
          { strong: again },
          ' (',
          { strong: id },
          ') at ',
          { moment: requestedAt },
          '. Nobody has looked at it since.',
        ],
        ['Look at it: type ', { say: offersOfChange.show(id) }, '.'],
        [
          'Then any Security Administrator but them says what they found: ',
          { say: offersOfChange.review(id) },
          '. Until then I write to every administrator each day.',
        ],
      ],
    };
  },
} satisfies Partial<NoticeWords>;
