import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/people/person.ts';
import { eachOnce, type Offer } from '../../domain/replies/offer.ts';
import { offersIn, type Fact, type Line } from '../../words/line.ts';
import { factView } from '../facts.ts';
import { canFit } from '../fit.ts';
import { charactersIn, folding, type Unfolded } from '../fold.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import { runLines } from '../../words/runs.ts';
import { words } from '../../words/words.ts';
import type { Charts } from '../chart.ts';
import { mentionLines, withMentions } from '../mentions.ts';
import { offerRows } from '../offers.ts';
import type { Style } from '../style.ts';
import template from '../templates/report.json' with { type: 'json' };

/** A card of facts: what most answers to a question look like. */
export type Report = {
  readonly title: string;
  readonly style: Style;
  /** What stands before the title; left out: that something has to be looked at, where the colour says so. */
  readonly sign?: string;
  readonly lines: readonly Line[];
  /** Who is to look at it, and is mentioned; left out: nobody is. */
  readonly called?: readonly Person[];
  /** Sentences of ours below them: for text blocks, which tell a time in the reader's own zone. */
  readonly texts?: readonly string[];
  /** Between its lines and its blocks; left out: none. */
  readonly chart?: Charts;
  readonly blocks: readonly Block[];
  /** What each of them is; left out: a section. */
  readonly of?: Unfolded;
  readonly footer: string;
  /** What can be said beside what its lines suggest. */
  readonly offers: readonly Offer[];
};

/** Facts that belong together, under a heading, with sentences below them. */
type Block = {
  readonly heading: Line;
  readonly rows: readonly Fact[];
  readonly lines?: readonly Line[];
  /** Sentences of ours below them, that tell a time in the reader's own zone. */
  readonly texts?: readonly string[];
  /** What can be said of it beside what it suggests. */
  readonly offers?: readonly Offer[];
};

/** @param at now */
export function reportView(report: Report, at: Instant): View {
  const {
    style,
    sign = STYLE_SIGNS[style],
    lines,
    texts,
    called = [],
    chart = [],
    blocks,
    of = 'sections',
    footer,
    offers,
  } = report;
  const title = `${sign}${sign === '' ? '' : ' '}${report.title}`;
  const head = { title, lines: runLines(lines), texts: [...mentionLines(called), ...textBlocks(texts)], footer };
  const { items, folds } = folding(
    blocks.map((block) => ({
      heading: runLines([block.heading]),
      rows: block.rows.map((row) => factView(row, at)),
      lines: runLines(block.lines ?? []),
      texts: textBlocks(block.texts),
      offerRows: offerRows(offersOf(block)),
    })),
    charactersIn([head, chart]),
    of,
  );
  return {
    ...head,
    style,
    charts: chart,
    blocks: items,
    folds,
    offerRows: offerRows([...offersIn(lines), ...offers]),
  };
}

const STYLE_SIGNS: Readonly<Record<Style, string>> = {
  emphasis: '',
  accent: '',
  good: '',
  warning: '!',
  attention: '!',
};

const textBlocks = (texts: readonly string[] = []) => texts.map((text) => ({ text }));

const offersOf = ({ heading, rows, lines = [], offers = [] }: Block): readonly Offer[] =>
  eachOnce([...offers, ...offersIn([heading, ...rows.map(({ value }) => value), ...lines])]);

const fill = cardTemplate(template);

export function reportCard(report: Report, at: Instant): Card {
  const drawn = (shown: Report): Card => withMentions(fill(reportView(shown, at)), shown.called);
  let card = drawn(report);
  // Whole blocks give way, the last first, where even the shortest names leave no room for all.
  for (let left = 1; left < report.blocks.length && !canFit(card); left += 1) {
    const footer = words.common.notShown(report.footer, left);
    card = drawn({ ...report, footer, blocks: report.blocks.slice(0, -left) });
  }
  return card;
}
