import { COMMANDS } from '../../commands/list.ts';
import type { Line, Notice } from '../../domain/reply.ts';
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
  readonly explained: readonly RunLine[];
  readonly offerRows: readonly { readonly offers: readonly OfferView[] }[];
};
type OfferView = { readonly title: string; readonly say: string };

const STYLES = { info: 'emphasis', warning: 'warning', error: 'attention' } as const satisfies Record<
  Notice['tone'],
  Style
>;
const LONGEST_TITLE = 200;
const LONGEST_REFERENCE = 80;
/** Clients show six buttons in a row and hide the rest. */
const MOST_OFFERS = 6;

export function noticeView({ tone, title, lines, offers = [], reference = '' }: Notice): NoticeView {
  const offered = offers.slice(0, MOST_OFFERS).map((say, index) => ({ say, title: offerTitle(say, index) }));
  return {
    style: STYLES[tone],
    title: shown(title, LONGEST_TITLE) || 'Notice',
    lines: runLines(lines),
    references: reference === '' ? [] : [{ reference: shown(reference, LONGEST_REFERENCE) }],
    explained: runLines(offered.filter((offer) => !isCommand(offer.say)).map(explained)),
    offerRows: offered.length === 0 ? [] : [{ offers: offered }],
  };
}

/** A button may be called after a command; any other line could hold somebody's text, which no button may bear. */
function offerTitle(say: string, index: number): string {
  return isCommand(say) ? say.charAt(0).toUpperCase() + say.slice(1) : `Say ${index + 1}`;
}

const isCommand = (say: string): boolean => COMMANDS.some(({ name }) => name === say);

function explained({ title, say }: OfferView): Line {
  return [`${title}: `, { say }];
}

const fill = cardTemplate(template);

export function noticeCard(notice: Notice): Card {
  return fill(noticeView(notice));
}
