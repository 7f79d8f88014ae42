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

/**
 * The hashes that lead from one leaf to the root, the nearest first.
 * @param index of the leaf, from 0, among all of them
 * @param leaves all of them
 */
export function pathTo(index: number, leaves: readonly string[]): readonly string[] {
  if (leaves.length <= 1) return [];
  const half = halfOf(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return index < half ? [...pathTo(index, left), treeOf(right)] : [...pathTo(index - half, right), treeOf(left)];
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

function treeOf(leaves: readonly string[]): string {
  let peaks: Peaks = [];
  leaves.forEach((leaf, size) => {
    peaks = grown(peaks, size, leaf);
  });
  return rootOf(peaks);
}

/** The largest power of two below. */
const halfOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1);
