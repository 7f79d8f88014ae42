import type { CommandHelp } from '../../domain/replies/reply.ts';
import { cardTemplate, type Card } from '../expand.ts';
import template from '../templates/help.json' with { type: 'json' };
import { summaryOf } from '../../words/en/help.ts';
import { shown } from '../../words/text.ts';

type HelpView = {
  readonly commands: readonly { readonly usage: string; readonly summary: string; readonly example: string }[];
};

/** Longer than any of ours. */
const LONGEST = 300;

export function helpView(commands: readonly CommandHelp[]): HelpView {
  return {
    commands: commands.map(({ name, usage, example }) => ({
      usage: shown(usage, LONGEST),
      summary: shown(summaryOf(name), LONGEST),
      example: shown(example, LONGEST),
    })),
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
