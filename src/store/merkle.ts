import { createHash } from 'node:crypto';

/**
 * A tree of hashes over the journal, as RFC 9162 (2.1) builds it: so that some lines can be shown to be part of it without
 * the others. Its leaves are the hashes of lines in their order (`chain.ts`): leaf = SHA-256(00 ‖ hash of the line),
 * node = SHA-256(01 ‖ left ‖ right), all as bytes. Hashes go in and out as small hexadecimal digits.
 */

/** The roots of the whole trees that so many leaves fall into, the largest first: one for each bit of their number. */
export type Peaks = readonly string[];

const hash = (prefix: number, ...parts: readonly string[]): string => {
  const sum = createHash('sha256').update(Uint8Array.of(prefix));
  for (const part of parts) sum.update(Buffer.from(part, 'hex'));
  return sum.digest('hex');
};
export const leafOf = (lineHash: string): string => hash(0, lineHash);
const nodeOf = (left: string, right: string): string => hash(1, left, right);

/** The peaks with one more leaf. @param size how many leaves there were */
export function grown(peaks: Peaks, size: number, leaf: string): Peaks {
  const kept = [...peaks];
  let node = leaf;
  // As in counting: each whole tree of the same size is carried into the next larger one.
  for (let left = size; left % 2 === 1; left = (left - 1) / 2) node = nodeOf(kept.pop() ?? '', node);
  return [...kept, node];
}

/** The root over all; of no leaf the hash of nothing. */
export function rootOf(peaks: Peaks): string {
  const last = peaks.at(-1);
  if (last === undefined) return createHash('sha256').digest('hex');
  return peaks.slice(0, -1).reduceRight((right, left) => nodeOf(left, right), last);
}

/** All leaves: those that are known one by one, and before them so many of which only the peaks are. */
export type Leaves = {
  readonly before: { readonly size: number; readonly peaks: Peaks };
  readonly known: readonly string[];
};

/**
 * The hashes that lead from one leaf to the root, the nearest first.
 * @param index of the leaf, from 0, among all of them; it is known
 */
export function pathTo(index: number, leaves: Leaves): readonly string[] {
  const path: string[] = [];
  let [from, until] = [0, leaves.before.size + leaves.known.length];
  while (until - from > 1) {
    const middle = from + halfOf(until - from);
    const isLeft = index < middle;
    path.unshift(isLeft ? nodeOver(leaves, middle, until) : nodeOver(leaves, from, middle));
    if (isLeft) until = middle;
    else from = middle;
  }
  return path;
}

/** The node over the leaves from one to before another. */
function nodeOver(leaves: Leaves, from: number, until: number): string {
  const { before, known } = leaves;
  if (until <= before.size) return peakOver(before.size, before.peaks, from);
  if (until - from === 1) return known[from - before.size] ?? '';
  const middle = from + halfOf(until - from);
  return nodeOf(nodeOver(leaves, from, middle), nodeOver(leaves, middle, until));
}

/** The peak that begins at a leaf. */
function peakOver(size: number, peaks: Peaks, from: number): string {
  let start = 0;
  for (const peak of peaks) {
    if (start === from) return peak;
    // The largest whole tree that fits into what is left.
    start += 2 ** Math.floor(Math.log2(size - start));
  }
  return '';
}

/** The root to which a leaf leads; undefined: the path does not fit. @param size of the whole tree, in leaves */
export function rootFrom(leaf: string, index: number, size: number, path: readonly string[]): string | undefined {
  if (size <= 1) return index === 0 && size === 1 && path.length === 0 ? leaf : undefined;
  const half = halfOf(size);
  const last = path.at(-1);
  if (last === undefined || index < 0 || index >= size) return undefined;
  const rest = path.slice(0, -1);
  const below = index < half ? rootFrom(leaf, index, half, rest) : rootFrom(leaf, index - half, size - half, rest);
  if (below === undefined) return undefined;
  return index < half ? nodeOf(below, last) : nodeOf(last, below);
}

/** The largest power of two below. */
const halfOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1);
