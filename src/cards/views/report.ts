import type { Instant } from '../../domain/instant.ts';
import { eachOnce, type Offer } from '../../domain/replies/offer.ts';
import { offersIn, type Fact, type Line } from '../../words/line.ts';
import { factView } from '../facts.ts';
import { charactersIn, folding } from '../fold.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import { runLines } from '../../words/runs.ts';
import type { Charts } from '../chart.ts';
import { offerRows } from '../offers.ts';
import type { Style } from '../style.ts';
import template from '../templates/report.json' with { type: 'json' };

/** A card of facts: what most answers to a question look like. */
export type Report = {
  readonly title: string;
  readonly style: Style;
  readonly lines: readonly Line[];
  /** Sentences of ours below them: for text blocks, which tell a time in the reader's own zone. */
  readonly texts?: readonly string[];
  /** Between its lines and its blocks; left out: none. */
  readonly chart?: Charts;
  readonly blocks: readonly Block[];
  readonly footer: string;
  /** What can be said beside what its lines suggest. */
  readonly offers: readonly Offer[];
};

/** Facts that belong together, under a heading, with sentences below them. */
type Block = {
  readonly heading: Line;
  readonly rows: readonly Fact[];
  readonly lines?: readonly Line[];
  /** What can be said of it beside what it suggests. */
  readonly offers?: readonly Offer[];
};

/** @param at now */
export function reportView(report: Report, at: Instant): View {
  const { title, style, lines, texts = [], chart = [], blocks, footer, offers } = report;
  const head = { title, lines: runLines(lines), texts: texts.map((text) => ({ text })), footer };
  const { items, folds } = folding(
    blocks.map((block) => ({
      heading: runLines([block.heading]),
      rows: block.rows.map((row) => factView(row, at)),
      lines: runLines(block.lines ?? []),
      offerRows: offerRows(offersOf(block)),
    })),
    charactersIn([head, chart]),
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

const offersOf = ({ heading, rows, lines = [], offers = [] }: Block): readonly Offer[] =>
  eachOnce([...offers, ...offersIn([heading, ...rows.map(({ value }) => value), ...lines])]);

const fill = cardTemplate(template);

export function reportCard(report: Report, at: Instant): Card {
  return fill(reportView(report, at));
}
