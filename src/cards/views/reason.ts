import type { ReasonAsked } from '../../domain/replies/reply.ts';
import { effectsOf } from '../../domain/change/effect.ts';
import type { OnePlan } from '../../domain/policy/many.ts';
import type { Line } from '../../words/line.ts';
import { runLines } from '../../words/runs.ts';
import { words } from '../../words/words.ts';
import { effectText } from '../door.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import { movesInShort } from './change/comparison.ts';
import template from '../templates/reason.json' with { type: 'json' };

/** Asks for a reason; the button says the line with it. */
export function reasonView({ what, say, whom, moves }: ReasonAsked): View {
  const { lines, ...texts } = words.reasons[what];
  return {
    ...texts,
    say: say.line,
    lines: runLines([
      ...(whom === undefined ? [] : [words.tenants.partner(whom)]),
      ...(moves === undefined ? [] : movesLines(moves)),
      ...lines(say),
    ]),
  };
}

/** What it does to the door, and what matters most of before and after. */
const movesLines = (moves: OnePlan): readonly Line[] => [
  [{ strong: effectText(effectsOf(moves)) }],
  movesInShort(moves),
];

const fill = cardTemplate(template);

export function reasonCard(asked: ReasonAsked): Card {
  return fill(reasonView(asked));
}
