import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseChangeId,
  parseDigestId,
  parseObjectId,
  parseSightId,
  parseTransientId,
  parseTenantId,
  readableCode,
} from '../../src/domain/ids.ts';
import { anyText } from '../support/texts.ts';

const GUID = '0d9f8c52-6f0e-4b7a-9a51-3c1f5e7a2b01';

describe.each([
  ['a tenant id', parseTenantId],
  ['an object id', parseObjectId],
])('%s', (_, parse) => {
  test('is a GUID, in lower case however it was typed', () => {
    expect(parse(GUID)).toBe(GUID);
    expect(parse(`  ${GUID.toUpperCase()}\n`)).toBe(GUID);
  });

  test.each([
    '',
    'fabrikam.com',
    GUID.slice(1),
    `${GUID}0`,
    `{${GUID}}`,
    GUID.replaceAll('-', ''),
    GUID.replace('0d', '0g'),
    `${GUID} ${GUID}`,
    `${GUID}\n${GUID}`,
    GUID.replace('-', '\u2010'),
    '__proto__',
  ])('is not "%s"', (text) => {
    expect(parse(text)).toBeUndefined();
  });

  test('is found again in what it was read as', () => {
    fc.assert(
      fc.property(fc.uuid(), (guid) => {
        expect(parse(guid.toUpperCase())).toBe(guid);
      }),
    );
  });

  test('never throws and only ever gives GUIDs', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(parse(text) ?? GUID).toMatch(/^[0-9a-f-]{36}$/);
      }),
    );
  });
});

describe('a change id', () => {
  test('is C- and eight letters or digits, in upper case however it was typed', () => {
    expect(parseChangeId('C-7K3M9QX2')).toBe('C-7K3M9QX2');
    expect(parseChangeId(' c-7k3m9qx2 ')).toBe('C-7K3M9QX2');
  });

  test.each(['', 'C-', '7K3M9QX2', 'C-7K3M9QX', 'C-7K3M9QX22', 'C 7K3M9QX2', 'R-7K3M9QX2', 'C-7K3M-QX2'])(
    'is not "%s"',
    (text) => {
      expect(parseChangeId(text)).toBeUndefined();
    },
  );

  test.each(['I', 'L', 'O', 'U'])('never holds %s, which could be misread', (letter) => {
    expect(parseChangeId(`C-7K3M9QX${letter}`)).toBeUndefined();
  });
});

describe('a readable code', () => {
  test('has one letter or digit for every byte, and makes a change id', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        const code = readableCode(bytes);
        expect(parseChangeId(`C-${code}`)).toBe(`C-${code}`);
      }),
    );
  });

  test('uses every sign equally often, so that none is more likely than another', () => {
    const all = readableCode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    const counts = Map.groupBy(Array.from(all), (sign) => sign);
    expect(Array.from(counts.values(), (signs) => signs.length)).toEqual(Array.from({ length: 32 }, () => 8));
  });
});

test('a transient id is read in any case, and nothing else is', () => {
  expect(parseTransientId(' t-7k3m9qx2 ')).toBe('T-7K3M9QX2');
  expect(parseTransientId('D-7K3M9QX2')).toBeUndefined();
});

test('a sight id is read in any case, and nothing else is', () => {
  expect(parseSightId(' s-7k3m9qx2 ')).toBe('S-7K3M9QX2');
  for (const other of ['', 'S-7K3M9QX', 'C-7K3M9QX2', 'S-7K3M9QXU', 'S-7K3M9QX2 S-7K3M9QX2']) {
    expect(parseSightId(other)).toBeUndefined();
  }
});

test('a digest id is read in any case, and nothing else is', () => {
  expect(parseDigestId(' g-7k3m9qx2 ')).toBe('G-7K3M9QX2');
  for (const other of ['S-7K3M9QX2', 'G-7K3M9QX', 'G-7K3M9QXI', '']) expect(parseDigestId(other)).toBeUndefined();
});
