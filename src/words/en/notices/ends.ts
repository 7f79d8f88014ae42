import { opens } from '../../../domain/change/approval.ts';
import { offers, offersOfEnd } from '../../../commands/offers.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { whose } from '../lists/ending.ts';
import { localMoment } from '../moment.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import type { NoticeWords } from './notice-words.ts';

const what = ({ end, rest }: Ending): string =>
  row([...end.doors, ...(rest?.names ?? [])].map((name) => FIELD_LABELS[name]));

/** Whether its end closes nothing: what was accepted is a drift again then. */
const isAcceptedOnly = ({ end }: Ending): boolean => end.doors.length === 0;

type Ends = 'ends' | 'ended' | 'was to end';
const accepted = (ends: Ends): string => `${ends === 'ends' ? 'is' : 'was'} accepted until then,`;

/** Of whom, what and when; who decided it, and with what. */
const about = (ending: Ending, ends: Ends): Line => [
  ...whose(ending),
  `: ${what(ending)} ${isAcceptedOnly(ending) ? accepted(ends) : ends} as `,
  personName(ending.by),
  ' decided with ',
  { code: ending.id },
  '.',
];

/** Messages tell a time in a text of its own: there the reader's zone is known. */
const on = ({ end }: Ending, ends: Ends): readonly string[] => [`It ${ends} on ${localMoment(end.at)}.`];

/** What was accepted need not be open, nor prepare for that. */
const door = ({ rest }: Ending): { readonly door?: 'open' } =>
  rest === undefined || opens(rest) ? { door: 'open' } : {};

/** Of what is asked about there is neither to say: it is decided on the card of the drift. */
const buttons = (ending: Ending) => [
  ...(isAcceptedOnly(ending) ? [] : [offersOfEnd.renew(ending.id), offersOfEnd.endNow(ending.id)]),
  offersOfEnd.show(ending),
];

/** What is to come of it. */
const coming = (ending: Ending): readonly Line[] =>
  isAcceptedOnly(ending)
    ? [['As far as it is still so, it becomes a drift again then: I ask whether to accept it or take it back.']]
    : [
        ['Then I close it by myself. Renew keeps it open for as long again, by the rule of approvals.'],
        ...(ending.rest === undefined
          ? []
          : [
              ['What I cannot close by myself becomes a drift again then: I ask whether to accept it or take it back.'],
            ]),
      ];

/** What has come of it. */
const WHAT_CAME = {
  asked: {
    tone: 'warning',
    title: 'An end has come, and it was opened anew since',
    says: 'Somebody has opened it again since that was decided, or left it to a default that is open. So I left it open: shall it end?',
  },
  anew: {
    tone: 'warning',
    title: 'What was accepted until now is a drift again',
    says: 'I have closed what I can close. The rest is no longer accepted: take it back, or accept it again, in the list of drift.',
  },
  closed: {
    tone: 'info',
    title: 'Access has ended',
    says: 'I closed it by myself and read the settings back.',
  },
} as const;

/** The same, which of it is which. */
const cameAnew = ({ end, rest }: Ending): Line =>
  rest === undefined
    ? [WHAT_CAME.anew.says]
    : [
        `Closed, as far as it was open: ${row(end.doors.map((door) => FIELD_LABELS[door]))}. The rest is no longer accepted: `,
        { strong: row(rest.names.map((name) => FIELD_LABELS[name])) },
        '. Take it back, or accept it again, in the list of drift.',
      ];

const ACCEPTED_NO_MORE = 'It is accepted no more: take it back, or accept it again, in the list of drift.';

/** What was opened, or accepted, until an end. */
export const ends = {
  endNears: ({ ending, days }) => ({
    tone: 'warning',
    ...door(ending),
    title: isAcceptedOnly(ending)
      ? plural(days, { one: 'Accepted for # more day', other: 'Accepted for # more days' })
      : plural(days, { one: 'Access ends in # day', other: 'Access ends in # days' }),
    texts: on(ending, 'ends'),
    lines: [about(ending, 'ends'), ...coming(ending)],
    offers: buttons(ending),
  }),
  endCame: ({ ending }) => {
    const how = ending.end.came?.how;
    const { says, ...looks } = WHAT_CAME[how === 'asked' || how === 'anew' ? how : 'closed'];
    const ended = how === 'closed' ? 'ended' : 'was to end';
    return {
      ...looks,
      ...(how === 'closed' ? { door: 'closed' } : door(ending)),
      texts: on(ending, ended),
      lines: [
        about(ending, ended),
        isAcceptedOnly(ending) ? [ACCEPTED_NO_MORE] : how === 'anew' ? cameAnew(ending) : [says],
      ],
      offers:
        how === 'asked'
          ? buttons(ending)
          : how === 'anew'
            ? [offers.listDrift, offersOfEnd.show(ending)]
            : [...(isAcceptedOnly(ending) ? [] : [offersOfEnd.renew(ending.id)]), offersOfEnd.show(ending)],
    };
  },
  endOverdue: ({ ending }) => ({
    tone: 'error',
    ...door(ending),
    title: isAcceptedOnly(ending)
      ? 'What was accepted until now may still be so'
      : 'What should have ended may still be open',
    texts: on(ending, 'was to end'),
    lines: [
      about(ending, 'was to end'),
      [
        isAcceptedOnly(ending)
          ? 'I could not look at it yet. I keep trying, and ask then whether to accept it or take it back.'
          : 'I could not close it yet, or cannot see whether it is closed. I keep trying; look at it yourself meanwhile.',
      ],
    ],
    offers: [...(isAcceptedOnly(ending) ? [] : [offersOfEnd.endNow(ending.id)]), offersOfEnd.show(ending)],
  }),
} satisfies Partial<NoticeWords>;
