import { folded } from '../reading/letters.ts';

/** By these somebody is spared, or kept out of it; what such a word is about, and how far, only a grammar says. */
const SPARING = [
  ...['except', 'excepting', 'excluding', 'exclude', 'excludes', 'excluded', 'without', 'besides', 'minus', 'unless'],
  ...['but', 'not', 'no', 'never', 'neither', 'nor', "don't", 'dont', 'barring', 'save', 'skip', 'skipping'],
  ...['other', 'apart', 'aside', 'rather', 'instead'],
];

/** Less than that: a reason may say `not` and `without` of something else. */
const SPARED = /\b(?:except|excepting|excluding|apart from|but not)\b.+$/is;

/** Such words behind a reason: `because it is over except contoso.com`. Whether they were meant so nobody can know. */
export const sparedInReason = (reason: string): string | undefined => SPARED.exec(reason)?.[0];

/** Whether a text that names nobody may mean that somebody is to be spared, and not that they are meant as well. */
export function maySpare(text: string): boolean {
  const words = folded(text.replaceAll('’', "'")).match(/[\p{L}']+/gu) ?? [];
  return words.some((word) => SPARING.includes(word));
}
