import type { Sent } from '../shape.ts';

/** The renderer knows no `targetWidth`. Teams leaves out what is meant for cards of another width. */

const CLASSES = ['verynarrow', 'narrow', 'standard', 'wide'];
/** The least width of each. */
const FROM = [0, 165, 351, 769];

export function forWidth(card: Sent, width: number): Sent {
  const here = FROM.findLastIndex((from) => width >= from);
  const kept = keep(card, here);
  return isObject(kept) ? kept : card;
}

function keep(value: unknown, here: number): unknown {
  if (Array.isArray(value)) return value.filter((one) => isMeant(one, here)).map((one) => keep(one, here));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keep(inner, here)]));
}

function isMeant(value: unknown, here: number): boolean {
  const target = isObject(value) ? value['targetWidth'] : undefined;
  if (typeof target !== 'string') return true;
  const [bound, name = bound] = target.toLowerCase().split(':');
  const meant = CLASSES.indexOf(name ?? '');
  if (bound === 'atleast') return here >= meant;
  return bound === 'atmost' ? here <= meant : here === meant;
}

const isObject = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
