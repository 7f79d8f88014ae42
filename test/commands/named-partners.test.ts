import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { namedPartners, namingFile } from '../../src/commands/many/named-partners.ts';
import { parse } from '../../src/commands/reading/parse.ts';

const ID = '7a53e8f1-2b6c-4d90-8e17-c45a09b3d2f6';

const asked = (line: string) => {
  const parsed = parse(line, COMMANDS);
  return parsed.kind === 'request' ? parsed.request : parsed;
};

test.each([
  ['contoso.com, fabrikam.com and woodgrove.com', ['contoso.com', 'fabrikam.com', 'woodgrove.com']],
  ['contoso.com; fabrikam.com', ['contoso.com', 'fabrikam.com']],
  ['contoso.com fabrikam.com', ['contoso.com', 'fabrikam.com']],
  ['contoso.com,fabrikam.com,', ['contoso.com', 'fabrikam.com']],
  ['contoso.com & fabrikam.com.', ['contoso.com', 'fabrikam.com']],
  ['contoso.com AND fabrikam.com!', ['contoso.com', 'fabrikam.com']],
  [`${ID} and https://contoso.com/`, [ID, 'contoso.com']],
  ['- contoso.com - fabrikam.com', ['contoso.com', 'fabrikam.com']],
  ['1. contoso.com 2. fabrikam.com', ['contoso.com', 'fabrikam.com']],
  ['• contoso.com • fabrikam.com', ['contoso.com', 'fabrikam.com']],
  ['"Smith, Jones and Co." and “Wide World Importers”', ['Smith, Jones and Co.', 'Wide World Importers']],
  ['contoso.com, Wide World Importers, fabrikam.com', ['contoso.com', 'Wide World Importers', 'fabrikam.com']],
  ['contoso.com, contoso.com', ['contoso.com', 'contoso.com']],
  ['xn--fabrkam-9va.com and fabríkam.com', ['xn--fabrkam-9va.com', 'fabríkam.com']],
])('%s names several', (text, texts) => {
  expect(namedPartners(text)).toEqual({ kind: 'listed', texts });
});

test.each([
  [
    'Contoso, Fabrikam and Woodgrove',
    ['Contoso', { text: 'Fabrikam and Woodgrove', apart: ['Fabrikam', 'Woodgrove'] }],
  ],
  ['Contoso, Fabrikam, and Wide World Importers', ['Contoso', 'Fabrikam', 'Wide World Importers']],
  ['contoso.com, Fabrikam', ['contoso.com', 'Fabrikam']],
  ['A Ltd & B Inc and C', [{ text: 'A Ltd & B Inc and C', apart: ['A Ltd', 'B Inc', 'C'] }]],
  ['"A and B", C', ['A and B', 'C']],
  ['Wide World Importers', undefined],
  ['"A, B and C"', undefined],
  ['contoso.com', undefined],
])('%s may be a name, or these', (text, orNamed) => {
  const request = asked(`disable sync for ${text}`);
  expect(request).toMatchObject({ kind: 'change' });
  expect('orNamed' in request ? request.orNamed : undefined).toEqual(orNamed);
});

test.each(['everyone', 'Everybody!', 'all tenants', 'every partner.'])('%s is all partners', (text) => {
  expect(asked(`disable sync for ${text} because it leaks`)).toMatchObject({
    kind: 'changeMany',
    named: { kind: 'all', filter: 'any', except: [] },
  });
});

test.each(['"Everyone"', 'everyone.com', 'Everyone Ltd', 'all of it'])('%s is a name', (text) => {
  expect(asked(`disable sync for ${text}`)).toMatchObject({ kind: 'change' });
});

test('what is longer than a name is names', () => {
  const names = Array.from({ length: 30 }, (_, n) => `Partner Number ${n}`);
  expect(asked(`disable sync for ${names.join(', ')}`)).toMatchObject({ kind: 'changeMany', named: { texts: names } });
  expect(asked(`disable sync for ${'x'.repeat(300)}`)).toMatchObject({ kind: 'invalid', problems: ['partnerTooLong'] });
});

test.each([
  'contoso.com',
  'Smith, Jones and Co.',
  'Salesforce.com, Inc.',
  '"contoso.com, fabrikam.com"',
  ID,
  'all',
  'all partnerships',
  'all partners with secrets on',
])('%s names one', (text) => {
  expect(namedPartners(text)).toBeUndefined();
});

test.each([
  ['all partners', 'any', []],
  ['ALL partners with sync on', 'on', []],
  ['all partners with sync none', 'none', []],
  ['all partners with trust off except contoso.com', { what: 'trust', how: 'off' }, ['contoso.com']],
  ['all partners with direct connect unrestricted', { what: 'direct connect', how: 'unrestricted' }, []],
  ['all partners, with sync on, except: contoso.com', 'on', ['contoso.com']],
  ['all partners except Contoso, "A and B" and fabrikam.com', 'any', ['Contoso', 'A and B', 'fabrikam.com']],
  ['all partners except Contoso and Litware', 'any', [{ text: 'Contoso and Litware', apart: ['Contoso', 'Litware'] }]],
] as const)('%s names all of whom it is so', (text, filter, except) => {
  expect(namedPartners(text)).toEqual({ kind: 'all', filter, except });
});

test('the attached file names them', () => {
  const said = ['attached file', 'The  attached CSV', 'this file', 'the list attached', 'my CSV file', 'FILE'];
  for (const text of [...said, 'the partners in this file', 'the partners from my attached csv,']) {
    expect(namedPartners(text)).toEqual({ kind: 'attached' });
  }
  for (const text of ['the partners', 'The File Company', '"The File"', 'in', 'files'])
    expect(namedPartners(text)).toBeUndefined();
});

test.each([
  ['disable sync for', 'disable sync for the attached file'],
  ['disable sync for, because they are done', 'disable sync for, the attached file because they are done'],
  ['enable sync for for 30 days', 'enable sync for the attached file for 30 days'],
  ['trust mfa from until 2027-03-31', 'trust mfa from the attached file until 2027-03-31'],
  ['disable auto redemption to', 'disable auto redemption to the attached file'],
  ['disable sync for contoso.com', undefined],
  ['plan because of it', undefined],
  ['disable sync', undefined],
  ['', undefined],
])('where nobody is named, a file beside the line does: %s', (line, naming) => {
  expect(namingFile(line)).toBe(naming);
});

test.each([
  'enable sync for',
  'disable sync for',
  'enable group sync for',
  'disable group sync for',
  'enable auto redemption from',
  'disable auto redemption to',
  'trust mfa from',
  'stop trusting mfa from',
  'trust compliant devices from',
  'stop trusting compliant devices from',
  'trust hybrid devices from',
  'stop trusting hybrid devices from',
])('%s takes several', (opening) => {
  expect(asked(`${opening} contoso.com and fabrikam.com because they are done`)).toMatchObject({
    kind: 'changeMany',
    named: { kind: 'listed', texts: ['contoso.com', 'fabrikam.com'] },
    again: `${opening} contoso.com and fabrikam.com`,
    reason: 'they are done',
  });
});

test('an end is that of all of them', () => {
  expect(asked('enable sync for contoso.com, fabrikam.com for 30 days')).toMatchObject({
    kind: 'changeMany',
    again: 'enable sync for contoso.com, fabrikam.com for 30 days',
    ends: { door: 'userSync', asked: { kind: 'days', days: 30 } },
  });
});

test.each(['delete sync policy for contoso.com and fabrikam.com', 'break glass: enable sync for a.com and b.com'])(
  '%s is asked for one by one',
  (line) => {
    expect(asked(line)).toMatchObject({ kind: 'change' });
  },
);
