/** What leaves no ink: zero-width characters, directional marks copied from a card, controls. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Unicode's white space, and a blank of Braille, which looks like one. */
const SPACES = /[\s\u0085\u2800]+/gu;

/** What stands around a whole line and says nothing, by what opens it: quotes of many languages, brackets, emphasis. */
const WRAPPERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['”', '”'],
  ['„', '“”'],
  ['‘', '’'],
  ['‚', '‘’'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['＂', '＂'],
  ['(', ')'],
  ['[', ']'],
  ['*', '*'],
  ['_', '_'],
]);
const MOST_WRAPPERS = 4;

/** What people, lists and autocorrection put before a line. */
const LEADING = /^[\s,;:.!?…\-–—•·*#]+(?=\S)/u;
const STOPS = /[.!?,;:…]+$/u;
/** Emphasis of Markdown around some of the words. */
const EMPHASIS = /(^|\s)([*_])(?![\s*_])([^*_]+)\2(?=$|[\s.,;:!?])/gu;

/** `text` in one line of visible characters. */
export function visibleLine(text: string): { readonly text: string; readonly hid: boolean } {
  const spaced = text.replace(SPACES, ' ');
  const seen = spaced.replace(INVISIBLE, '');
  return { text: seen.replace(/ +/g, ' ').trim(), hid: seen !== spaced };
}

/** The lines of `text` that are not quoted as people quote by hand, and in mail: with `>` before them. */
export function unquoted(text: string): { readonly text: string; readonly quoted: boolean } {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const own = lines.filter((line) => !/^\s*>/.test(line));
  return { text: own.join('\n'), quoted: own.length < lines.length };
}

/** A line without the emphasis, quotes and marks around it. */
export function bareLine(line: string): { readonly text: string; readonly formatted: boolean } {
  let bare = withoutPairs(line.replaceAll('`', ''));
  for (let round = 0; round < MOST_WRAPPERS; round += 1) bare = unwrapped(bare.replace(LEADING, ''));
  return { text: bare, formatted: bare !== line };
}

function withoutPairs(line: string): string {
  const paired = ['**', '__', '~~'].reduce((text, mark) => {
    const parts = text.split(mark);
    return parts.length > 2 && parts.length % 2 === 1 ? parts.join('') : text;
  }, line);
  return paired.replace(EMPHASIS, '$1$3').trim();
}

/** Without the pair around all of it. What opens or closes within it belongs to the words. */
function unwrapped(line: string): string {
  const closing = WRAPPERS.get(line.slice(0, 1)) ?? '';
  const ended = line.replace(STOPS, '');
  const last = ended.slice(-1);
  if (ended.length < 2 || last === '' || !closing.includes(last)) return line;
  const inner = ended.slice(1, -1);
  return inner.includes(line.slice(0, 1)) || inner.includes(last) ? line : inner.trim();
}
