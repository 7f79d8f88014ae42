import type { DriftId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Offer } from '../../domain/replies/offer.ts';
import { offersIn, type Line, type Page } from '../../words/line.ts';
import { runLines } from '../../words/runs.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import { charactersIn, fitting, MOST_SHOWN } from '../fold.ts';
import { factView } from '../facts.ts';
import { linksTo } from '../links.ts';
import { mentionLines, withMentions } from '../mentions.ts';
import { buttonsFor } from '../offers.ts';
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
  /** How many of them stand there before anything is unfolded, where that is not too much; left out: the first. */
  readonly needed?: number;
  /** Sentences of ours that tell a time: for text blocks. */
  readonly texts: readonly string[];
  readonly offers: readonly Offer[];
  readonly links: readonly Page[];
  /** What has to be opened before anything else is pressed; left out: none. */
  readonly linksFirst?: readonly Page[];
  /** The drift on which somebody can decide here; left out: none. */
  readonly undecided?: DriftId;
  /** Drawn for one person who does not decide on it: without what they could say. Left out: as it is posted. */
  readonly isOnlooker?: boolean;
  /** Who is to decide, and is mentioned; left out: nobody is. */
  readonly called?: readonly Person[];
  readonly blocks: readonly Omit<Report['blocks'][number], 'offers'>[];
  /** The ids, last of all. */
  readonly footer: string;
};

/** Teams shows six buttons of a set, and one of them unfolds. */
const MOST_BUTTONS = 5;
const MOST_OFFERS = 3;
/** What can be decided is not as tall as others. */
const MOST_UNDECIDED = 660;

/**
 * @param at now
 * @param portal origin of the Microsoft Entra admin center
 */
export function alertView(told: Alert, at: Instant, portal: string): View {
  const {
    whom,
    lines,
    needed = 1,
    texts,
    offers,
    links,
    linksFirst = [],
    undecided,
    isOnlooker = false,
    called = [],
    blocks,
    ...alert
  } = told;
  const decision = decisionOn(undecided);
  const room = MOST_BUTTONS - decision.decisions.length - links.length - linksFirst.length;
  const suggested = offersIn([
    ...lines,
    ...blocks.flatMap(({ rows, lines: said = [] }) => [...rows.map(({ value }) => value), ...said]),
  ]);
  const calls = mentionLines(called);
  const stands = [
    alert.title,
    runLines(whom),
    alert.door,
    calls,
    texts,
    decision,
    words.common.unfold,
    links,
    linksFirst,
  ];
  const fit = (most: number) =>
    fitting(
      runLines(lines).map((item, nth) => ({ item, mayWait: nth >= most })),
      charactersIn(stands),
      undecided === undefined ? undefined : MOST_UNDECIDED,
    );
  const all = fit(needed);
  const { shown, rest } = charactersIn([stands, all.shown]) > MOST_SHOWN ? fit(1) : all;
  return {
    ...alert,
    whom: runLines(whom),
    lines: shown,
    offers: buttonsFor([...offers, ...suggested], [words.common.unfold]).slice(
      0,
      isOnlooker ? 0 : Math.min(MOST_OFFERS, room),
    ),
    links: linksTo(links, portal),
    linksFirst: linksTo(linksFirst, portal),
    texts: [...calls, ...texts.map((text) => ({ text }))],
    ...decision,
    blocks: [
      ...(rest.length === 0 ? [] : [{ heading: [], rows: [], lines: rest }]),
      ...blocks.map((block) => ({
        heading: runLines([block.heading]),
        rows: block.rows.map((row) => factView(row, at)),
        lines: runLines(block.lines ?? []),
      })),
    ],
    unfold: words.common.unfold,
  };
}

type Decision = { readonly reasons: readonly View[]; readonly decisions: readonly View[] };

/** The safe one first; it needs no reason. */
function decisionOn(driftId: DriftId | undefined): Decision {
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

export function alertCard(alert: Alert, at: Instant, portal: string): Card {
  return withMentions(fill(alertView(alert, at, portal)), alert.called);
}
