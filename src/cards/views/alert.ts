import type { DriftId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Offer } from '../../domain/replies/offer.ts';
import { offersIn, type Line } from '../../words/line.ts';
import { runLines } from '../../words/runs.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import { factView } from '../facts.ts';
import { offerRows } from '../offers.ts';
import type { Style } from '../style.ts';
import template from '../templates/alert.json' with { type: 'json' };
import type { Report } from './report.ts';

/** What somebody has to hear of: what it is and what to do, and the rest unfolds. */
export type Alert = {
  readonly style: Style;
  readonly title: string;
  /** Of whom; empty: of several, or of nobody. */
  readonly whom: readonly Line[];
  /** What it does to the door, and where it stands. */
  readonly door: string;
  readonly lines: readonly Line[];
  /** Sentences of ours that tell a time: for text blocks. */
  readonly texts: readonly string[];
  readonly offers: readonly Offer[];
  /** The drift on which somebody can decide here; left out: none. */
  readonly undecided?: DriftId;
  readonly blocks: readonly Omit<Report['blocks'][number], 'offers'>[];
  /** The ids, last of all. */
  readonly footer: string;
};

/** Teams shows six buttons of a set. */
const MOST_OFFERS = 3;

/** @param at now */
export function alertView({ whom, lines, texts, offers, undecided, blocks, ...alert }: Alert, at: Instant): View {
  const suggested = offersIn([
    ...lines,
    ...blocks.flatMap(({ rows, lines: said = [] }) => [...rows.map(({ value }) => value), ...said]),
  ]);
  return {
    ...alert,
    whom: runLines(whom),
    lines: runLines(lines),
    offers: offerRows([...offers, ...suggested])
      .flatMap((row) => row.offers)
      .slice(0, MOST_OFFERS),
    texts: texts.map((text) => ({ text })),
    ...decisionOn(undecided),
    blocks: blocks.map((block) => ({
      heading: runLines([block.heading]),
      rows: block.rows.map((row) => factView(row, at)),
      lines: runLines(block.lines ?? []),
    })),
    unfold: words.common.unfold,
  };
}

/** The safe one first; it needs no reason. */
function decisionOn(driftId: DriftId | undefined): Pick<View, 'reasons' | 'decisions'> {
  if (driftId === undefined) return { reasons: [], decisions: [] };
  const { revert, accept, reason } = words.drifts.decision;
  return {
    reasons: [{ label: reason.label, placeholder: reason.placeholder, missing: reason.missing }],
    decisions: [
      { title: revert, verdict: 'revert', inputs: 'none', driftId },
      { title: accept, verdict: 'accept', inputs: 'auto', driftId },
    ],
  };
}

const fill = cardTemplate(template);

export function alertCard(alert: Alert, at: Instant): Card {
  return fill(alertView(alert, at));
}
