import { typedLine, type Line, type Span } from './line.ts';
import { LONGEST_WORD_OF_NAME, LONGEST_WORD_WRITTEN, shown } from './text.ts';
import { words } from './words.ts';

/** Longest stretches of text; a line that can be typed is longer than any name. */
export const LONGEST_PLAIN = 1000;
export const LONGEST_STRONG = 300;

/** One text run. Clients read no markdown in it, so text from anybody is safe here and nowhere else on a card. */
export type Run = {
  readonly text: string;
  readonly weight: 'Default' | 'Bolder';
  readonly font: 'Default' | 'Monospace';
};

export type RunLine = { readonly runs: readonly Run[] };

/**
 * Lines as text runs; what is empty is left out, since clients refuse empty runs.
 * @param longestWord of what somebody wrote, which may be broken beyond it
 */
export function runLines(lines: readonly Line[], longestWord = LONGEST_WORD_WRITTEN): readonly RunLine[] {
  return lines
    .map((line) => ({ runs: line.map((span) => run(span, longestWord)).filter(({ text }) => text !== '') }))
    .filter(hasRuns);
}

const hasRuns = ({ runs }: RunLine): boolean => runs.length > 0;

function run(span: Span, longestWord: number): Run {
  if (typeof span === 'string') return { text: shown(span, LONGEST_PLAIN), weight: 'Default', font: 'Default' };
  if ('wrote' in span)
    return { text: shown(span.wrote, LONGEST_PLAIN, longestWord), weight: 'Default', font: 'Default' };
  if ('say' in span) return typed(typedLine(span.say));
  if ('elsewhere' in span) return typed(typedLine(span.elsewhere));
  if ('code' in span) return typed(span.code);
  if ('domain' in span) return { text: shown(span.domain, LONGEST_STRONG), weight: 'Bolder', font: 'Default' };
  if ('moment' in span) return { text: words.moment(span.moment), weight: 'Default', font: 'Default' };
  return { text: shown(span.strong, LONGEST_STRONG, LONGEST_WORD_OF_NAME), weight: 'Bolder', font: 'Default' };
}

const typed = (text: string): Run => ({ text: shown(text, LONGEST_PLAIN), weight: 'Default', font: 'Monospace' });
