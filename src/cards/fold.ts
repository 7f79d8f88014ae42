import type { Line } from '../words/line.ts';
import { runLines, type RunLine } from '../words/runs.ts';
import { words } from '../words/words.ts';
import type { View } from './expand.ts';

/** What a card shows before anybody unfolds the rest, in characters: 700, less the button that unfolds. */
export const MOST_SHOWN = 685;

/** An element that may wait to be unfolded. */
export type Foldable<Item> = Item & { readonly id: string; readonly isShown: boolean };
/** What waits, for the button. */
export type Unfolded = Parameters<typeof words.common.showMore>[1];
/** The button that unfolds what waits; a list of none or one, as templates want it. */
export type Folds = readonly { readonly unfold: string; readonly targets: readonly { readonly id: string }[] }[];

/**
 * As many of these as are read at first sight; the rest waits to be unfolded, in its place.
 * @param used the characters that stand there anyway
 * @param of what they are, for the button
 */
export function folding<Item extends View>(
  items: readonly Item[],
  used: number,
  of: Unfolded,
): { readonly items: readonly Foldable<Item>[]; readonly folds: Folds } {
  let left = MOST_SHOWN - used;
  const all = items.map((item, index) => {
    left -= charactersIn(item);
    return { ...item, id: `row${index + 1}`, isShown: left >= 0 };
  });
  const targets = all.filter(({ isShown }) => !isShown).map(({ id }) => ({ id }));
  return {
    items: all,
    folds: targets.length === 0 ? [] : [{ unfold: words.common.showMore(targets.length, of), targets }],
  };
}

/**
 * What is read at first sight, each in its place, and what waits elsewhere: whatever may wait and has no room.
 * @param used the characters that stand there anyway
 */
export function fitting<Item>(
  items: readonly { readonly item: Item; readonly mayWait: boolean }[],
  used: number,
  most = MOST_SHOWN,
): { readonly shown: readonly Item[]; readonly rest: readonly Item[] } {
  let left = most - used - items.reduce((sum, { item, mayWait }) => sum + (mayWait ? 0 : charactersIn(item)), 0);
  const fits = new Set<Item>();
  for (const { item, mayWait } of items) {
    // What comes after something that waits goes on from there, so it waits as well.
    if (mayWait) left -= charactersIn(item);
    if (!mayWait || left >= 0) fits.add(item);
  }
  const all = items.map(({ item }) => item);
  return { shown: all.filter((item) => fits.has(item)), rest: all.filter((item) => !fits.has(item)) };
}

/** A card around its lines, of which those that there is no room for wait to be unfolded. */
export function withLines<Around extends object>(
  around: Around,
  lines: readonly Line[],
): Around & { readonly lines: readonly Foldable<RunLine>[]; readonly folds: Folds } {
  const { items, folds } = folding(runLines(lines), charactersIn(around), 'lines');
  return { ...around, lines: items, folds };
}

/** What a button says, and how it is drawn, is not read. */
const UNREAD = [
  'say',
  'said',
  'style',
  'weight',
  'font',
  'id',
  'colour',
  'legend',
  'chartTitle',
  'url',
  'changeId',
  'driftId',
  'verdict',
  'inputs',
];

/** The characters that people read of a view, with what parts them. */
export function charactersIn(view: unknown): number {
  if (typeof view === 'string') return view.length + 1;
  if (typeof view !== 'object' || view === null) return 0;
  return Object.entries(view).reduce((sum, [key, inner]) => sum + (UNREAD.includes(key) ? 0 : charactersIn(inner)), 0);
}
