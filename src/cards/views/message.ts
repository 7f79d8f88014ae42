import type { Message, Offer } from '../../words/line.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import template from '../templates/message.json' with { type: 'json' };
import { shown } from '../../words/text.ts';
import type { Style } from '../../words/style.ts';

type MessageView = {
  readonly style: Style;
  readonly title: string;
  readonly lines: readonly RunLine[];
  readonly references: readonly { readonly reference: string }[];
  readonly offerRows: readonly { readonly offers: readonly OfferView[] }[];
};
type OfferView = { readonly title: string; readonly say: string };

const STYLES = { info: 'emphasis', warning: 'warning', error: 'attention' } as const satisfies Record<
  Message['tone'],
  Style
>;
const LONGEST_TITLE = 200;
const LONGEST_REFERENCE = 80;
/** Titles of our own: a button bears no text of anybody's. */
const OFFER_TITLES: Readonly<Record<Offer, string>> = { help: 'Help' };

export function messageView({ tone, title, lines, offers = [], reference = '' }: Message): MessageView {
  return {
    style: STYLES[tone],
    title: shown(title, LONGEST_TITLE) || 'Notice',
    lines: runLines(lines),
    references: reference === '' ? [] : [{ reference: shown(reference, LONGEST_REFERENCE) }],
    offerRows: offers.length === 0 ? [] : [{ offers: offers.map((say) => ({ say, title: OFFER_TITLES[say] })) }],
  };
}

const fill = cardTemplate(template);

export function messageCard(message: Message): Card {
  return fill(messageView(message));
}
