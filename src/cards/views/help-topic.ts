import { help } from '../../commands/help/help.ts';
import type { CommandHelp, TopicHelp } from '../../domain/replies/help.ts';
import { BREAK, shown } from '../../words/text.ts';
import { summaryOf, words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import template from '../templates/help-topic.json' with { type: 'json' };
import { offersOf, type OfferView } from './help.ts';

type TopicView = {
  readonly title: string;
  readonly notes: readonly { readonly words: string }[];
  readonly parts: readonly PartView[];
  readonly back: string;
  readonly start: string;
  readonly folds: readonly { readonly title: string }[];
  readonly footers: readonly { readonly words: string }[];
};
type PartView = { readonly id: string; readonly isVisible: boolean; readonly commands: readonly CommandView[] };
type CommandView = {
  readonly usage: string;
  readonly summary: string;
  readonly offers: readonly OfferView[];
};

/** Longer than any of ours. */
const LONGEST = 300;
/** As much as is read at a glance, in characters: of commands alone, and with what stands below them. */
const ROOM = 400;
const ROOM_OF_ALL = 540;

export function topicView({ topic, level, commands, outOfReach }: TopicHelp): TopicView {
  const said = words.help;
  const views = commands.map(commandView);
  const footers = [...(level === 'unread' ? [said.unread] : []), ...outOfReach.map(said.outOfReach)];
  const end = fitting(views, Math.min(ROOM, ROOM_OF_ALL - footers.join('').length));
  const folded = views.slice(end);
  const fills = commands.some(({ line }) => line === null);
  return {
    title: said.topics[topic].title,
    notes: fills ? [{ words: said.howTo }] : [],
    parts: [
      { id: 'first', isVisible: true, commands: views.slice(0, end) },
      { id: 'folded', isVisible: false, commands: folded },
    ].filter((part) => part.commands.length > 0),
    back: said.back,
    start: help.example,
    folds: folded.length === 0 ? [] : [{ title: words.common.showMore(folded.length, 'commands') }],
    footers: footers.map((text) => ({ words: text })),
  };
}

function commandView(command: CommandHelp): CommandView {
  return {
    // A choice of words is long: it may be broken after each.
    usage: shown(command.usage, LONGEST).replaceAll('|', `|${BREAK}`),
    summary: shown(summaryOf(command.name), LONGEST),
    offers: offersOf(command),
  };
}

/** How many there is room for; one at least. */
function fitting(views: readonly CommandView[], most: number): number {
  let room = most;
  const end = views.findIndex(({ usage, summary }, index) => {
    room -= usage.length + summary.length;
    return index > 0 && room < 0;
  });
  return end < 0 ? views.length : end;
}

const fill = cardTemplate(template);
const drawn = new WeakMap<TopicHelp, Card>();

/** Drawn once, as where help begins. */
export function topicCard(reply: TopicHelp): Card {
  const card = drawn.get(reply) ?? fill(topicView(reply));
  drawn.set(reply, card);
  return card;
}
