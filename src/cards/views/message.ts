import type { Person } from '../../domain/people/person.ts';
import { offersOf, type Message } from '../../words/line.ts';
import type { RunLine } from '../../words/runs.ts';
import { shown } from '../../words/text.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { withLines, type Foldable, type Folds } from '../fold.ts';
import { linksTo } from '../links.ts';
import { mentionLines, withMentions } from '../mentions.ts';
import { offerRows, type ButtonRow } from '../offers.ts';
import { SIGNS, TONE_SIGNS, type Style } from '../style.ts';
import template from '../templates/message.json' with { type: 'json' };

type MessageView = {
  readonly style: Style;
  readonly title: string;
  readonly mentions: readonly { readonly text: string }[];
  readonly texts: readonly { readonly text: string }[];
  /** A list of none or one, as templates want it. */
  readonly firstLines: readonly Foldable<RunLine>[];
  readonly lines: readonly Foldable<RunLine>[];
  readonly folds: Folds;
  readonly offerRows: readonly ButtonRow[];
  readonly references: readonly { readonly label: string; readonly reference: string }[];
};

const STYLES = { info: 'emphasis', done: 'good', warning: 'warning', error: 'attention' } as const satisfies Record<
  Message['tone'],
  Style
>;
const LONGEST_TITLE = 200;
const LONGEST_REFERENCE = 80;

/** @param isOnlooker whether it is drawn for somebody who may not do what it offers; left out: as it is posted */
export function messageView(
  message: Message,
  portal: string,
  people: readonly Person[] = [],
  isOnlooker = false,
): MessageView {
  const { tone, door, title, lines, texts = [], links = [], reference = '' } = message;
  const sign = door === undefined ? TONE_SIGNS[tone] : `${SIGNS[door]} `;
  const { untitled, reference: label } = words.common;
  const around = {
    style: STYLES[tone],
    title: `${sign}${shown(title, LONGEST_TITLE) || untitled}`,
    mentions: mentionLines(people),
    texts: texts.map((text) => ({ text })),
    offerRows: offerRows(isOnlooker ? [] : offersOf(message), { first: linksTo(links, portal) }),
    references: reference === '' ? [] : [{ label, reference: shown(reference, LONGEST_REFERENCE) }],
  };
  const { lines: all, ...view } = withLines(around, lines);
  return { ...view, firstLines: all.slice(0, 1), lines: all.slice(1) };
}

const fill = cardTemplate(template);

/** @param people who is called: whose turn it is */
export function messageCard(
  message: Message,
  portal: string,
  people: readonly Person[] = [],
  isOnlooker = false,
): Card {
  return withMentions(fill(messageView(message, portal, people, isOnlooker)), people);
}
