import type { CommandHelp } from '../../domain/replies/reply.ts';
import { shown } from '../../words/text.ts';
import { summaryOf, words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import template from '../templates/help.json' with { type: 'json' };

type HelpView = {
  readonly title: string;
  readonly howTo: string;
  readonly commands: readonly CommandView[];
  readonly promise: string;
};
type CommandView = {
  readonly usage: string;
  readonly summary: string;
  readonly exampleLabel: string;
  readonly example: string;
};

/** Longer than any of ours. */
const LONGEST = 300;

export function helpView(commands: readonly CommandHelp[]): HelpView {
  const { title, howTo, promise, example: exampleLabel } = words.help;
  return {
    title,
    howTo,
    commands: commands.map(({ name, usage, example }) => ({
      usage: shown(usage, LONGEST),
      summary: shown(summaryOf(name), LONGEST),
      exampleLabel,
      example: shown(example, LONGEST),
    })),
    promise,
  };
}

const fill = cardTemplate(template);

/** Drawn once: the card is long, and the commands stay the same as long as the process lives. */
const drawn = new WeakMap<readonly CommandHelp[], Card>();

export function helpCard(commands: readonly CommandHelp[]): Card {
  const card = drawn.get(commands) ?? fill(helpView(commands));
  drawn.set(commands, card);
  return card;
}
