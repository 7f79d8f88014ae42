import type { Line } from '../line.ts';

/** Things that are named one after the other. */

const EITHER = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const ALL = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const ROW = new Intl.ListFormat('en-GB', { type: 'unit' });

/** The same of things that take more than a name each, as one would say it: the last after `and`. */
export const allOf = (things: readonly Line[]): Line => formatted(ALL, things);

/** Such as `red, amber or green`. */
export const either = (names: readonly string[]): string => EITHER.format(names);

/** Such as `red, amber, green`; where a name has a comma of its own, `light, red; dark, green`. */
export const row = (names: readonly string[]): string =>
  names.length > 1 && names.some((name) => name.includes(', ')) ? names.join('; ') : ROW.format(names);

/** The same of things that take more than a name each. */
export const rowOf = (things: readonly Line[]): Line => formatted(ROW, things);

const formatted = (how: Intl.ListFormat, things: readonly Line[]): Line =>
  how
    .formatToParts(things.map((_, nth) => String(nth)))
    .flatMap(({ type, value }) => (type === 'element' ? (things[Number(value)] ?? []) : [value]));
