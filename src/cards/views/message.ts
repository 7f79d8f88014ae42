import { closeReviewLine } from '../../commands/approvals/close-review.ts';
import { withdrawLine } from '../../commands/approvals/withdraw.ts';
import { showChangeLine } from '../../commands/records/show-change.ts';
import type { Message, Offer as Offered } from '../../words/line.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { shown } from '../../words/text.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import type { Offer } from '../page-turns.ts';
import type { Style } from '../style.ts';
import template from '../templates/message.json' with { type: 'json' };

type MessageView = {
  readonly style: Style;
  readonly title: string;
  readonly lines: readonly RunLine[];
  readonly references: readonly { readonly label: string; readonly reference: string }[];
  readonly offerRows: readonly { readonly offers: readonly Offer[] }[];
};

const STYLES = { info: 'emphasis', warning: 'warning', error: 'attention' } as const satisfies Record<
  Message['tone'],
  Style
>;
const LONGEST_TITLE = 200;
const LONGEST_REFERENCE = 80;

export function messageView({ tone, title, lines, offers = [], reference = '' }: Message): MessageView {
  const { untitled, offers: titles, reference: label } = words.common;
  return {
    style: STYLES[tone],
    title: shown(title, LONGEST_TITLE) || untitled,
    lines: runLines(lines),
    references: reference === '' ? [] : [{ label, reference: shown(reference, LONGEST_REFERENCE) }],
    // Titles of our own: a button bears no text of anybody's.
    offerRows:
      offers.length === 0
        ? []
        : [{ offers: offers.map((offer) => ({ say: lineOf(offer), title: titles[offer.kind] })) }],
  };
}

/** What a button says. */
function lineOf(offer: Offered): string {
  switch (offer.kind) {
    case 'help':
      return offer.kind;
    case 'show':
      return showChangeLine(offer.change);
    case 'withdraw':
      return withdrawLine(offer.change);
    case 'again':
      return offer.line;
    case 'closeReview':
      return closeReviewLine(offer.change);
  }
}

const fill = cardTemplate(template);

export function messageCard(message: Message): Card {
  return fill(messageView(message));
}
