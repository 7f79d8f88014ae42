/** What opens a quote in some language, and what closes it. A straight quote does both. */
export const OPENING_QUOTES = '"\'＂＇“”„‟‘’‚‛«»‹›「『《';
export const CLOSING_QUOTES = '"\'＂＇“”‘’«»‹›」』》';

/** What a sentence ends with, also in languages with wider stops. */
export const STOPS = '.!?…。！？．';

/**
 * `word` as the grammar's words are written: in small letters, whatever the keyboard. Full-width letters are letters, and
 * in Turkish and Azerbaijani the capital of i has a dot and the small letter of I has none.
 */
export function folded(word: string): string {
  return word.normalize('NFKC').toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ı', 'i');
}
