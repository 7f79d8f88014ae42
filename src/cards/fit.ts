import { BREAK } from '../words/text.ts';
import type { Card } from './expand.ts';

/** A card takes fewer bytes than 12,288, whatever people and tenants are called. */
const MOST_BYTES = 12_287;
/** What one text may take where a card is too large, in bytes: the first of these that is enough. */
const CAPS = [600, 400, 280, 200, 140, 100, 70, 48];
/** Words of ours, ids and most domains take hardly more bytes than they have letters. */
const HEAVY = 1.5;
const ELLIPSIS = '…';
/** Around what is read from right to left (`words/text.ts`). */
const ISOLATED = /^\u2068(.*)\u2069$/su;
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
/** As it is sent, in bytes. */
const sizeOf = (text: string): number => bytesOf(text) - 2;

/** The card, with what somebody wrote cut between two characters, as far as it has to be. What buttons say stays whole. */
export function fitted(card: Card): Card {
  let fit = card;
  for (const cap of CAPS) {
    if (bytesOf(fit) <= MOST_BYTES) return fit;
    fit = cutIn(card, cap);
  }
  return fit;
}

/** For whom Teams asks for the card anew, with what it sends along then: user-specific views. */
export type Refresh = { readonly action: object; readonly userIds: readonly string[] };

/** The card as it is sent: small enough with all whom it names; where words of ours leave too little room, with as many as fit. */
export function fittedFor(card: Card, refresh: Refresh): Card {
  const fit = fitted({ ...card, refresh });
  let room = MOST_BYTES - bytesOf({ ...fit, refresh: { ...refresh, userIds: [] } });
  // Those who may decide come first. A comma parts two.
  const userIds = refresh.userIds.filter((id) => (room -= bytesOf(id) + 1) >= 0);
  return userIds.length === 0 ? fitted(card) : { ...fit, refresh: { ...refresh, userIds } };
}

/** Whether it is small enough then. */
export const canFit = (card: Card): boolean => bytesOf(fitted(card)) <= MOST_BYTES;

function cutIn<Value>(value: Value, cap: number): Value;
function cutIn(value: unknown, cap: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => cutIn(item, cap));
  if (typeof value !== 'object' || value === null) return value;
  const isRun = 'type' in value && value.type === 'TextRun';
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      const isSeen = (isRun && key === 'text') || key === 'tooltip';
      if (isSeen && typeof inner === 'string') return [key, shortenedTo(inner, cap)];
      return [key, key === 'data' || key === 'msteams' ? inner : cutIn(inner, cap)];
    }),
  );
}

/** A text that somebody wrote and that takes more than so many bytes, without its middle: both ends tell it apart. */
function shortenedTo(text: string, cap: number): string {
  if (sizeOf(text) <= cap || !isTheirs(text)) return text;
  const [, inner] = ISOLATED.exec(text) ?? [];
  return inner === undefined ? withoutMiddle(text, cap) : `\u2068${withoutMiddle(inner, cap)}\u2069`;
}

/** Letters of two bytes and more, signs that are escaped, or a word so long that it had to be broken: none is ours. */
const isTheirs = (text: string): boolean => sizeOf(text) >= text.length * HEAVY || text.includes(BREAK);

/** In whole characters. */
function withoutMiddle(text: string, cap: number): string {
  const characters = [...CHARACTERS.segment(text)].map(({ segment }) => segment);
  const half = (cap - sizeOf(ELLIPSIS)) / 2;
  const start = within(characters, half);
  return `${start.join('')}${ELLIPSIS}${within(characters.toReversed(), half).toReversed().join('')}`;
}

/** The first of these, as many as there is room for. */
function within(characters: readonly string[], room: number): readonly string[] {
  let left = room;
  const end = characters.findIndex((character) => (left -= sizeOf(character)) < 0);
  return end < 0 ? characters : characters.slice(0, end);
}
