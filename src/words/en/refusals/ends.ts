import { offers, offerToOpen } from '../../../commands/offers.ts';
import { LONGEST_YEARS, type EndProblem } from '../../../domain/ends/asked-end.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { whose } from '../lists/ending.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

/** An example: how long it may be is for whoever asks to say. */
const DAYS_SAID = 30;

const WHY: Readonly<Record<EndProblem, string>> = {
  tooSoon: 'It ends tomorrow at the earliest; only a time such as 2027-03-31T18:00Z may be sooner, and not past.',
  tooLate: plural(LONGEST_YEARS, {
    one: 'It ends within # year at the latest.',
    other: 'It ends within # years at the latest.',
  }),
  inReason:
    'The reason ends with what may be its end, and I would accept it for good. Type the line with the end before “because”, or put those words of the reason in brackets.',
};

export const ends = {
  noSuchEnd: ({ problem }) =>
    warning(problem === 'inReason' ? 'Does it end?' : 'It cannot end then', [[WHY[problem], ' I did nothing.']]),
  endPast: ({ partner, isOfDefault, doors }) =>
    warning('Its end is past', [
      [
        ...whose({ partner, isOfDefault }),
        `: ${row(doors.map((door) => FIELD_LABELS[door]))} was to be open until an end, which is past. `,
        'What brings back how it was would open that again for good. I did nothing.',
      ],
      ...doors.map((door) => [
        plural(DAYS_SAID, {
          one: 'To open it again, decide that anew, here for # day: type ',
          other: 'To open it again, decide that anew, here for # days: type ',
        }),
        { say: offerToOpen(door, partner.tenantId, isOfDefault, { kind: 'days', days: DAYS_SAID }) },
        '.',
      ]),
    ]),
  endReplaced: ({ partner, isOfDefault }) =>
    warning('Another end counts', [
      [...whose({ partner, isOfDefault }), ': of what this was the end, another one was decided later. I did nothing.'],
      ['See what ends, and when: type ', { say: offers.listEnding }, '.'],
    ]),
  endAsksOnly: ({ ending }) =>
    warning('At that end I ask', [
      [
        ...whose(ending),
        ': what was accepted until then is a drift again at that end, with Accept and Revert. Nothing of it is renewed, or closed before. I did nothing.',
      ],
    ]),
  endUnknown: () =>
    warning('I know no such end', [
      ['Nothing that is open has an end of that id. To see what has one, type ', { say: offers.listEnding }, '.'],
    ]),
} satisfies Partial<RefusalWords>;
