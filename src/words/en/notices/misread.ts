import { offers, pageOf } from '../../../commands/offers.ts';
import { ASKED_SETTINGS } from '../../../commands/partners/partner-filter.ts';
import { LONGEST_NAME, LONGEST_REASON } from '../../../commands/reading/slots.ts';
import type { SlotProblem } from '../../../domain/replies/notice.ts';
import type { Line } from '../../line.ts';
import type { NoticeWords } from './notice-words.ts';

const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const HELP_LINE = ['To see everything I can do, type ', { say: offers.help }, '.'] as const;

const WHICH_PARTNER = ['To choose the partner from a list, type ', { say: offers.listPartners }, '.'] as const;

/** Of what a message quotes, nobody says it now. */
const QUOTED = ['I left out what you quoted, and read only your own words.'] as const;

const SLOTS: Readonly<Record<SlotProblem, Line>> = {
  partnerMissing: ['Name a partner: a tenant id, a domain or a display name.'],
  partnerTooLong: [`A partner’s name, domain or tenant id has at most ${LONGEST_NAME} characters.`],
  reasonTooLong: [`A reason has at most ${LONGEST_REASON} characters.`],
  noTime: ['A time has hours and minutes, as in ', { code: '09:00' }, '.'],
  noSuchSetting: [`Partners can be listed by ${OR.format(ASKED_SETTINGS)}.`],
  pageNoNumber: ['A page is a number from 1 up, as in ', { say: pageOf.partners('any', 2) }, '.'],
  policyNameMissing: ['Give the policy a name.'],
  policyNameTooLong: [`A policy’s name has at most ${LONGEST_NAME} characters.`],
  noChangeId: ['A change’s id looks like C-7K3M9QX2. To find it, type ', { say: offers.history }, '.'],
  noDriftId: ['A drift’s id looks like D-7K3M9QX2. To find it, type ', { say: offers.listDrift }, '.'],
  noEndId: [
    'An end goes by the id of what carries it, such as C-7K3M9QX2. To find it, type ',
    { say: offers.listEnding },
    '.',
  ],
  endUnreadable: [
    'I cannot read when it ends. Say ',
    { code: 'for 30 days' },
    ', ',
    { code: 'until 2027-03-31' },
    ' (that day is still part of it, in UTC) or ',
    { code: 'until 2027-03-31T18:00Z' },
    ': a date that there is, from tomorrow to two years on. A name with such words in it goes in quotes.',
  ],
  twoEnds: ['Say either for how many days or until when, not both.'],
  noDay: ['A day is written as in ', { strong: '2026-11-30' }, '.'],
  endInReason: [
    'Your reason ends with what may be the end. An end counts only before ',
    { code: 'because' },
    ': as it stands, I would open it for good. I did nothing.',
  ],
  endOfClosing: ['Only what opens can have an end: leave it out.'],
};

const HELLO = 'Hello, I am Bridgekeeper';

/** A line that is no command. */
export const misread = {
  emptyLine: ({ quoted }) => ({
    tone: 'info',
    title: HELLO,
    lines: [...(quoted ? [QUOTED] : []), HELP_LINE],
  }),
  courtesy: ({ courtesy }) =>
    courtesy === 'hello'
      ? {
          tone: 'info',
          title: HELLO,
          lines: [['I guard who may synchronise users into this tenant. Here is where most people begin.']],
          offers: [offers.overview, offers.listPartners, offers.listOpen, offers.help],
        }
      : {
          tone: 'info',
          title: 'You are welcome',
          lines: [['Kind words decide nothing: what waits for you still waits.']],
          offers: [offers.listOpen, offers.help],
        },
  lineTooLong: ({ length, longest }) => ({
    tone: 'warning',
    title: 'That is too long for me',
    lines: [[`A command has at most ${longest} characters; yours has ${length}.`], HELP_LINE],
  }),
  invalidLine: ({ command, usage, problems, ways }) => ({
    tone: 'warning',
    title: `I cannot read that as “${command}”`,
    lines: [
      ...problems.map((problem) => SLOTS[problem]),
      ...(ways === undefined
        ? [['Write it so: ', { code: usage }]]
        : [
            ['So that it ends: ', { say: ways.untilThen }],
            ['For good: ', { say: ways.forGood }],
          ]),
    ],
  }),
  forwarded: () => ({
    tone: 'warning',
    title: 'That was forwarded',
    lines: [
      ['I did nothing: what somebody said elsewhere is no request of yours. To ask me for it, type it yourself.'],
    ],
  }),
  notUnderstood: ({ suggestion, hints, quoted }) => ({
    tone: 'info',
    title: 'I did not understand that',
    lines: [
      suggestion === null
        ? [hints.length === 0 ? 'I did nothing.' : 'I did nothing. This may be what you look for.']
        : [
            'I did nothing. Did you mean ',
            typeof suggestion === 'string' ? { code: suggestion } : { say: suggestion },
            '?',
          ],
      ...(typeof suggestion === 'string' && suggestion.includes('<partner>') ? [WHICH_PARTNER] : []),
      ...(quoted ? [QUOTED] : []),
      HELP_LINE,
    ],
    offers: hints,
  }),
} satisfies Partial<NoticeWords>;
