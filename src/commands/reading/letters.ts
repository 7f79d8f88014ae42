/** What opens a quote in some language, and what closes it. A straight quote does both. */
export const OPENING_QUOTES = '"\'＂＇“”„‟‘’‚‛«»‹›「『《';
export const CLOSING_QUOTES = '"\'＂＇“”‘’«»‹›」』》';

/** What a sentence ends with, also in languages with wider stops. */
export const STOPS = '.!?…。！？．';

/** A domain, or a tenant id. */
const SIGNED = /^(?:\S+\.[\p{L}\p{N}-]{2,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/iu;
/** Whether a word can only be a domain or a tenant id: what can be told from a part of a name. */
export const isSigned = (word: string): boolean => SIGNED.test(word);

/** What can follow whom a line is about. */
export const AFTER_PARTNER = ['because', 'for', 'until'];

/** What nearly everybody types; nothing but capitals is to be folded there. */
const PLAIN = /^[\x21-\x7e]*$/;

/**
 * `word` as the grammar's words are written: in small letters, whatever the keyboard. Full-width letters are letters, and
 * in Turkish and Azerbaijani the capital of i has a dot and the small letter of I has none.
 */
export function folded(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  return word.normalize('NFKC').toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ı', 'i');
}

/** `text` without these signs at its end. A regular expression would look at the rest anew from each of them. */
export function withoutEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A word without what ends a sentence, or a part of it, behind it. */
export const unended = (word: string): string => withoutEnd(word, `${STOPS},;:`);
