import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../../src/domain/partners/edit-distance.ts';
import { anyText } from '../../support/texts.ts';

const FAR = 1000;
const distance = (a: string, b: string) => editDistance(a, b, FAR);

/** Few letters, so that texts are often alike. */
const aWord = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

describe('the distance between two texts', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['fabrikam', 'fabrikam', 0],
    ['fabrikam', 'fabrikan', 1],
    ['fabrikam', 'fabrkam', 1],
    ['fabrikam', 'fabriikam', 1],
    ['fabrikam', 'fabirkam', 1],
    ['enable', 'disable', 3],
    ['kitten', 'sitting', 3],
    // A swapped pair is not edited again: this is what "optimal string alignment" means.
    ['ca', 'abc', 3],
  ])('from "%s" to "%s" is %i', (a, b, expected) => {
    expect(distance(a, b)).toBe(expected);
  });

  test('is what trying every edit finds', () => {
    fc.assert(
      fc.property(aWord, aWord, (a, b) => {
        expect(distance(a, b)).toBe(slowDistance(a, b));
      }),
    );
  });

  test('is the same in both directions', () => {
    fc.assert(
      fc.property(aWord, aWord, fc.nat(8), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(editDistance(b, a, limit));
      }),
    );
  });

  test('is nothing exactly between equal texts', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (a, b) => {
        expect(distance(a, a)).toBe(0);
        expect(distance(a, b) === 0).toBe(a === b);
      }),
    );
  });

  test('is never more than the longer text and never less than the difference in length', () => {
    fc.assert(
      fc.property(aWord, aWord, (a, b) => {
        expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });

  test('is hardly longer than any way round: at most twice, because a swap may count as two', () => {
    fc.assert(
      fc.property(aWord, aWord, aWord, (a, b, c) => {
        expect(distance(a, c)).toBeLessThanOrEqual(2 * (distance(a, b) + distance(b, c)));
      }),
    );
  });
});

describe('the limit', () => {
  test('only cuts off: the distance up to it, and one more than it for all that is farther', () => {
    fc.assert(
      fc.property(aWord, aWord, fc.nat(8), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(distance(a, b), limit + 1));
      }),
    );
  });

  test('cuts off also where only the end of a text is far', () => {
    expect(editDistance('xyabab', 'ababxy', 2)).toBe(3);
  });

  test('keeps long texts cheap: those that differ early are left after a few rows', () => {
    const reads = { count: 0 };
    expect(editDistance(counted('a'.repeat(256), reads), counted('b'.repeat(256), reads), 2)).toBe(3);
    expect(reads.count).toBeLessThan(10 * 256);
  });

  test('keeps long texts cheap: those of different lengths are not compared at all', () => {
    const reads = { count: 0 };
    expect(editDistance(counted('a'.repeat(256), reads), counted('a'.repeat(250), reads), 2)).toBe(3);
    expect(reads.count).toBe(0);
  });
});

/** The definition, word for word. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const last = a.at(-1) === b.at(-1) ? 0 : 1;
  const edits = [
    slowDistance(a.slice(0, -1), b) + 1,
    slowDistance(a, b.slice(0, -1)) + 1,
    slowDistance(a.slice(0, -1), b.slice(0, -1)) + last,
  ];
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  if (swapped) edits.push(slowDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...edits);
}

/** A text that counts how often one of its letters is read. */
function counted(text: string, reads: { count: number }): string {
  const letters = new Proxy(Array.from(text), {
    get: (target, name, receiver): unknown => {
      if (name !== 'length') reads.count += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return letters as unknown as string;
}
