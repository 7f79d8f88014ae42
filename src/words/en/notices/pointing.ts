import { offers, offersOfChange } from '../../../commands/offers.ts';
import { tenants } from '../tenants.ts';
import type { NoticeWords } from './notice-words.ts';

/** A list of these grows with what waits; the rest is in `list open`. */
const MOST = 5;

/** A word alone, such as `yes`. */
export const pointing = {
  nothingWaits: ({ verdict }) => ({
    tone: 'info',
    title: 'Nothing waits for you',
    lines: [
      [`There is nothing that you could ${verdict}: no change of yours is open, and none waits for your word.`],
      ['To see what waits for others, type ', { say: offers.listOpen }, '.'],
    ],
  }),
  severalWait: ({ verdict, changes }) => ({
    tone: 'info',
    title: 'More than one change waits',
    lines: [
      ['A word alone decides nothing. Press the button on the card that you mean, or type one of these:'],
      ...changes
        .slice(0, MOST)
        .map((change) => [
          { say: offersOfChange.decide(verdict, change.proposal.id) },
          ` (${change.proposal.command}, `,
          ...tenants.ofChange(change),
          ')',
        ]),
      ['All of them: ', { say: offers.listOpen }],
    ],
  }),
} satisfies Partial<NoticeWords>;
