import { expect, test } from 'vitest';
import { parseChangeId, parseDigestId, parseDriftId, parseSightId } from '../../src/domain/ids.ts';
import { randomIds } from '../../src/runtime/ids.ts';

const many = <Item>(make: () => Item) => Array.from({ length: 1000 }, make);

test('change ids are well formed and do not repeat', () => {
  const ids = many(() => randomIds.change());
  expect(ids.filter((id) => parseChangeId(id) !== id)).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each<[string, () => string, (text: string) => string | undefined]>([
  ['drift', () => randomIds.drift(), parseDriftId],
  ['sight', () => randomIds.sight(), parseSightId],
  ['digest', () => randomIds.digest(), parseDigestId],
])('%s ids are well formed, do not repeat, and are no change ids', (_, make, parse) => {
  const ids = many(make);
  expect(ids.filter((id) => parse(id) !== id || parseChangeId(id) !== undefined)).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('references can be read aloud, do not repeat, and are no change ids', () => {
  const references = many(() => randomIds.reference());
  expect(references.filter((reference) => !/^R-[0-9A-HJKMNP-TV-Z]{8}$/.test(reference))).toEqual([]);
  expect(references.filter((reference) => parseChangeId(reference) !== undefined)).toEqual([]);
  expect(new Set(references).size).toBe(references.length);
});
