import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchPartner } from '../../src/domain/match-partner.ts';
import type { TenantInformation } from '../../src/domain/tenant.ts';
import { aTenant, tenantIdOf } from '../builders.ts';
import { anyText, HOSTILE_TEXTS } from '../support/texts.ts';

const named = (n: number, displayName: string | null, defaultDomainName: string | null = null): TenantInformation =>
  aTenant({ tenantId: tenantIdOf(n), displayName, defaultDomainName });

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
    expect(matchPartner(text, KNOWN).exact).toEqual([tenant]);
  });

  test('may be several: names are no keys', () => {
    const twin = named(9, 'Fabrikam', 'fabrikam.example');
    expect(matchPartner('fabrikam', [fabrikam, contoso, twin]).exact).toEqual([fabrikam, twin]);
  });

  test('is never one that only looks the same', () => {
    const impostors = [named(9, 'F\u0430brikam'), named(10, 'Fabrikarn'), named(11, 'Fabr1kam'), named(12, 'Fábrikam')];
    const { exact, near } = matchPartner('Fabrikam', [...impostors, contoso]);
    expect(exact).toEqual([]);
    expect(near).toEqual(expect.arrayContaining(impostors));
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
    expect(matchPartner(text, KNOWN).partial).toEqual(tenants);
  });

  test('must hold all words, in the name or in the domain but not spread over both', () => {
    expect(matchPartner('fabrikam works', KNOWN).partial).toEqual([]);
    expect(matchPartner('contoso com', KNOWN).partial).toEqual([contoso]);
    expect(matchPartner('corporation adatum.com', KNOWN).partial).toEqual([]);
  });

  test('includes whoever is named in full', () => {
    expect(matchPartner('Adventure Works', KNOWN)).toMatchObject({
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
    const { exact, partial, near } = matchPartner(text, KNOWN);
    expect({ exact, partial }).toEqual({ exact: [], partial: [] });
    expect(near[0]).toEqual(tenant);
  });

  test.each(['zzzz', 'x', 'an entirely different company', 'fabrikam fabrikam fabrikam'])(
    '"%s" is near nobody',
    (text) => {
      expect(matchPartner(text, KNOWN).near).toEqual([]);
    },
  );

  test('the nearest come first, equally near ones by name, and never more than five', () => {
    const many = ['Fabrikaz', 'Fabrikay', 'Fabrikax', 'Fabrikaw', 'Fabrikav', 'Fabrikau'].map((name, n) =>
      named(20 + n, name),
    );
    const { near } = matchPartner('fabrikan', [...many, fabrikam, named(19, 'Fabrikan')]);
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
    expect(matchPartner(text, KNOWN).exact).toEqual([]);
  });

  test('any text does no harm against any names', () => {
    fc.assert(
      fc.property(anyText(), anyText(), anyText(), (text, name, domain) => {
        const tenant = named(1, name, domain);
        const { exact, partial } = matchPartner(text, [tenant]);
        expect(exact.filter((match) => !partial.includes(match))).toEqual([]);
      }),
    );
  });

  test('every partner is found by its own name and by its own domain', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (name, domain) => {
        const tenant = named(1, name, domain);
        expect(matchPartner(name, [tenant]).exact).toEqual([tenant]);
        expect(matchPartner(domain, [tenant]).exact).toEqual([tenant]);
      }),
    );
  });

  test('a list without partners matches nothing', () => {
    expect(matchPartner('fabrikam', [])).toEqual({ exact: [], partial: [], near: [] });
  });
});
