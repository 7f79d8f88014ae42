import { CLOSING_QUOTES, folded, OPENING_QUOTES, STOPS } from './letters.ts';

/**
 * A command's usage line is also its grammar. `enable sync for <partner> [because <reason>]` reads as: three words, a
 * slot that takes at least one word, and a group that may be missing. `(on|off)` is a choice of words.
 * Matching works on whole words, in any case, from the first word to the last: a sentence that merely contains a
 * command does not match. No regular expression is built from input, so no text can make it slow.
 */
export type Phrase = readonly Part[];

type Part =
  /** `small`: as it is compared with what is typed. */
  | { readonly kind: 'word'; readonly word: string; readonly small: string }
  | { readonly kind: 'choice'; readonly name: string; readonly words: readonly string[] }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'optional'; readonly parts: Phrase };

export type Slots = Readonly<Record<string, string>>;

/** What separates the parts of a sentence, and belongs to none of them: `freeze all, because ...`. */
const SEPARATORS = /[,;:]+$/;

/** Reads a usage line. Throws on a line that is not well formed: a programmer's mistake, found by the first test. */
export function compile(usage: string): Phrase {
  const tokens = usage.match(/[[\]]|[^\s[\]]+/g) ?? [];
  const { parts, rest } = readParts(tokens, 0);
  if (rest.length > 0) throw new Error(`usage "${usage}": unexpected ${rest.join(' ')}`);
  return parts;
}

function readParts(tokens: readonly string[], depth: number): { parts: Phrase; rest: readonly string[] } {
  const parts: Part[] = [];
  let rest = tokens;
  for (;;) {
    const [token, ...after] = rest;
    if (token === undefined && depth > 0) throw new Error('usage: a "[" is never closed');
    if (token === undefined || (token === ']' && depth > 0)) return { parts, rest: after };
    if (token === '[') {
      const group = readParts(after, depth + 1);
      parts.push({ kind: 'optional', parts: group.parts });
      rest = group.rest;
    } else {
      parts.push(readPart(token));
      rest = after;
    }
  }
}

function readPart(token: string): Part {
  const slot = /^<(\w+)>$/.exec(token);
  if (slot?.[1] !== undefined) return { kind: 'slot', name: slot[1] };
  const choice = /^<(\w+):(\w+(?:\|\w+)+)>$/.exec(token);
  if (choice?.[1] !== undefined && choice[2] !== undefined) {
    return { kind: 'choice', name: choice[1], words: choice[2].split('|') };
  }
  if (!/^[a-z-]+:?$/.test(token)) throw new Error(`usage: cannot read "${token}"`);
  return { kind: 'word', word: token, small: token.replace(SEPARATORS, '') };
}

/** No word of a grammar is as long; what is typed may be far longer, and is looked at by every command. */
const LONGEST_WORD = 32;

/** The words as they are compared with a grammar's. */
export const comparable = (words: readonly string[]): readonly string[] =>
  words.map((word) => folded(word.slice(0, LONGEST_WORD)).replace(SEPARATORS, ''));

/**
 * The slots' values when the words match the whole phrase, in the case they were typed; undefined otherwise.
 * @param small the words as they are compared, where many phrases are
 */
export function match(phrase: Phrase, words: readonly string[], small = comparable(words)): Slots | undefined {
  return matchParts(phrase, { words, small, tried: new Map() }, 0);
}

type Typed = {
  readonly words: readonly string[];
  readonly small: readonly string[];
  /** From which end on a slot's value leads nowhere. */
  readonly tried: Map<Part, number>;
};

function matchParts(parts: Phrase, typed: Typed, from: number): Slots | undefined {
  const [part, ...rest] = parts;
  const { words, small } = typed;
  if (part === undefined) return from === words.length ? {} : undefined;
  const word = small[from];
  switch (part.kind) {
    case 'word':
      return word === part.small ? matchParts(rest, typed, from + 1) : undefined;
    case 'choice':
      if (word === undefined || !part.words.includes(word)) return undefined;
      return withSlot(part.name, word, matchParts(rest, typed, from + 1));
    case 'optional':
      return matchParts([...part.parts, ...rest], typed, from) ?? matchParts(rest, typed, from);
    case 'slot': {
      // What follows does not ask where the value begins: of ends that were tried once none is tried again.
      const tried = typed.tried.get(part) ?? Number.POSITIVE_INFINITY;
      if (tried <= from + 1) return undefined;
      const first = Math.max(from, endOfQuote(words, from)) + 1;
      const next = beginning(rest);
      // The shortest value first, so that the first "because" starts the reason.
      for (let end = first; end <= words.length && end < tried; end += 1) {
        // A long line has many words, and few with which anything can go on.
        if (end < words.length && next !== 'anything' && !next.includes(small[end] ?? '')) continue;
        const slots = matchParts(rest, typed, end);
        if (slots !== undefined) return withSlot(part.name, words.slice(from, end).join(' '), slots);
      }
      typed.tried.set(part, Math.min(first, tried));
      return undefined;
    }
  }
}

/** The words with which these parts can begin; `anything` where a slot is among them. They may begin with nothing, too. */
function beginning(parts: Phrase): readonly string[] | 'anything' {
  const words: string[] = [];
  for (const part of parts) {
    if (part.kind === 'slot') return 'anything';
    if (part.kind === 'choice') return [...words, ...part.words];
    if (part.kind === 'word') return [...words, part.small];
    const within = beginning(part.parts);
    if (within === 'anything') return within;
    words.push(...within);
  }
  return words;
}

const OPENS = new RegExp(`^[${OPENING_QUOTES}]`, 'u');
const CLOSES = new RegExp(`.[${CLOSING_QUOTES}][,;:${STOPS}]*$`, 'u');

/** Where the quote ends that begins here: a word of the grammar within it is a part of a name. -1: none does. */
function endOfQuote(words: readonly string[], from: number): number {
  if (!OPENS.test(words[from] ?? '')) return -1;
  return words.findIndex((word, index) => index >= from && CLOSES.test(word));
}

function withSlot(name: string, value: string, slots: Slots | undefined): Slots | undefined {
  return slots === undefined ? undefined : { [name]: value, ...slots };
}

/** A line of the phrase, with these values in its slots; a group that may be missing stands there where any of its slots has one. */
export function write(phrase: Phrase, slots: Slots): string {
  return phrase.flatMap((part) => written(part, slots)).join(' ');
}

function written(part: Part, slots: Slots): readonly string[] {
  switch (part.kind) {
    case 'word':
      return [part.word];
    case 'optional':
      return part.parts.some((inner) => isFilled(inner, slots)) ? [write(part.parts, slots)] : [];
    default: {
      const value = slots[part.name];
      if (value === undefined) throw new Error(`nothing is said for <${part.name}>`);
      return [value];
    }
  }
}

function isFilled(part: Part, slots: Slots): boolean {
  if (part.kind === 'optional') return part.parts.some((inner) => isFilled(inner, slots));
  return part.kind !== 'word' && slots[part.name] !== undefined;
}

/** The words a phrase must begin with: what a typo is compared with. */
export function opening(phrase: Phrase): readonly string[] {
  const end = phrase.findIndex((part) => part.kind !== 'word');
  return (end < 0 ? phrase : phrase.slice(0, end)).flatMap((part) => (part.kind === 'word' ? [part.word] : []));
}

/** The line that says all of a phrase that must be said; undefined: something must be filled in. */
export function bareLine(phrase: Phrase): string | undefined {
  const needed = phrase.filter(({ kind }) => kind !== 'optional');
  const words = opening(needed);
  return words.length < needed.length ? undefined : words.join(' ');
}

/** A usage line as people read it: `<sync:on|off|none>` becomes `on|off|none`. */
export function usageText(usage: string): string {
  return usage.replace(/<\w+:([^>]+)>/g, '$1');
}
