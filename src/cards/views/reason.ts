import type { ReasonAsked } from '../../domain/replies/reply.ts';
import { runLines } from '../../words/runs.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import template from '../templates/reason.json' with { type: 'json' };

/** Asks for a reason; the button says the line with it. */
export function reasonView({ what, say, whom }: ReasonAsked): View {
  const { lines, ...texts } = words.reasons[what];
  return {
    ...texts,
    say: say.line,
    lines: runLines([...(whom === undefined ? [] : [words.tenants.partner(whom)]), ...lines(say)]),
  };
}

const fill = cardTemplate(template);

export function reasonCard(asked: ReasonAsked): Card {
  return fill(reasonView(asked));
}
