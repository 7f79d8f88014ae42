import { z } from 'zod/v4-mini';
import { SLOT_PROBLEMS } from '../../domain/replies/notice.ts';
import { AFTER_PARTNER, CLOSING_QUOTES, folded, isSigned, OPENING_QUOTES, unended } from '../reading/letters.ts';
import { filterOf, FILTERED } from '../partners/partner-filter.ts';
import { comparable, compile, match } from '../reading/phrase.ts';
import type { ChangeRequest, ManyRequest, NamedPartners, NamedText } from '../requests.ts';
import { LONGEST_NAME, partnerSlot } from '../reading/slots.ts';

const ALL_PARTNERS = ['all', 'partners'];
const ALL = compile([...ALL_PARTNERS, '[with', `${FILTERED}]`, '[except', '<except>]'].join(' '));
/** What people say for all partners; in quotes it is a name. */
const EVERYBODY = ['everyone', 'everybody', 'every partner', 'all tenants'];
/** None of them is longer, with what ends a sentence. */
const LONGEST_OF_ALL = 20;
const isEverybody = (text: string): boolean =>
  text.length <= LONGEST_OF_ALL && EVERYBODY.includes(unended(folded(text)).replace(/\s+/, ' '));
/** Words of which one names a file, and what is said beside them. */
const FILE = ['file', 'csv', 'attached', 'list'];
const BESIDE_FILE = ['the', 'this', 'that', 'my', 'partners', 'in', 'from', 'of'];
/** A quoted name, or a word, with what stands between it and the next one. */
const PIECE = new RegExp(`[${OPENING_QUOTES}]([^${CLOSING_QUOTES}]+)[${CLOSING_QUOTES}]|[^\\s,;]+`, 'gu');
/** What may be a domain or a tenant id, or an address around one: reading each word of a long line as such would take too long. */
const MAY_BE_SIGNED = /[^\s.]\.[^\s.]{2}|-/u;
/** What ends a sentence names nobody. */
const NAMING = /[\p{L}\p{N}]/u;
const BULLET = /^(?:[-*•–·]|\d+[.)])$/u;
/** No command has more words before whom it is about. */
const MOST_BEFORE = 6;
const isAnd = (word: string): boolean => word === '&' || (word.length === 3 && folded(word) === 'and');

/** `apart`: an `and` stands between these, which may be a part of the name. */
type Part = { readonly text: string; readonly isSigned: boolean; readonly apart?: string[] };

/** `named`: more than one, without a doubt. `orNamed`: whom it may name where it is nobody's name as a whole. */
type Reading = { readonly named?: NamedPartners | undefined; readonly orNamed?: readonly NamedText[] };

/**
 * The partners that a text names, where it names more than one by what leaves no doubt: by domain, tenant id or in quotes,
 * with commas, semicolons, lines or `and` between. Other names may have these in them. undefined: it is one name.
 */
export const namedPartners = (text: string): NamedPartners | undefined => readingOf(text).named;

function readingOf(text: string): Reading {
  const words = isEverybody(text) ? ALL_PARTNERS : text.split(/\s+/);
  const all = folded(words[0] ?? '') === 'all' ? match(ALL, words) : undefined;
  if (all !== undefined) {
    const { setting, how, except } = all;
    const filter = filterOf(setting, how);
    // A setting that nobody knows must not stand for all partners.
    if (filter === undefined) return {};
    return { named: { kind: 'all', filter, except: except === undefined ? [] : textsOf(partsOf(except)) } };
  }
  if (isAttached(words)) return { named: { kind: 'attached' } };
  const parts = partsOf(text);
  // What would part two names may be a part of one.
  const isOne = parts.length < 2 && parts.every(({ apart }) => apart === undefined);
  if (isOne) return {};
  const texts = textsOf(parts);
  // Nobody has so long a name.
  const isList = parts.filter(({ isSigned }) => isSigned).length > 1 || text.length > LONGEST_NAME;
  return isList ? { named: { kind: 'listed', texts } } : { orNamed: texts };
}

/** `the attached file`, `my csv`, `the partners in this list`: such words, and no other. In quotes they are a name. */
function isAttached(words: readonly string[]): boolean {
  if (words.length > FILE.length + BESIDE_FILE.length) return false;
  const small = comparable(words);
  return (
    small.some((word) => FILE.includes(word)) &&
    small.every((word) => FILE.includes(word) || BESIDE_FILE.includes(word))
  );
}

/** The same line where a file stands beside it and nobody is named: `disable sync for because ...`. undefined: somebody is. */
export function namingFile(line: string): string | undefined {
  const words = line.split(/\s+/).filter((word) => word !== '');
  const small = comparable(words.slice(0, MOST_BEFORE + 1));
  const at = small.findIndex((word, n) => {
    const next = small[n + 1];
    return ['for', 'from', 'to'].includes(word) && (next === undefined || AFTER_PARTNER.includes(next));
  });
  if (at < 0 || at >= MOST_BEFORE) return undefined;
  return [...words.slice(0, at + 1), 'the attached file', ...words.slice(at + 1)].join(' ');
}

const textsOf = (parts: readonly Part[]): readonly NamedText[] =>
  parts.map(({ text, apart }) => (apart === undefined ? text : { text, apart }));

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  let between: 'names' | 'and' | 'words' = 'names';
  let and = '';
  for (const piece of text.matchAll(PIECE)) {
    const [whole, quoted] = piece;
    if (/[,;]/.test(text.slice(end, piece.index))) between = 'names';
    end = piece.index + whole.length;
    if (quoted === undefined && (isAnd(whole) || BULLET.test(whole))) {
      and = whole;
      between = between === 'names' || BULLET.test(whole) ? 'names' : 'and';
      continue;
    }
    const plain = quoted?.trim() ?? whole;
    if (plain === '') continue;
    const bare = MAY_BE_SIGNED.test(plain) ? (partnerSlot.safeParse(plain).data ?? plain) : plain;
    const part = { text: bare, isSigned: quoted !== undefined || isSigned(bare) };
    const last = parts.at(-1);
    // Words of a name that has no sign of where it ends.
    if (between !== 'names' && last !== undefined && !last.isSigned && !part.isSigned) {
      parts.splice(-1, 1, between === 'and' ? joined(last, and, whole) : goingOn(last, whole));
    } else if (part.isSigned || NAMING.test(bare)) parts.push(part);
    else continue;
    between = 'words';
  }
  return parts;
}

/** The list of names grows in place: a long line has thousands. */
function joined({ text, isSigned, apart = [text] }: Part, and: string, word: string): Part {
  apart.push(word);
  return { text: `${text} ${and} ${word}`, isSigned, apart };
}

function goingOn({ text, isSigned, apart }: Part, word: string): Part {
  if (apart === undefined) return { text: `${text} ${word}`, isSigned };
  apart.push(`${apart.pop() ?? ''} ${word}`);
  return { text: `${text} ${word}`, isSigned, apart };
}

type Chosen = Pick<ChangeRequest, 'partner' | 'orNamed'> & { readonly named?: NamedPartners };

/** A partner, or several of them. */
export const partnersSlot = z.pipe(
  z.string(),
  z.transform((text, context): Chosen => {
    const { named, orNamed } = readingOf(text);
    if (named !== undefined) return { partner: text, named };
    const one = partnerSlot.safeParse(text);
    if (one.success) return { partner: one.data, ...(orNamed && { orNamed }) };
    for (const { message } of one.error.issues) {
      const problem = SLOT_PROBLEMS.find((known) => known === message);
      if (problem !== undefined) context.issues.push({ code: 'custom', input: text, message: problem });
    }
    return z.NEVER;
  }),
);

/** The same of one partner or of several. */
export const ofThem = (
  { partner, named, orNamed }: Chosen,
  request: Omit<ChangeRequest, 'kind' | 'partner' | 'orNamed'>,
): ChangeRequest | ManyRequest =>
  named === undefined
    ? { kind: 'change', partner, ...(orNamed && { orNamed }), ...request }
    : { kind: 'changeMany', named, again: request.say(partner), ...request };
