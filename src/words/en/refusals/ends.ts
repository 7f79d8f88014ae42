import { offers, offerToOpen } from '../../../commands/offers.ts';
import { LONGEST_YEARS, type EndProblem } from '../../../domain/ends/asked-end.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { whose } from '../lists/ending.ts';
import { localMoment } from '../moment.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

/** An example: how long it may be is for whoever asks to say. */
const DAYS_SAID = 30;

const WHY: Readonly<Record<EndProblem, string>> = {
  tooSoon:
    'An end date is tomorrow at the earliest. To end today, write a time that is still to come, in this form: 2027-03-31T18:00Z.',
  tooLate: plural(LONGEST_YEARS, {
    one: 'It must end within # year.',
    other: 'It must end within # years.',
  }),
  inReason:
    'Your reason ends with a date. If that is the end date, put it before “because”; if it belongs to the reason, put it in brackets. As it stands, I would accept it for good.',
};

export const ends = {
  noSuchEnd: ({ problem }) =>
    warning(problem === 'inReason' ? 'Is that its end date?' : 'That cannot be its end date', [
      [WHY[problem], ' I did nothing.'],
    ]),
  endPast: ({ partner, isOfDefault, doors }) =>
    warning('Its end date has passed', [
      [
        ...whose({ partner, isOfDefault }),
        `: ${row(doors.map((door) => FIELD_LABELS[door]))} had an end date, which has passed. `,
        'Bringing back how it was would open that again without an end. I did nothing.',
      ],
      ...doors.map((door) => [
        plural(DAYS_SAID, {
          one: 'To open it again, such as for # day, type ',
          other: 'To open it again, such as for # days, type ',
        }),
        { say: offerToOpen(door, partner.tenantId, isOfDefault, { kind: 'days', days: DAYS_SAID }) },
        '.',
      ]),
    ]),
  endReplaced: ({ partner, isOfDefault }) =>
    warning('Another end date counts', [
      [...whose({ partner, isOfDefault }), ': an end date that was decided later replaced this one. I did nothing.'],
      ['See what ends, and when: type ', { say: offers.listEnding }, '.'],
    ]),
  endAsksOnly: ({ ending }) => ({
    ...warning('Its end closes nothing', [
      [
        ...whose(ending),
        ': it was accepted only until its end date. Then it becomes a drift again, and I ask whether to accept it or take it back. ',
        'So there is nothing to renew, or to close before. I did nothing.',
      ],
    ]),
    texts: [`It is accepted until ${localMoment(ending.end.at)}.`],
  }),
  endUnknown: () =>
    warning('I do not know that end date', [
      ['Nothing that is open has an end of that id. To see what has one, type ', { say: offers.listEnding }, '.'],
    ]),
} satisfies Partial<RefusalWords>;
