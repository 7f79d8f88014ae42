// @ts-nocheck
import type { Change } from '../domain/change.ts';
import type { ConversationReference } from '../domain/conversation.ts';
import type { Letter, News } from '../domain/letter.ts';
import type { Line, Notice } from '../domain/reply.ts';

/**
 * What a letter says. The change may have moved on since it was written; its card tells how it stands.
 * @param where it is sent: among others, somebody is called by name
 */
export function letterNotice(letter: Letter, change: Change, where: ConversationReference): Notice {
  const { id, again, requester, expiresAt } = change.proposal;
  const asked = { strong: again };
  const more: Line = ['To see how it stands now, type ', { say: `show change ${id}` }, '.'];
  if (letter.kind === 'reminder') {
    return {
      tone: 'warning',
      title: 'A change still waits for approval',
      lines: [
        [{ strong: requester.displayName }, ' asked for ', asked, ' (', { strong: id }, ').'],
        [
          'Another Security Administrator can approve or reject it on its card until ',
          { moment: expiresAt },
          '. After that it expires, and nothing is changed.',
        ],
      ],
    };
  }
  const { tone, became, line } = NEWS_WORDS[letter.news];
  const alone = where.conversationType === 'personal';
  const title = alone ? `Your change ${became}` : `${requester.displayName}: your change ${became}`;
  return { tone, title, lines: [['You asked for ', asked, ' (', { strong: id }, '). ', ...line(change)], more] };
}

type Words = Pick<Notice, 'tone'> & {
  /** What became of it: “Your change …”. */
  readonly became: string;
  readonly line: (change: Change) => Line;
};

const NEWS_WORDS: Readonly<Record<News, Words>> = {
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
    line: ({ status }) => ['by' in status ? `${status.by.displayName} approved it. ` : '', 'I am writing it now.'],
  },
  rejected: {
    tone: 'warning',
    became: 'was rejected',
    line: ({ status }) =>
      status.state === 'rejected'
        ? [
            `${status.by.displayName} rejected it`,
            status.reason === null ? ' and gave no reason' : `: ${status.reason}`,
            '. Nothing was changed.',
          ]
        : ['Nothing was changed.'],
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
  failed: {
    tone: 'error',
    became: 'did not come about as asked',
    line: () => ['Its card says what happened.'],
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
