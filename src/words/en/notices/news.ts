import { offers, offersOfChange } from '../../../commands/offers.ts';
import type { Change } from '../../../domain/change/change.ts';
import type { News } from '../../../domain/telling/letter.ts';
import type { Line, Message } from '../../line.ts';
import { personName } from '../../names.ts';
import { stops } from '../changes/stops.ts';
import { tenants } from '../tenants.ts';
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

const FAILED = {
  notApplied: 'Nothing was changed. ',
  partlyApplied: 'Only a part of it was written. ',
  diverged: 'The settings are neither as before nor as asked. ',
} as const;

/** How far it came, where that is known. */
const whatIsThere = ({ status }: Change): Line => (status.state === 'failed' ? [FAILED[status.failure.kind]] : []);

const NEWS: Readonly<Record<News, Words>> = {
  unseen: {
    tone: 'warning',
    became: 'reaches nobody who could approve it',
    line: ({ proposal: { id } }) => [
      'Teams does not let me show it where approvals go. Have an administrator type ',
      { elsewhere: offers.sendApprovalsHere },
      ' in another channel, then type ',
      { say: offersOfChange.withdraw(id, true) },
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
    tone: 'info',
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
    tone: 'info',
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
    tone: 'info',
    became: 'had to make way',
    line: ({ status }) => [
      ...(status.state === 'superseded'
        ? [
            personName(status.by),
            ' asked for what closes the partner, which comes first: ',
            { code: status.instead },
            ' took its place. ',
          ]
        : []),
      'Nothing was changed by yours.',
    ],
  },
  expired: {
    tone: 'info',
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
    line: (change, alone) => [
      ...(alone ? whyTheyMayNot(change) : []),
      ...whatIsThere(change),
      'Its card says what happened.',
    ],
  },
  applied: {
    tone: 'done',
    became: 'was applied',
    line: () => ['I read the settings back: they are as asked.'],
  },
  unknown: {
    tone: 'warning',
    became: 'may or may not have taken effect',
    line: () => ['I could not see how it ended. I keep looking; please do not repeat it meanwhile.'],
  },
};

/** What became of a change, to whoever asked for it. */
export const newsOfChange = {
  news: ({ news, change, alone }) => {
    const { id, again } = change.proposal;
    const { tone, became, line } = NEWS[news];
    return {
      tone,
      // Among others a mention below it says whose.
      title: `Your change ${became}`,
      lines: [
        [
          ...tenants.ofChange(change),
          ': you asked for ',
          { strong: again },
          ' (',
          { strong: id },
          '). ',
          ...line(change, alone),
        ],
        ['To see how it stands now, type ', { say: offersOfChange.show(id) }, '.'],
      ],
    };
  },
} satisfies Partial<NoticeWords>;
