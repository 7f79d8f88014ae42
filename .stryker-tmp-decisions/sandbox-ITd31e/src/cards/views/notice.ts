// @ts-nocheck
import type { Notice, Offer } from '../../domain/reply.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { runLines, type RunLine } from '../runs.ts';
import template from '../templates/notice.json' with { type: 'json' };
import { shown } from '../text.ts';
import type { Style } from '../words/style.ts';

type NoticeView = {
  readonly style: Style;
  readonly title: string;
  readonly lines: readonly RunLine[];
  readonly references: readonly { readonly reference: string }[];
  readonly offerRows: readonly { readonly offers: readonly OfferView[] }[];
};
type OfferView = { readonly title: string; readonly say: string };

const STYLES = { info: 'emphasis', warning: 'warning', error: 'attention' } as const satisfies Record<
  Notice['tone'],
  Style
>;
const LONGEST_TITLE = 200;
const LONGEST_REFERENCE = 80;
/** Titles of our own: a button bears no text of anybody's. */
const OFFER_TITLES: Readonly<Record<Offer, string>> = { help: 'Help' };

export function noticeView({ tone, title, lines, offers = [], reference = '' }: Notice): NoticeView {
  return {
    style: STYLES[tone],
    title: shown(title, LONGEST_TITLE) || 'Notice',
    lines: runLines(lines),
    references: reference === '' ? [] : [{ reference: shown(reference, LONGEST_REFERENCE) }],
    offerRows: offers.length === 0 ? [] : [{ offers: offers.map((say) => ({ say, title: OFFER_TITLES[say] })) }],
  };
}

const fill = cardTemplate(template);

export function noticeCard(notice: Notice): Card {
  return fill(noticeView(notice));
}
