/**
 * Text from people and tenants, made fit to be seen. It is shown as it is, but nothing in it may hide, turn the reading
 * order around or push the rest of the card away: what cannot be seen is written out, such as `[U+202E]`.
 */

/** Controls, direction marks, zero-width and other characters that leave no ink (Unicode: Default_Ignorable). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Spaces that only look different in width. */
const SPACES = /\p{Zs}/gu;
/** Piled-up accents reach into the lines above and below. */
const PILES = /(\p{Mark}{3})\p{Mark}+/gu;
/** Card clients turn this into a date, even in a text run; a zero-width space between the braces keeps it as written. */
const DATE_FUNCTION = /\{(?=\{(?:DATE|TIME)\()/gi;
/** A zero-width space: the only one that is ours, for everybody else's is written out. */
export const BREAK = '\u200B';
/** What some client takes for markup or for a template. */
const MARKUP = /[*_~`#|\\[\](){}<>$]/g;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Letters in a row without a place to break the line; names are also shown in narrow columns. */
const LONGEST_WORD = 40;
export const LONGEST_WORD_OF_NAME = 20;
/** In a sentence, where a card is narrow; an address of mail stays whole, to be copied. */
export const LONGEST_WORD_WRITTEN = 30;
/** Beside its label, where a card is narrow. */
export const LONGEST_WORD_OF_FACT = 22;
/** In one of three columns, where a card is narrow. */
export const LONGEST_WORD_OF_COLUMN = 11;
/** In one of three columns as well, where the letters are not bold. */
export const LONGEST_WORD_OF_PLAIN_COLUMN = 16;
/** An id that somebody else gave. */
export const LONGEST_ID = 80;

/**
 * `text` for a text run: one line, everything visible, at most `longest` characters. Longer words than `longestWord`
 * may be broken, since not every client breaks them and what sticks out of one column would cover the next.
 */
export function shown(text: string, longest: number, longestWord = LONGEST_WORD): string {
  const cut = shortened(visible(text), longest).replaceAll(DATE_FUNCTION, `{${BREAK}`);
  const broken = breakable(cut, longestWord);
  // Isolated, right-to-left names do not drag the words around them along.
  return RIGHT_TO_LEFT.test(broken) ? `\u2068${broken}\u2069` : broken;
}

/** The beginning of `text`, in whole characters. */
export function shortened(text: string, longest: number): string {
  const letters = Array.from(text);
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`;
}

/** The beginning of `text` that takes no more room than `longest` letters as wide as most are. */
export function inRoom(text: string, longest: number): string {
  const letters = Array.from(text);
  let room = longest;
  const fits = letters.findIndex((letter) => (room -= lengthOf(letter)) < 0);
  return fits < 0 ? text : shortened(text, fits);
}

/** `text` with its middle cut out when it is too long: what tells domains apart is on the right. */
export function withoutMiddle(text: string, longest: number): string {
  const letters = Array.from(text);
  if (letters.length <= longest) return text;
  const half = Math.floor((longest - 1) / 2);
  return `${letters.slice(0, half).join('')}…${letters.slice(-half).join('')}`;
}

/** `text` for a notification: one line without any character that a client could take for markup. */
export function plain(text: string, longest: number): string {
  const bare = visible(text).replaceAll(MARKUP, '');
  return shortened(bare.replaceAll(/ +/g, ' ').trim(), longest);
}

/** What was made fit to be seen, without what that put in: to be made fit for another place. */
export const unbroken = (fit: string): string => fit.replaceAll(/[\u200B\u2068\u2069]/g, '');

/** Whether there is anything to see in it. */
export function isBlank(text: string): boolean {
  return text.replaceAll(INVISIBLE, '').trim() === '';
}

/** `text` with everything in it to be seen, and nothing that changes how it is read. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(INVISIBLE, (character) => `[U+${hex(character)}]`)
    .replaceAll(SPACES, ' ')
    .replaceAll(PILES, '$1…');
}

/**
 * Left alone where the line can be broken anyway, so that what people copy from a card stays whole. Domains and settings are
 * broken between their parts; a part that is still too long, anywhere.
 */
export function breakable(text: string, longestWord: number): string {
  return text.replaceAll(/[^\s\-/?\u200B]+/g, (word) =>
    lengthOf(word) <= longestWord
      ? word
      : word
          .split(PARTS)
          .map((part) => (lengthOf(part) <= longestWord ? part : inTens(part)))
          .join(BREAK),
  );
}

/** Between what parts a long word and what follows it. */
const PARTS = /(?<=[._:@])(?=[^._:@])/u;
/** In letters as wide as most are: the widest take the room of one and a half. */
const lengthOf = (word: string): number => Array.from(word).length + (word.match(WIDE)?.length ?? 0) / 2;
const WIDE = /[WM\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const inTens = (word: string): string =>
  Array.from(word)
    .map((letter, index) => (index > 0 && index % 10 === 0 ? BREAK + letter : letter))
    .join('');

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
