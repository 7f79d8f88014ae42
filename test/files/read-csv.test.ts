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
  // As a Mac ends its lines.
  ['contoso.com\rfabrikam.com\r', ['contoso.com', 'fabrikam.com']],
  // What stands between the cells is one sign: another one is a part of a name, in quotes or not.
  ['name;domain\nContoso, Ltd;contoso.com\nEvil, fabrikam.com;litware.com', ['contoso.com', 'litware.com']],
  ['name\tdomain\nA; B, C\tcontoso.com', ['contoso.com']],
  ['"a;b";"c;d",domain\nx,contoso.com', ['contoso.com']],
  ['sep=;\r\nname;domain\r\nA,B,C;contoso.com', ['contoso.com']],
  // Of each row the surest that is there; no row is left out unsaid.
  ['tenant,domain,name\n1,contoso.com,A\n,fabrikam.com,B\n,,C\n', ['1', 'fabrikam.com', 'C']],
  ['domain,remark\n,nobody knows\ncontoso.com,', [',nobody knows', 'contoso.com']],
  // What stands in another column is nobody’s name, however short the row is.
  ['tenant,replaces,note\n,fabrikam.com,old\ncontoso.com,,x\n', [',fabrikam.com,old', 'contoso.com']],
  ['replaces,tenant\nfabrikam.com\n,contoso.com', ['fabrikam.com,', 'contoso.com']],
  [',contoso.com\nfabrikam.com,', ['contoso.com', 'fabrikam.com']],
  // Without headings it is a list, in one line or in several.
  ['a.example,b.example\nc.example\n', ['a.example', 'b.example', 'c.example']],
  ['contoso.com, fabrikam.com, , woodgrove.com\n', ['contoso.com', 'fabrikam.com', 'woodgrove.com']],
])('%j names its partners', (csv, named) => {
  expect(partnersIn(csv)).toEqual(named);
});

test.each([
  '<!doctype html>\n<p>contoso.com</p>',
  '\uFEFF <html>contoso.com',
  '',
  '\n\n',
  'domain\n',
  '"never ends',
  'a\n'.repeat(30_000),
  declaredCsv({ home: HOME, partners: [] }),
])('what names nobody is none', (csv) => {
  expect(partnersIn(csv)).toBeUndefined();
});
