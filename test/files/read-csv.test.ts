import { expect, test } from 'vitest';
import { declaredCsv } from '../../src/files/csv.ts';
import { partnersIn } from '../../src/files/read-csv.ts';
import { HOME } from '../builders.ts';

test.each([
  ['contoso.com\nfabrikam.com\n', ['contoso.com', 'fabrikam.com']],
  ['\uFEFFname,Domain\r\nContoso,contoso.com\r\n"Fab, ""rikam""","fabrikam.com"', ['contoso.com', 'fabrikam.com']],
  ['name;tenant\nA;1\nB;2', ['1', '2']],
  ['name\tpartner\nA\tcontoso.com', ['contoso.com']],
  ['name\n"A\nB"\n', ['A\nB']],
  [" 'contoso.com \n\n\n", ['contoso.com']],
  ['a"b', ['a"b']],
])('%j names its partners', (csv, named) => {
  expect(partnersIn(csv)).toEqual(named);
});

test.each(['', '\n\n', 'domain\n', '"never ends', 'a\n'.repeat(30_000), declaredCsv({ home: HOME, partners: [] })])(
  'what names nobody is none',
  (csv) => {
    expect(partnersIn(csv)).toBeUndefined();
  },
);
