import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grown, leafOf, pathTo, rootFrom, rootOf, type Peaks } from '../../src/store/merkle.ts';

const lineHash = (n: number): string => createHash('sha256').update(String(n)).digest('hex');
const leaves = (size: number): readonly string[] => Array.from({ length: size }, (_, n) => leafOf(lineHash(n)));
const peaksOf = (all: readonly string[]): Peaks =>
  all.reduce<Peaks>((peaks, leaf, size) => grown(peaks, size, leaf), []);
const bytes = (...parts: readonly (number | string)[]): string => {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(typeof part === 'number' ? Uint8Array.of(part) : Buffer.from(part, 'hex'));
  return sum.digest('hex');
};

test('is built as RFC 9162 says: written out for up to five leaves', () => {
  const [a = '', b = '', c = '', d = '', e = ''] = leaves(5);
  expect(a).toBe(bytes(0, lineHash(0)));
  const ab = bytes(1, a, b);
  const abcd = bytes(1, ab, bytes(1, c, d));
  expect([1, 2, 3, 4, 5].map((size) => rootOf(peaksOf(leaves(size))))).toEqual([
    a,
    ab,
    bytes(1, ab, c),
    abcd,
    bytes(1, abcd, e),
  ]);
  expect(rootOf([])).toBe(createHash('sha256').digest('hex'));
});

test('every leaf leads to the root by its path, and nothing else does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, at, other) => {
      const all = leaves(size);
      const index = at % size;
      const leaf = all[index] ?? '';
      const path = pathTo(index, { before: { size: 0, peaks: [] }, known: all });
      // As where all before some leaf were moved out.
      const gone = other % (index + 1);
      const before = { size: gone, peaks: peaksOf(all.slice(0, gone)) };
      expect(pathTo(index, { before, known: all.slice(gone) })).toEqual(path);
      const root = rootOf(peaksOf(all));
      expect(rootFrom(leaf, index, size, path)).toBe(root);
      expect(rootFrom(leafOf(lineHash(1_000)), index, size, path)).not.toBe(root);
      const elsewhere = other % size;
      if (elsewhere !== index) expect(rootFrom(leaf, elsewhere, size, path)).not.toBe(root);
      expect(rootFrom(leaf, index, size, path.slice(1))).not.toBe(size === 1 ? undefined : root);
      expect(rootFrom(leaf, index, size, [...path, leaf])).not.toBe(root);
      expect(rootFrom(leaf, size, size, path)).toBeUndefined();
    }),
  );
});
