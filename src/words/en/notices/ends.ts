import { offersOfEnd } from '../../../commands/offers.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { EndingDoor } from '../../../domain/ends/door.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { whose } from '../lists/ending.ts';
import { localMoment } from '../moment.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import type { NoticeWords } from './notice-words.ts';

const what = (doors: readonly EndingDoor[]): string => row(doors.map((door) => FIELD_LABELS[door]));

/** Of whom, what and when; who decided it, and with what. */
const about = ({ end, by, id, ...of }: Ending, ends: string): Line => [
  ...whose(of),
  `: ${what(end.doors)} ${ends} as `,
  personName(by),
  ' decided with ',
  { code: id },
  '.',
];

/** Messages tell a time in a text of its own: there the reader's zone is known. */
const on = ({ end }: Ending, ends: string): readonly string[] => [`It ${ends} on ${localMoment(end.at)}.`];

const buttons = (ending: Ending) => [
  offersOfEnd.renew(ending.id),
  offersOfEnd.endNow(ending.id),
  offersOfEnd.show(ending),
];

/** What was opened until an end. */
export const ends = {
  endNears: ({ ending, days }) => ({
    tone: 'warning',
    door: 'open',
    title: plural(days, { one: 'Trust ends in # day', other: 'Trust ends in # days' }),
    texts: on(ending, 'ends'),
    lines: [
      about(ending, 'ends'),
      ['Then I close it by myself. Renew keeps it open for as long again, by the rule of approvals.'],
    ],
    offers: buttons(ending),
  }),
  endCame: ({ ending }) =>
    ending.end.came?.how === 'asked'
      ? {
          tone: 'warning',
          door: 'open',
          title: 'An end has come, and it was opened anew since',
          texts: on(ending, 'was to end'),
          lines: [
            about(ending, 'was to end'),
            [
              'Somebody has opened it anew after that was decided, or left it to a default that is open, so I leave it open and ask: shall it end?',
            ],
          ],
          offers: buttons(ending),
        }
      : {
          tone: 'info',
          door: 'closed',
          title: 'Trust has ended',
          texts: on(ending, 'ended'),
          lines: [about(ending, 'ended'), ['I closed it by myself and read the settings back.']],
          offers: [offersOfEnd.renew(ending.id), offersOfEnd.show(ending)],
        },
  endOverdue: ({ ending }) => ({
    tone: 'error',
    door: 'open',
    title: 'What should have ended is still open',
    texts: on(ending, 'was to end'),
    lines: [
      about(ending, 'was to end'),
      ['I could not close it yet, or cannot see whether it is closed. I keep trying; look at it yourself meanwhile.'],
    ],
    offers: [offersOfEnd.endNow(ending.id), offersOfEnd.show(ending)],
  }),
} satisfies Partial<NoticeWords>;
