import type { StateName } from '../../../domain/change/status.ts';
import { missingApprovals, type Change } from '../../../domain/change/change.ts';
import type { News } from '../../../domain/telling/letter.ts';
import type { Line, Message } from '../../line.ts';
import { personCalled, personName } from '../../names.ts';
import { transientRisk } from '../../../domain/drift/transient.ts';
import { transient } from '../drifts/transient.ts';
import { stops } from '../changes/stops.ts';
import { misuse } from '../misuse.ts';
import { plural } from '../plural.ts';
import type { NoticeWords } from './notice-words.ts';

type Words = Pick<Message, 'tone'> & {
  /** What became of it: “Your change …”. */
  readonly became: string;
  /** @param alone whether only whoever asked reads it */
  readonly line: (change: Change, alone: boolean) => Line;
};

/** Why whoever asked may not ask any more; empty: that is not why it ended. */
function whyTheyMayNot({ proposal, status }: Change): Line {
  const halt = status.state === 'failed' && 'halt' in status.failure ? status.failure.halt : undefined;
  const stop = status.state === 'stopped' ? status.stop : halt?.kind === 'stopped' ? halt.stop : undefined;
  return stop?.kind === 'requesterMayNot'
    ? [...stops.requesterMayNot(proposal.requester, stop.refusal, true), ' ']
    : [];
}

const NEWS: Readonly<Record<News, Words>> = {
  unseen: {
    tone: 'warning',
    became: 'reaches nobody who could approve it',
    line: ({ proposal: { id } }) => [
      'Teams does not let me show it where approvals go. Have an administrator type ',
      { say: 'send approvals here' },
      ' in another channel, then type ',
      { say: `withdraw ${id}` },
      ' and ask anew.',
    ],
  },
  approved: {
    tone: 'info',
    became: 'was approved',
    line: ({ status }) => [
      ...('by' in status ? [personName(status.by), ' approved it. '] : []),
      'I am writing it now.',
    ],
  },
  rejected: {
    tone: 'warning',
    became: 'was rejected',
    line: ({ status }) =>
      status.state === 'rejected'
        ? [
            personName(status.by),
            ...(status.reason === null
              ? [' rejected it and gave no reason']
              : [' rejected it: ', { wrote: status.reason }]),
            '. Nothing was changed.',
          ]
        : ['Nothing was changed.'],
  },
  ended: {
    tone: 'warning',
    became: 'was ended by somebody else',
    line: ({ status }) => [
      ...(status.state === 'rejected'
        ? [
            personName(status.by),
            ...(status.reason === null
              ? [' ended it and gave no reason. ']
              : [' ended it: ', { wrote: status.reason }, '. ']),
          ]
        : []),
      'Nothing was changed.',
    ],
  },
  superseded: {
    tone: 'warning',
    became: 'had to make way',
    line: ({ status }) => [
      ...(status.state === 'superseded'
        ? [
            personName(status.by),
            ' asked for what closes the partner, which comes first: ',
            { say: `show change ${status.instead}` },
            ' took its place. ',
          ]
        : []),
      'Nothing was changed by yours.',
    ],
  },
  expired: {
    tone: 'warning',
    became: 'has expired',
    line: () => ['Nobody approved it in time. Nothing was changed.'],
  },
  stale: {
    tone: 'warning',
    became: 'was out of date',
    line: () => ['The settings are no longer what the card showed, so I wrote nothing.'],
  },
  stopped: {
    tone: 'warning',
    became: 'was stopped',
    line: (change, alone) => [
      ...(alone ? whyTheyMayNot(change) : []),
      'Nothing was changed. Its card says how it stands.',
    ],
  },
  failed: {
    tone: 'error',
    became: 'did not come about as asked',
    line: (change, alone) => [...(alone ? whyTheyMayNot(change) : []), 'Its card says what happened.'],
  },
  applied: {
    tone: 'info',
    became: 'was applied',
    line: () => ['I read the settings back: they are as asked.'],
  },
  unknown: {
    tone: 'warning',
    became: 'may or may not have taken effect',
    line: () => ['I could not see how it ended. I keep looking; please do not repeat it meanwhile.'],
  },
};

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
        { say: 'npm run journal -- verify --witness FILE' },
        ' shows later that nothing before it was changed, and ',
        { say: 'npm run journal -- prove C-...' },
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
        ['See what comes of it: type ', { say: `show change ${id}` }, '. Another administrator reviews it.'],
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
      ['No conversation hears of what others change: an administrator types ', { say: 'notify here' }, ' in one.'],
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
        ['Look at it: type ', { say: `show change ${id}` }, '.'],
        [
          'Then any Security Administrator but them says what they found: ',
          { say: `close review ${id} because ...` },
          '. Until then I write to every administrator each day.',
        ],
      ],
      offers: [{ kind: 'closeReview', change: id }],
    };
  },
  news: ({ news, change, alone }) => {
    const { id, again, requester } = change.proposal;
    const { tone, became, line } = NEWS[news];
    return {
      tone,
      // Among others, somebody is called by name.
      title: alone ? `Your change ${became}` : `${personCalled(requester)}: your change ${became}`,
      lines: [
        ['You asked for ', { strong: again }, ' (', { strong: id }, '). ', ...line(change, alone)],
        ['To see how it stands now, type ', { say: `show change ${id}` }, '.'],
      ],
    };
  },
} satisfies Partial<NoticeWords>;
