import { folded } from '../letters.ts';

/** By these somebody is spared, or kept out of it; what such a word is about, and how far, only a grammar says. */
const SPARING = [
  ...['except', 'excepting', 'excluding', 'exclude', 'excludes', 'excluded', 'without', 'besides', 'minus', 'unless'],
  ...['but', 'not', 'no', 'never', 'neither', 'nor', "don't", 'dont', 'barring', 'save', 'skip', 'skipping'],
  ...['other than', 'apart from', 'aside from', 'rather than', 'instead of'],
];

/** Whether a text that names nobody may mean that somebody is to be spared, and not that they are meant as well. */
export function maySpare(text: string): boolean {
  const words = folded(text.replaceAll('’', "'")).match(/[\p{L}']+/gu) ?? [];
  const line = ` ${words.join(' ')} `;
  return SPARING.some((word) => line.includes(` ${word} `));
}
