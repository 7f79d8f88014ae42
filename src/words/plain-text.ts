import { typedLine, type Line, type Message, type Span } from './line.ts';
import { LONGEST_PLAIN, LONGEST_STRONG } from './runs.ts';
import { plain, visible } from './text.ts';
import { words } from './words.ts';

const LONGEST_TITLE = 200;

/** A message as one line of text, for where no card can be shown. Clients may read markdown in it. */
export function plainText({ title, lines, reference }: Message): string {
  const found = reference === undefined ? [] : [words.common.referenceText(reference)];
  return [plain(title, LONGEST_TITLE), ...lines.map(lineText), ...found].join('. ').replaceAll('..', '.');
}

const lineText = (line: Line): string => line.map(spanText).join('');

/** Our words keep their marks; in what others chose, nothing may hide or pass for markup, as on a card. */
function spanText(span: Span): string {
  if (typeof span === 'string') return visible(span);
  if ('moment' in span) return words.moment(span.moment);
  if ('strong' in span) return plain(span.strong, LONGEST_STRONG);
  if ('domain' in span) return plain(span.domain, LONGEST_STRONG);
  if ('wrote' in span) return plain(span.wrote, LONGEST_PLAIN);
  if ('code' in span) return plain(span.code, LONGEST_PLAIN);
  return plain(typedLine('say' in span ? span.say : span.elsewhere), LONGEST_PLAIN);
}
