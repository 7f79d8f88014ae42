import type { Sent } from '../shape.ts';

/** The card after everything on it was unfolded (Adaptive Cards: `Action.ToggleVisibility`). */
export const withAllShown = (card: Sent): Sent =>
  Object.fromEntries(
    Object.entries(card).flatMap(([key, inner]) => (key === 'isVisible' ? [] : [[key, shown(inner)]])),
  );

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  return isObject(value) ? withAllShown(value) : value;
}

const isObject = (value: unknown): value is Sent => typeof value === 'object' && value !== null;
