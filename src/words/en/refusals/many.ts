import { changeCalled } from '../changes/called.ts';
import { offers, offersOfChange } from '../../../commands/offers.ts';
import type { LeftOut } from '../../../domain/policy/many.ts';
import type { Line } from '../../line.ts';
import { many as said } from '../changes/many.ts';
import { personName } from '../../names.ts';
import { isBlank, shortened } from '../../text.ts';
import { plural } from '../plural.ts';
import { tenants } from '../tenants.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

const LONGEST_REASON = 120;
/** No card holds all of them. */
const MOST_NAMED = 10;

const leftLines = (left: readonly LeftOut[]): readonly Line[] => [
  ...left
    .slice(0, MOST_NAMED)
    .map((one) => [{ wrote: 'text' in one ? one.text : tenants.short(one.partner) }, `: ${said.leftAlone(one)}.`]),
  ...(left.length <= MOST_NAMED
    ? []
    : [[plural(left.length - MOST_NAMED, { one: 'And # more.', other: 'And # more.' })]]),
];

const DID_NOTHING: Line = ['I did nothing.'];

export const many = {
  frozen: ({ freeze, by, reason, removes = false }) =>
    warning('Everything is frozen', [
      [
        personName(by),
        ' has frozen all partners',
        ...(reason === null || isBlank(reason) ? [] : [': ', { wrote: shortened(reason, LONGEST_REASON) }]),
        '. Until it is thawed, nothing is opened; what closes goes on. I did nothing.',
      ],
      ...(removes
        ? [
            [
              'Removing this partner opens what it forbids: without it, the default applies, which may allow that. Remove it after the thaw.',
            ],
          ]
        : []),
      ['See it: type ', { say: offersOfChange.show(freeze) }, '. To take it back, type ', { say: offers.thaw }, '.'],
    ]),
  thawInstead: ({ change }) =>
    warning(
      'That is undone in another way',
      change.proposal.plan.many?.kind === 'thaw'
        ? [['You named a thaw: what was thawed is closed again by the next freeze.'], DID_NOTHING]
        : [
            ['You named a freeze: what was frozen comes back as a whole. Type ', { say: offers.thaw }, '.'],
            DID_NOTHING,
          ],
    ),
  notFrozen: () => ({
    tone: 'info',
    title: 'Nothing is frozen',
    lines: [['There is nothing to thaw. See what was done: type ', { say: offers.history }, '.']],
  }),
  tooManyPartners: ({ asked, most, inFile = false }) =>
    warning('That is too many at once', [
      [
        inFile
          ? plural(asked, { one: 'The file differs for # partner', other: 'The file differs for # partners' })
          : plural(asked, { one: 'You named # partner', other: 'You named # partners' }),
        plural(most, { one: ', and I change # by one decision.', other: ', and I change at most # by one decision.' }),
        ' I did nothing.',
      ],
      [
        inFile
          ? 'Leave some partners out of the file, and plan them after the others: partners not in the file stay as they are.'
          : 'Ask for some of them first, then for the others.',
      ],
    ]),
  nobodySpared: ({ unnamed }) =>
    warning('I do not know whom to spare', [
      ...unnamed.slice(0, MOST_NAMED).map((one) => [{ wrote: one.text }, `: ${said.left(one)}.`]),
      ['Only where a line is about ', { code: 'all partners' }, ' can it spare somebody.'],
      ['I did nothing: I might have changed whom you mean to spare.'],
    ]),
  sparedInReason: ({ text }) =>
    warning('Is somebody to be spared?', [
      ['Your reason has: ', { wrote: shortened(text, LONGEST_REASON) }],
      [
        'Name whom to spare before ',
        { code: 'because' },
        '. If nobody is to be spared, say the reason in other words.',
      ],
      ['I did nothing: I might have changed whom you mean to spare.'],
    ]),
  nobodyToChange: ({ left }) => ({
    tone: 'info',
    title: 'There is nothing to change',
    lines: [...leftLines(left), ['I did nothing.']],
  }),
  asDeclared: ({ beside, left }) => ({
    tone: left.length === 0 ? 'info' : 'warning',
    title: left.length === 0 ? 'There is nothing to do' : 'There is nothing that I can do',
    lines: [[said.beside(beside) || 'The file names nobody else.'], ...leftLines(left)],
  }),
  notStoppable: ({ change }) => ({
    tone: 'info',
    title: 'There is nothing to stop',
    lines: [
      [
        ...changeCalled(change),
        ': only a change of many partners can be stopped, and only while it is running. I did nothing.',
      ],
      ['See how it stands: type ', { say: offersOfChange.show(change.proposal.id) }, '.'],
    ],
  }),
} satisfies Partial<RefusalWords>;
