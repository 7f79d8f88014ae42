import { Parser } from 'htmlparser2';
import { withoutTornTags } from './torn-tags.ts';

/** A message in its parts, as it was written. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** Between `<at>` and `</at>`. */
  | { readonly kind: 'mention'; readonly name: string }
  /** Something that somebody said before, without its text. */
  | { readonly kind: 'quote' }
  /** A message of somebody else's that was passed on. */
  | { readonly kind: 'forward' }
  | { readonly kind: 'formatting' };

/** Their content is not what was said now: Teams' marker of a quote, a quote in HTML, a file's or card's place. */
const SAID_BEFORE = ['quoted', 'blockquote'];
const PLACES = ['attachment', 'script', 'style', 'title'];
const FORMATTING = [
  ...['a', 'abbr', 'b', 'code', 'codeblock', 'del', 'em', 'font', 'i', 'ins', 'kbd', 'mark', 's', 'small', 'span'],
  ...['strike', 'strong', 'sub', 'sup', 'u', 'html', 'body', 'emoji', 'img'],
];
/** What begins or ends a line. */
const LINES = [
  ...['address', 'article', 'br', 'dd', 'div', 'dl', 'dt', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p'],
  ...['pre', 'section', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];

/** Teams marks a forwarded message by this end of its type; the ending is the only part that was seen to stay. */
const FORWARD = /\/Forward$/i;

/**
 * Reads the markup that Teams puts into a text: `<at>`, `<quoted/>`, and HTML's own. Never throws.
 * @param written as it came
 * @param strict whether every tag is markup; otherwise one that Teams does not write is text, such as `<partner>`
 */
export function readMarkup(written: string, strict: boolean): readonly Piece[] {
  // Most messages have none.
  if (!/[<&]/.test(written)) return written === '' ? [] : [{ kind: 'text', text: written }];
  const raw = withoutTornTags(written);
  const pieces: Piece[] = [];
  const silent: string[] = [];
  let mention: string | null = null;

  const say = (text: string): void => {
    if (silent.length > 0) return;
    if (mention === null) pieces.push({ kind: 'text', text });
    else mention += text;
  };
  const endMention = (): void => {
    if (mention !== null) pieces.push({ kind: 'mention', name: mention });
    mention = null;
  };
  /** Whether it was markup. */
  const format = (name: string, alternative = ''): boolean => {
    const breaks = LINES.includes(name);
    if (!strict && !breaks && !FORMATTING.includes(name)) return false;
    say(breaks ? '\n' : alternative);
    if (silent.length === 0) pieces.push({ kind: 'formatting' });
    return true;
  };

  const parser: Parser = new Parser(
    {
      onopentag: (name, { itemtype = '', alt = '' }) => {
        if (FORWARD.test(itemtype)) pieces.push({ kind: 'forward' });
        if (SAID_BEFORE.includes(name)) pieces.push({ kind: 'quote' });
        if (SAID_BEFORE.includes(name) || PLACES.includes(name)) silent.push(name);
        else if (name === 'at') {
          endMention();
          if (silent.length === 0) mention = '';
        } else if (!format(name, alt)) say(raw.slice(parser.startIndex, parser.endIndex + 1));
      },
      ontext: say,
      onclosetag: (name, implied) => {
        if (silent.at(-1) === name) silent.pop();
        else if (name === 'at') endMention();
        else if (!format(name) && !implied) say(raw.slice(parser.startIndex, parser.endIndex + 1));
      },
      onend: endMention,
    },
    { recognizeSelfClosing: true },
  );
  parser.end(raw);
  return pieces;
}
