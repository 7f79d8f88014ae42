import { offersOfEnd } from '../../../commands/offers.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { EndingDoor } from '../../../domain/ends/door.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { tenants } from '../tenants.ts';
import type { NoticeWords } from './notice-words.ts';

const what = (doors: readonly EndingDoor[]): string => row(doors.map((door) => FIELD_LABELS[door]));

/** Of whom, what and when; who decided it, and with what. */
const about = ({ partner, end, by, id }: Ending, ends: string): Line => [
  ...tenants.partner(partner, false),
  `: ${what(end.doors)} ${ends} on `,
  { moment: end.at },
  ', as ',
  personName(by),
  ' decided with ',
  { code: id },
  '.',
];

const buttons = ({ id }: Ending) => [offersOfEnd.renew(id), offersOfEnd.endNow(id)];

/** What was opened until an end. */
export const ends = {
  endNears: ({ ending, days }) => ({
    tone: 'warning',
    title: plural(days, { one: 'Trust ends in # day', other: 'Trust ends in # days' }),
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
          title: 'An end has come, and it was opened anew since',
          lines: [
            about(ending, 'was to end'),
            ['Somebody has opened it anew after that was decided, so I leave it open and ask: shall it end?'],
          ],
          offers: buttons(ending),
        }
      : {
          tone: 'info',
          title: 'Trust has ended',
          lines: [about(ending, 'ended'), ['I closed it by myself and read the settings back.']],
          offers: [offersOfEnd.renew(ending.id)],
        },
  endOverdue: ({ ending }) => ({
    tone: 'error',
    title: 'What should have ended is still open',
    lines: [
      about(ending, 'was to end'),
      ['I could not close it yet, or cannot see whether it is closed. I keep trying; look at it yourself meanwhile.'],
    ],
    offers: [offersOfEnd.endNow(ending.id)],
  }),
} satisfies Partial<NoticeWords>;
