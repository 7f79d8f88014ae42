import { offerLine } from '../../commands/offer.ts';
import { helpLine } from '../../commands/help/help.ts';
import type { CommandHelp, HelpStart } from '../../domain/replies/help.ts';
import { offersIn, type Line } from '../../words/line.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { titleOf, words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import template from '../templates/help.json' with { type: 'json' };

type HelpView = {
  readonly title: string;
  readonly promise: string;
  readonly startSets: readonly { readonly starters: readonly (OfferView & { readonly what: string })[] }[];
  readonly lines: readonly RunLine[];
  /** What the lines suggest. */
  readonly lineSets: readonly { readonly offers: readonly OfferView[] }[];
  readonly headings: readonly { readonly words: string }[];
  readonly topicSets: readonly { readonly columns: readonly ColumnView[] }[];
};
type ColumnView = { readonly width: string; readonly topics: readonly OfferView[] };
export type OfferView = { readonly button: string; readonly say: string };

/** Buttons do not wrap everywhere: two fit beside each other on a phone, the first below those of the starters. */
const WIDTHS = ['130px', 'stretch'];

export function helpView({ level, forgets, starters, besides, topics }: HelpStart): HelpView {
  const said = words.help;
  const lines: readonly Line[] = [
    ...(forgets ? [[said.forgets]] : []),
    said.levels[level],
    ...besides.map(({ example }) => said.explain(offerLine(example))),
  ];
  const started = starters.flatMap((starter) =>
    offersOf(starter).map((offer) => ({ ...offer, what: worded(said.starters, starter.name) })),
  );
  const suggested = offersIn(lines).map((offer) => ({ button: titleOf(offer), say: offer.line }));
  const buttons = topics.map((topic) => ({ button: said.topics[topic].button, say: helpLine(topic) }));
  return {
    title: said.title,
    promise: said.promise,
    startSets: started.length === 0 ? [] : [{ starters: started }],
    lines: runLines(lines),
    lineSets: suggested.length === 0 ? [] : [{ offers: suggested }],
    headings: topics.length === 0 ? [] : [{ words: said.byTopic }],
    topicSets: buttons.length === 0 ? [] : [{ columns: columnsOf(buttons) }],
  };
}

/** The button that says a line, where it can be said as it is. */
export const offersOf = ({ name, line }: CommandHelp): readonly OfferView[] =>
  line === null ? [] : [{ button: worded(words.offers.commands, name), say: line }];

/** Throws for what has no words: a mistake that the first test finds. */
function worded(list: Readonly<Record<string, string>>, name: string): string {
  const said = list[name];
  if (said === undefined) throw new Error(`no words for the command ${name}`);
  return said;
}

function columnsOf(topics: readonly OfferView[]): readonly ColumnView[] {
  const columns = WIDTHS.map((width, nth) => ({
    width,
    topics: topics.filter((_, index) => index % WIDTHS.length === nth),
  }));
  return columns.filter((column) => column.topics.length > 0);
}

const fill = cardTemplate(template);

/** Drawn once: it is the same for everybody who may do the same, as long as the process lives. */
const drawn = new WeakMap<HelpStart, Card>();

export function helpCard(reply: HelpStart): Card {
  const card = drawn.get(reply) ?? fill(helpView(reply));
  drawn.set(reply, card);
  return card;
}
