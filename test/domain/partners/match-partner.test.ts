import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAddress, matchPartner } from '../../../src/domain/partners/match-partner.ts';
import type { TenantInformation } from '../../../src/domain/partners/tenant.ts';
import { aTenant, tenantIdOf } from '../../builders.ts';
import { anyText, HOSTILE_TEXTS } from '../../support/texts.ts';

const named = (n: number, displayName: string | null, defaultDomainName: string | null = null): TenantInformation =>
  aTenant({ tenantId: tenantIdOf(n), displayName, defaultDomainName });

const match = (text: string, known: readonly TenantInformation[]) => {
  const { exact, partial, near, alike } = matchPartner(text, known, (domain) => domainToUnicode(domain) || domain);
  return { exact, partial: partial(), near: near(), alike: alike() };
};

const fabrikam = named(1, 'Fabrikam', 'fabrikam.com');
const contoso = named(2, 'Contoso', 'contoso.com');
const adventureWorks = named(3, 'Adventure Works', 'adventure-works.com');
const adventureWorksCycles = named(4, 'Adventure Works Cycles', 'adventureworkscycles.com');
const datum = named(5, 'A. Datum Corporation', 'adatum.com');
const nameless = named(6, null, 'vanarsdel.com');
const unknown = named(7, null, null);
const KNOWN = [fabrikam, contoso, adventureWorks, adventureWorksCycles, datum, nameless, unknown];

describe('a partner named in full', () => {
  test.each([
    ['Fabrikam', fabrikam],
    ['FABRIKAM', fabrikam],
    ['  fabrikam ', fabrikam],
    ['fabrikam.com', fabrikam],
    ['Fabrikam.COM', fabrikam],
    ['adventure   works', adventureWorks],
    ['Adventure Works Cycles', adventureWorksCycles],
    ['a. datum corporation', datum],
    ['vanarsdel.com', nameless],
    ['\uff26abrikam', fabrikam],
  ])('"%s" is that one', (text, tenant) => {
    expect(match(text, KNOWN).exact).toEqual([tenant]);
  });

  test('may be several: names are no keys', () => {
    const twin = named(9, 'Fabrikam', 'fabrikam.example');
    expect(match('fabrikam', [fabrikam, contoso, twin]).exact).toEqual([fabrikam, twin]);
  });

  test.each([
    ['FABRİKAM', 'Fabrikam'],
    ['FABRI\u0307KAM', 'Fabrikam'],
    ['FABRIKAM', 'Fabrıkam'],
    ['fabrıkam', 'FABRİKAM'],
    ['STRASSE', 'Straße'],
    ['straße', 'STRASSE'],
    ['ΦΑΜΠΡΙΚΑΣ', 'Φαμπρικας'],
    ['όσος', 'ΌΣΟΣ'],
  ])('is so by the rules for capitals of any language: “%s” is “%s”', (text, name) => {
    const one = named(9, name, 'other.example');
    expect(match(text, [one, contoso])).toMatchObject({ exact: [one], partial: [one] });
  });

  test('of which domains have none: they are others then', () => {
    const other = named(9, 'Other', 'xn--strae-oqa.example');
    expect(match('strasse.example', [other])).toMatchObject({ exact: [], partial: [] });
    expect(match('STRAßE.example', [other]).exact).toEqual([other]);
  });

  test('is never one that only looks the same', () => {
    const impostors = [named(9, 'F\u0430brikam'), named(10, 'Fabrikarn'), named(11, 'Fabr1kam'), named(12, 'Fábrikam')];
    const { exact, near } = match('Fabrikam', [...impostors, contoso]);
    expect(exact).toEqual([]);
    expect(near).toEqual(expect.arrayContaining(impostors));
  });
});

describe('a name copied from a card', () => {
  const long = named(9, `Fabrikam ${'of the North '.repeat(12)}`, 'fabrikam-north.example');
  const turned = named(10, 'Con\u202etoso', 'turned.example');

  test.each([
    ['Fabrikam of the North of th…', long],
    ['fabrikam-no…example', long],
    ['Con[U+202E]toso', turned],
  ])('%s may mean it, and is not its whole name', (text, tenant) => {
    expect(match(text, [...KNOWN, long, turned])).toMatchObject({ exact: [], partial: [tenant] });
  });

  test('may mean several', () => {
    expect(match('Adventure Wor…', KNOWN).partial).toEqual([adventureWorks, adventureWorksCycles]);
  });

  test('of a tenant that calls itself as another is shown means both', () => {
    const pretender = named(11, 'Con[U+202E]toso', 'pretender.example');
    const { exact, partial } = match('Con[U+202E]toso', [turned, pretender]);
    expect([exact, partial]).toEqual([[pretender], [turned, pretender]]);
  });
});

describe('an address is nobody’s name', () => {
  const id = fabrikam.tenantId;

  test.each([
    'fabrikam.com',
    'FABRIKAM.COM',
    '\uff46abrikam\uff0ecom',
    'fabrikam\u3002com',
    'fabri\u200bkam.com',
    'https://fabrikam.com',
    'fabrikam.com.',
    id,
    id.toUpperCase(),
    `{${id}}`,
    id.replaceAll('-', '\uff0d'),
    id.replaceAll('-', '\u2011'),
    id.replaceAll('-', '\u2212'),
    id.replaceAll('-', ''),
  ])('%s', (text) => {
    const pretender = named(9, text, 'nobody.example');
    expect(isAddress(text)).toBe(true);
    expect(match(text, [pretender])).toMatchObject({ exact: [], partial: [pretender] });
  });

  test.each(['Fabrikam', 'A. Datum Corporation', 'Fabrikam Inc.', 'Adventure Works', '', '\u200b'])(
    '"%s" is none',
    (text) => {
      expect(isAddress(text)).toBe(false);
    },
  );

  test('but a domain is', () => {
    const pretender = named(9, 'fabrikam.com', 'nobody.example');
    expect(match('fabrikam.com', [pretender, fabrikam]).exact).toEqual([fabrikam]);
    const foreign = named(10, null, 'xn--bcher-kva.example');
    expect(match('b\u00fccher.example', [foreign]).exact).toEqual([foreign]);
  });
});

describe('a partner that looks like the text', () => {
  test.each([
    ['by its name', named(9, 'F\u0430brikam', 'nobody.example')],
    ['by a name with invisible characters', named(9, '\u202eFabrikam\u200b', null)],
    ['by the first label of its domain', named(9, 'Nobody', 'fabrikarn.example')],
    ['by its domain in punycode', named(9, 'Nobody', 'xn--fbrikam-2fg.com')],
  ])('%s', (_, pretender) => {
    expect(match('Fabrikam', [fabrikam, contoso, pretender])).toMatchObject({
      exact: [fabrikam],
      alike: [fabrikam, pretender],
    });
  });

  test('is not one whose name goes on or is spelled nearly so', () => {
    expect(match('Adventure Works', KNOWN).alike).toEqual([adventureWorks]);
    expect(match('Fabrikan', KNOWN).alike).toEqual([]);
    expect(match('***', [named(9, '???')]).alike).toEqual([]);
  });
});

describe('a partner named in part', () => {
  test.each([
    ['adventure', [adventureWorks, adventureWorksCycles]],
    ['works adventure', [adventureWorks, adventureWorksCycles]],
    ['cycles', [adventureWorksCycles]],
    ['fab', [fabrikam]],
    ['corporation', [datum]],
    ['vanarsdel', [nameless]],
  ])('"%s" may be %j', (text, tenants) => {
    expect(match(text, KNOWN).partial).toEqual(tenants);
  });

  test('must hold all words, in the name or in the domain but not spread over both', () => {
    expect(match('fabrikam works', KNOWN).partial).toEqual([]);
    expect(match('contoso com', KNOWN).partial).toEqual([contoso]);
    expect(match('corporation adatum.com', KNOWN).partial).toEqual([]);
  });

  test('includes whoever is named in full', () => {
    expect(match('Adventure Works', KNOWN)).toMatchObject({
      exact: [adventureWorks],
      partial: [adventureWorks, adventureWorksCycles],
    });
  });
});

describe('a partner whose name is misspelled', () => {
  test.each([
    ['fabrikan', fabrikam],
    ['fabirkam', fabrikam],
    ['fabrikam.con', fabrikam],
    ['contosso', contoso],
    ['adventrue works', adventureWorks],
    ['vanarsdal.com', nameless],
    ['vanarsdal', nameless],
  ])('"%s" is near it, and is neither taken for it nor for a part of it', (text, tenant) => {
    const { exact, partial, near } = match(text, KNOWN);
    expect({ exact, partial }).toEqual({ exact: [], partial: [] });
    expect(near[0]).toEqual(tenant);
  });

  test.each(['zzzz', 'x', 'an entirely different company', 'fabrikam fabrikam fabrikam'])(
    '"%s" is near nobody',
    (text) => {
      expect(match(text, KNOWN).near).toEqual([]);
    },
  );

  test('the nearest come first, equally near ones by name, and never more than five', () => {
    const many = ['Fabrikaz', 'Fabrikay', 'Fabrikax', 'Fabrikaw', 'Fabrikav', 'Fabrikau'].map((name, n) =>
      named(20 + n, name),
    );
    const { near } = match('fabrikan', [...many, fabrikam, named(19, 'Fabrikan')]);
    expect(near.map((tenant) => tenant.displayName)).toEqual([
      'Fabrikan',
      'Fabrikam',
      'Fabrikau',
      'Fabrikav',
      'Fabrikaw',
    ]);
  });
});

describe('whatever is typed', () => {
  test.each(HOSTILE_TEXTS.filter((text) => text.trim() !== ''))('"%s" does no harm and is nobody’s name', (text) => {
    expect(match(text, KNOWN).exact).toEqual([]);
  });

  test('any text does no harm against any names', () => {
    fc.assert(
      fc.property(anyText(), anyText(), anyText(), (text, name, domain) => {
        const tenant = named(1, name, domain);
        const { exact, partial } = match(text, [tenant]);
        expect(exact.filter((match) => !partial.includes(match))).toEqual([]);
      }),
    );
  });

  test('every partner is found by its own name and by its own domain', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (name, domain) => {
        fc.pre(!isAddress(name));
        const tenant = named(1, name, domain);
        expect(match(name, [tenant]).exact).toEqual([tenant]);
        expect(match(domain, [tenant]).exact).toEqual([tenant]);
      }),
    );
  });

  test('a domain whose letters have other capitals is found as it is written', () => {
    const tenant = named(1, 'Fabrikam', '\u1f80');
    expect(match('\u1f80', [tenant])).toMatchObject({ exact: [tenant], partial: [tenant] });
  });

  test('a list without partners matches nothing', () => {
    expect(match('fabrikam', [])).toEqual({ exact: [], partial: [], near: [], alike: [] });
  });
});
