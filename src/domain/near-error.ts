import { ASKED_BY, type AskedBy } from './known-error.ts';

const MOST = 3;
/** Of 1: how much of a name must be there. */
const ENOUGH = 0.6;
/** A single word in common says nothing. */
const FEWEST_WORDS = 2;
const SHORTEST_WORD = 3;
/** Shorter words are near to too much. */
const SHORTEST_SPELLING = 6;
/** The product's name stands in many codes, and in most texts. */
const EVERYWHERE = ['azure', 'active', 'directory', 'microsoft', 'entra'];

const PRODUCT = /azure(?:active)?directory/g;

/** An AADSTS code is a number: one that is almost the same is of something else. */
const NAMES = ASKED_BY.filter(({ name }) => !/\d{5}/.test(name));

/**
 * The errors that a text is nearest to, by spelling and by words, nearest first: to be suggested, never to be taken for
 * what was meant. Empty: none is near.
 */
export function nearErrors(text: string): readonly AskedBy[] {
  const words = wordsOf(text);
  const spelt = [...new Set(text.toLowerCase().match(/[a-z\d_]+/g))].filter((word) => word.length >= SHORTEST_SPELLING);
  const spellings = spelt.map(triplesOf);
  const near = NAMES.map((asked) => ({ asked, score: nearness(asked, words, spellings) }))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
  const byError = new Map(near.map(({ asked }) => [asked.error, asked] as const).reverse());
  return near
    .filter(({ asked }) => byError.get(asked.error) === asked)
    .slice(0, MOST)
    .map(({ asked }) => asked);
}

/** By words up to 1; a single word that is spelt alike says more. */
function nearness(asked: AskedBy, words: ReadonlySet<string>, spellings: readonly ReadonlySet<string>[]): number {
  const alike = spelling(asked.name, spellings);
  return alike >= ENOUGH ? 1 + alike : wording(asked, words);
}

/** How much of its words the text has, of 1. */
function wording({ name }: AskedBy, words: ReadonlySet<string>): number {
  const wanted = wordsOf(name);
  const shared = [...wanted].filter((word) => words.has(word)).length;
  return shared < FEWEST_WORDS ? 0 : shared / wanted.size;
}

/** How alike the name and the nearest word are, of 1 (Dice, by triples of letters). */
function spelling(name: string, spellings: readonly ReadonlySet<string>[]): number {
  const triples = triplesOf(name.toLowerCase());
  const alike = spellings.map((other) => {
    const shared = [...other].filter((triple) => triples.has(triple)).length;
    return (2 * shared) / (triples.size + other.size);
  });
  return Math.max(0, ...alike);
}

/** The words of a text, and those that a code is made of. */
function wordsOf(text: string): ReadonlySet<string> {
  const apart = text.replace(/([a-z\d])(?=[A-Z])/g, '$1 ').toLowerCase();
  const words = apart.match(/[a-z\d]+/g) ?? [];
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD && !EVERYWHERE.includes(word)));
}

function triplesOf(word: string): ReadonlySet<string> {
  const own = word.replace(PRODUCT, '');
  return new Set(Array.from({ length: own.length - 2 }, (_, at) => own.slice(at, at + 3)));
}
