import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageSlot, partnerSlot, reasonSlot } from '../../../src/commands/reading/slots.ts';
import { anyText } from '../../support/texts.ts';

const problems = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message);

describe('a partner', () => {
  test.each([
    ['fabrikam.com', 'fabrikam.com'],
    ['Adventure Works', 'Adventure Works'],
    ['"Adventure Works"', 'Adventure Works'],
    ['“Adventure Works”', 'Adventure Works'],
    ['„Adventure Works“', 'Adventure Works'],
    ['«Adventure Works»', 'Adventure Works'],
    ['‘Adventure Works’', 'Adventure Works'],
    ["'Adventure Works'", 'Adventure Works'],
    ['" Adventure Works "', 'Adventure Works'],
    ['「Adventure Works」', 'Adventure Works'],
    ['《Adventure Works》', 'Adventure Works'],
    ['‹Adventure Works›', 'Adventure Works'],
    ['＂Adventure Works＂', 'Adventure Works'],
    ['https://fabrikam.com/', 'fabrikam.com'],
    ['https://fabrikam.com', 'fabrikam.com'],
    ['HTTP://Fabrikam.com:443/about?x=1#y', 'Fabrikam.com'],
    ['"https://fabrikam.com/"', 'fabrikam.com'],
    ['https://fabrikam.com/.', 'fabrikam.com'],
    ['fabrikam.com/', 'fabrikam.com'],
    ['<fabrikam.com>', 'fabrikam.com'],
    ['{0d9f8c52-6f0e-4b7a-9a51-3c1f5e7a2b01}', '0d9f8c52-6f0e-4b7a-9a51-3c1f5e7a2b01'],
    ['{0D9F8C52-6F0E-4B7A-9A51-3C1F5E7A2B01}.', '0D9F8C52-6F0E-4B7A-9A51-3C1F5E7A2B01'],
    // What is no address stays as it is: whom a user@host leads to is not for us to guess.
    ['https://ann@fabrikam.com/', 'https://ann@fabrikam.com/'],
    ['ann@fabrikam.com', 'ann@fabrikam.com'],
    ['{Fabrikam}', '{Fabrikam}'],
    ['Fabrikam / Contoso', 'Fabrikam / Contoso'],
    // An apostrophe inside a name is not a quote.
    ['Margie’s Travel', 'Margie’s Travel'],
    ["O'Brien", "O'Brien"],
  ])('written as %s is %s', (text, partner) => {
    expect(partnerSlot.parse(text)).toBe(partner);
  });

  test.each([
    ['fabrikam.com.', 'fabrikam.com'],
    ['fabrikam.com!', 'fabrikam.com'],
    ['fabrikam.com?!', 'fabrikam.com'],
    ['contoso.co.uk.', 'contoso.co.uk'],
    ['bücher.example.', 'bücher.example'],
    ['"Fabrikam".', 'Fabrikam'],
    ['fabrikam.com ?', 'fabrikam.com'],
    ['Fabrikam,', 'Fabrikam'],
    ['"Fabrikam",', 'Fabrikam'],
    ['fabrikam.com。', 'fabrikam.com'],
    ['「Fabrikam」。', 'Fabrikam'],
    ['fabrikam.com…', 'fabrikam.com'],
    ['0D9F8C52-6f0e-4b7a-9a51-3c1f5e7a2b01.', '0D9F8C52-6f0e-4b7a-9a51-3c1f5e7a2b01'],
  ])('at the end of a sentence, %s, is %s', (text, partner) => {
    expect(partnerSlot.parse(text)).toBe(partner);
  });

  test.each(['Contoso Ltd.', 'A. Datum Corp.', 'Yahoo!', 'Inc.', 'Y.M.C.A.', '“Contoso Ltd.”'])(
    '%s keeps the stop that belongs to its name',
    (name) => {
      expect(partnerSlot.parse(name)).toBe(name.replace(/[“”]/g, ''));
    },
  );

  test.each(['""', '“”', '"   "', "''."])('that is nothing but quotes (%s) is asked for', (text) => {
    expect(problems(partnerSlot.safeParse(text))).toEqual(['partnerMissing']);
  });

  test('has at most 256 characters, quotes not counted', () => {
    expect(partnerSlot.safeParse(`"${'x'.repeat(256)}"`).success).toBe(true);
    expect(problems(partnerSlot.safeParse('x'.repeat(257)))).toEqual(['partnerTooLong']);
  });

  test('may be any text without harm', () => {
    fc.assert(
      fc.property(anyText(300), (text) => {
        const { data } = partnerSlot.safeParse(text);
        expect(text).toContain(data ?? '');
      }),
    );
  });
});

describe('a reason', () => {
  test('is kept as it was typed, and may be missing', () => {
    expect(reasonSlot.parse('Project “Falcon”, phase 2!')).toBe('Project “Falcon”, phase 2!');
    expect(reasonSlot.parse(undefined)).toBeNull();
  });

  test('has at most 500 characters', () => {
    expect(reasonSlot.safeParse('x'.repeat(500)).success).toBe(true);
    expect(problems(reasonSlot.safeParse('x'.repeat(501)))).toEqual(['reasonTooLong']);
  });
});

describe('a page', () => {
  test.each([
    [undefined, 1],
    ['1', 1],
    ['2', 2],
    ['99999', 99999],
  ])('%s is %i', (text, page) => {
    expect(pageSlot.parse(text)).toBe(page);
  });

  test.each(['0', '-1', '01', '1.5', '1e3', '100000', 'two', '٢', '', ' 2'])('is not "%s"', (text) => {
    expect(problems(pageSlot.safeParse(text))).toEqual(['pageNoNumber']);
  });
});
