import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { comparison, skeleton } from '../../../src/domain/partners/lookalike.ts';
import type { TenantInformation } from '../../../src/domain/partners/tenant.ts';
import { aTenant, tenantIdOf } from '../../builders.ts';
import { anyText, HOSTILE_TEXTS } from '../../support/texts.ts';

function lookalikes(
  tenant: TenantInformation,
  domains: readonly string[],
  known: readonly TenantInformation[],
  decode: (domain: string) => string,
) {
  const { compare, found: all } = comparison(tenant, domains, decode);
  known.forEach(compare);
  return all();
}

const named = (n: number, displayName: string | null, defaultDomainName: string | null = null): TenantInformation =>
  aTenant({ tenantId: tenantIdOf(n), displayName, defaultDomainName });

/** As the bot asks: by the tenant's own domain. */
function found(tenant: TenantInformation, ...known: readonly TenantInformation[]) {
  const domain = tenant.defaultDomainName;
  return lookalikes(tenant, domain === null ? [] : [domain], known, domainToUnicode);
}
const asWritten = (domain: string): string => domain;
const kinds = (tenant: TenantInformation, ...known: readonly TenantInformation[]) =>
  found(tenant, ...known).map(({ kind }) => kind);
const byName = (a: string, b: string) => kinds(named(1, a), named(2, b));
const byDomain = (a: string, b: string) => kinds(named(1, null, a), named(2, null, b));

describe('a name that could be mistaken for another', () => {
  test.each([
    ['a Cyrillic a', 'F\u0430brikam', 'Fabrikam'],
    ['all that Cyrillic has', '\u0430\u0441\u0435\u043e\u0440', 'aceop'],
    ['a Greek omicron', 'C\u03bfntoso', 'Contoso'],
    ['a dotless i', 'Fabr\u0131kam', 'Fabrikam'],
    ['r and n for m', 'Fabrikarn', 'Fabrikam'],
    ['r and n for m in a short name', 'Corna', 'Coma'],
    ['two v for w', 'VVoodgrove Bank', 'Woodgrove Bank'],
    ['c and l for d', 'A. clatum', 'A. datum'],
    ['0 for o', 'C0nt0s0', 'Contoso'],
    ['1 for l', 'Trai1 Research', 'Trail Research'],
    ['l for i', 'Fabrlkam', 'Fabrikam'],
    ['full-width letters', '\uff26\uff41\uff42\uff52\uff49\uff4b\uff41\uff4d', 'Fabrikam'],
    ['an accent', 'Fábrïkam', 'Fabrikam'],
    ['an invisible character', 'Fabri\u200bkam', 'Fabrikam'],
    ['other spaces and punctuation', 'North-Wind  Traders.', 'Northwind Traders'],
    ['a letter left out', 'Fabrkam', 'Fabrikam'],
    ['two neighbours swapped', 'Fabirkam', 'Fabrikam'],
    ['two letters changed in a long name', 'Northvind Tradars', 'Northwind Traders'],
    ['a letter changed in a short name', 'Datun', 'Datum'],
    ['a capital I for a small l, in a name of three letters', 'ATI', 'ATl'],
    ['another legal form', 'Fabrikam Inc.', 'Fabrikam GmbH'],
    ['a legal form with an ampersand', 'Fabrikam GmbH & Co. KG', 'Fabrikam Ltd'],
    ['a legal form in full stops', 'Fabrikam S.A.', 'Fabrikam B.V.'],
    ['a legal form in other letters', 'Fabrikam \u0406nc', 'Fabrikam plc'],
    ['a legal form before the name', 'AB Fabrikam', 'Fabrikam AB'],
    ['a legal form without a space', 'FabrikamInc', 'Fabrikam Inc'],
    ['an article', 'The Fabrikam', 'Fabrikam'],
    ['a misspelling before a legal form', 'Fabrikarn Holdings', 'Fabrikam Group'],
    ['a name that goes on', 'Contoso Pharmaceuticals', 'Contoso'],
    ['a name of two words that goes on', 'Adventure Works Cycles', 'Adventure Works'],
    ['the same words in another order', 'Traders Northwind', 'Northwind Traders'],
    ['marks that turn the direction of writing', '\u2066Fab\u202erik\u202cam\u2069', 'Fabrikam'],
    ['a joiner between r and n', 'Fabrikar\u200dn', 'Fabrikam'],
    ['a soft hyphen', 'Fab\u00adrikar\u00adn', 'Fabrikam'],
    ['a filler that counts as a letter', 'Fabri\u3164kam', 'Fabrikam'],
  ])('%s: "%s" for "%s"', (_, a, b) => {
    expect(byName(a, b)).toEqual(['similarName']);
    expect(byName(b, a)).toEqual(['similarName']);
  });

  test.each([
    ['Fabrikam', 'Fabrikam'],
    ['fabrikam', 'FABRIKAM'],
    ['X', 'x'],
    ['株式会社', '株式会社'],
  ])('the very same: "%s" and "%s"', (a, b) => {
    expect(byName(a, b)).toEqual(['sameName']);
  });

  test.each([
    ['three letters', 'SAP', 'SAS'],
    ['three letters, swapped', 'IBM', 'IMB'],
    ['two letters changed in seven', 'Contoso', 'Conzosa'],
    ['three letters changed in nine', 'Proseware', 'Prozevara'],
    ['one word of two in common', 'Northwind Traders', 'Humongous Traders'],
    ['nothing but the legal form in common', 'Contoso GmbH', 'Fabrikam GmbH'],
    ['three letters before the same legal form', 'SAP Inc', 'SAS Inc'],
    ['a part of a word', 'Fabri', 'Fabrikam Residences'],
    ['numbers', 'Partner 00001', 'Partner 12345'],
    ['names without any letter', '🙂🙂', '***'],
    ['a name without any letter and one with', '🙂', 'Fabrikam'],
    ['names in another script', '東京電力', '大阪瓦斯'],
  ])('not %s: "%s" and "%s"', (_, a, b) => {
    expect(byName(a, b)).toEqual([]);
    expect(byName(b, a)).toEqual([]);
  });
});

describe('a domain that could be mistaken for another', () => {
  test.each([
    ['r and n for m', 'fabrikarn.com', 'fabrikam.com'],
    ['a 0 for an o', 'c0ntoso.com', 'contoso.com'],
    ['another ending', 'fabrikam.net', 'fabrikam.com'],
    ['the initial domain of another tenant', 'fabrikam.onmicrosoft.com', 'fabrikam.com'],
    ['a hyphen', 'adventure-works.com', 'adventureworks.com'],
  ])('%s: %s for %s', (_, a, b) => {
    expect(byDomain(a, b)).toEqual(['similarDomain']);
  });

  test('letters from elsewhere, in punycode: they are shown, and so is whom they resemble', () => {
    const cyrillic = named(1, null, 'xn--fbrikam-2fg.com');
    expect(found(cyrillic, named(2, 'Fabrikam', 'fabrikam.com'))).toEqual([
      { kind: 'foreignLetters', unicode: domainToUnicode('xn--fbrikam-2fg.com') },
      { kind: 'similarDomain', other: named(2, 'Fabrikam', 'fabrikam.com') },
    ]);
    expect(domainToUnicode('xn--fbrikam-2fg.com')).toBe('f\u0430brikam.com');
  });

  test('a known one in punycode is decoded before it is compared', () => {
    const known = named(2, null, 'xn--fbrikam-2fg.com');
    expect(found(named(1, null, 'fabrikam.com'), known)).toEqual([{ kind: 'similarDomain', other: known }]);
  });

  test('every domain counts that the tenant goes by, and the other is named once', () => {
    const other = named(2, 'Someone', 'fabrikam.com');
    const tenant = named(1, 'Nobody', 'nobody.example');
    const by = (...domains: readonly string[]) => lookalikes(tenant, domains, [other], domainToUnicode);
    expect(by('nobody.example')).toEqual([]);
    expect(by('nobody.example', 'fabrlkam.com')).toEqual([{ kind: 'similarDomain', other }]);
    expect(by('fabrikam.net', 'fabrlkam.com')).toEqual([{ kind: 'similarDomain', other }]);
  });

  test('capital letters are no letters from elsewhere', () => {
    expect(kinds(named(1, null, 'Fabrikam.COM'))).toEqual([]);
  });

  test('letters from elsewhere are shown even where nobody is resembled', () => {
    expect(kinds(named(1, null, 'xn--bcher-kva.example'))).toEqual(['foreignLetters']);
  });

  test('an ordinary domain has no letters from elsewhere', () => {
    expect(kinds(named(1, null, 'fabrikam.com'))).toEqual([]);
  });

  test.each([
    ['fabrikam.com', 'contoso.com'],
    ['sap.com', 'sas.com'],
    ['fabrikam.contoso.com', 'adatum.contoso.com'],
  ])('not %s and %s', (a, b) => {
    expect(byDomain(a, b)).toEqual([]);
  });
});

describe('a name that reads like an address of another tenant', () => {
  const owner = named(2, 'Someone', 'fabrikam.com');
  const id = owner.tenantId;

  test.each([
    ['the domain', 'fabrikam.com', 'nameLikeDomain'],
    ['the domain in other letters', 'F\u0430brikarn.c\u043em', 'nameLikeDomain'],
    ['the domain with an invisible character', 'fabri\u200bkam.com', 'nameLikeDomain'],
    ['the domain among other words', 'Tenant of fabrikam.com (verified)', 'nameLikeDomain'],
    ['the first label of the domain', 'Fabrikam', 'nameLikeDomain'],
    ['nearly the first label', 'Fabrikan GmbH', 'nameLikeDomain'],
    ['the tenant id', id, 'nameHoldsId'],
    ['the tenant id in capitals and brackets', `Fabrikam services {${id.toUpperCase()}}`, 'nameHoldsId'],
    ['the tenant id with other hyphens', id.replaceAll('-', '\u2011'), 'nameHoldsId'],
  ])('%s: %s', (_, name, kind) => {
    const pretender = named(1, name, 'nobody.example');
    expect(found(pretender, owner)).toEqual([{ kind, other: owner }]);
    const reverse = { nameLikeDomain: 'domainLikeName', nameHoldsId: 'idInName' }[kind];
    expect(found(owner, pretender)).toEqual([{ kind: reverse, other: pretender }]);
  });

  test.each(['Fabric', 'fabrikam-residences.example', '', id.slice(0, 8)])('not "%s"', (name) => {
    expect(kinds(named(1, name, 'nobody.example'), owner)).toEqual([]);
  });
});

describe('the tenants that another one is compared with', () => {
  test('never include the tenant itself', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (name, domain) => {
        const tenant = named(1, name, domain);
        expect(lookalikes(tenant, [domain], [tenant, { ...tenant }], asWritten)).toEqual([]);
      }),
    );
  });

  test('are named once each, those most alike first, else in the order they came', () => {
    const others = [named(2, 'Fabrikarn', 'fabrikarn.com'), named(3, 'Contoso'), named(4, 'Fabrikam', 'fabrikam.net')];
    expect(found(named(1, 'Fabrikam', 'fabrikam.com'), ...others)).toEqual([
      { kind: 'sameName', other: others[2] },
      { kind: 'similarName', other: others[0] },
    ]);
  });

  test('count by their domain when their names say nothing', () => {
    expect(kinds(named(1, 'Fabrikam Holding', 'fabrikam.com'), named(2, 'Someone', 'fabrikarn.com'))).toEqual([
      'similarDomain',
    ]);
    expect(kinds(named(1, 'Fabrikam', 'fabrikam.com'), named(2, null, 'fabrikarn.com'))).toEqual(['similarDomain']);
  });

  test('are no lookalikes without a name and a domain to compare', () => {
    expect(kinds(named(1, null, null), named(2, null, null), named(3, 'Fabrikam', 'fabrikam.com'))).toEqual([]);
    expect(kinds(named(1, 'Fabrikam', 'fabrikam.com'), named(2, null, null))).toEqual([]);
  });
});

/** Company names as one finds them side by side in a partner list; none of them is another's impostor. */
const COMPANIES = [
  'A. Datum Corporation',
  'Adventure Works',
  'Alpine Ski House',
  'Bellows College',
  'City Power & Light',
  'Coho Vineyard',
  'Coho Winery',
  'Consolidated Messenger',
  'Contoso',
  'Fabrikam',
  'Fourth Coffee',
  'Graphic Design Institute',
  'Humongous Insurance',
  'Litware',
  'Lucerne Publishing',
  'Margie’s Travel',
  'Northwind Traders',
  'Proseware',
  'School of Fine Art',
  'Southridge Video',
  'Tailspin Toys',
  'Trey Research',
  'VanArsdel',
  'Wide World Importers',
  'Wingtip Toys',
  'Woodgrove Bank',
] as const;

test('ordinary companies side by side give no false alarm', () => {
  const known = COMPANIES.map((name, index) =>
    named(index + 1, name, `${name.toLowerCase().replaceAll(/[^a-z]+/g, '')}.com`),
  );
  const alarms = known.flatMap((tenant) =>
    found(tenant, ...known).map((alarm) => [tenant.displayName, 'other' in alarm ? alarm.other.displayName : alarm]),
  );
  expect(alarms).toEqual([]);
});

describe('whatever a tenant calls itself', () => {
  test.each(HOSTILE_TEXTS)('"%s" is compared without harm', (text) => {
    for (const other of HOSTILE_TEXTS) {
      expect(() => lookalikes(named(1, text, text), [text], [named(2, other, other)], asWritten)).not.toThrow();
    }
  });

  test('any text is compared without harm, and alike in both directions', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (a, b) => {
        expect(kinds(named(1, a), named(2, b))).toEqual(kinds(named(2, b), named(1, a)));
        expect(() => lookalikes(named(1, null, a), [b], [named(2, null, b)], asWritten)).not.toThrow();
      }),
    );
  });

  test('the look of a look is itself but for what two letters make together', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{0,30}$/), (text) => {
        expect(skeleton(text)).toMatch(/^[a-z]*$/);
        expect(skeleton(text.toUpperCase())).toBe(skeleton(text));
        expect(skeleton(` ${text}!`)).toBe(skeleton(text));
      }),
    );
  });

  test('ten are named, those most alike first, and the others counted: what is kept of a change does not grow', () => {
    const similar = Array.from({ length: 11 }, (_, n) => named(n + 2, 'Fabrikan'));
    const found = lookalikes(named(1, 'Fabrikam'), [], [...similar, named(20, 'Fabrikam')], asWritten);
    expect(found.map(({ kind }) => kind)).toEqual([
      'sameName',
      ...Array.from({ length: 9 }, () => 'similarName'),
      'more',
    ]);
    expect(found.at(-1)).toEqual({ kind: 'more', count: 2 });
    expect(kinds(named(1, 'Fabrikam'), ...similar.slice(0, 10))).not.toContain('more');
  });

  test('a thousand partners with long names are looked at once each', () => {
    const known = Array.from({ length: 1000 }, (_, n) => named(n + 2, `${n}${'b'.repeat(250)}`));
    const normalize = vi.spyOn(String.prototype, 'normalize');
    try {
      expect(kinds(named(1, 'a'.repeat(256)), ...known)).toEqual([]);
      expect(normalize.mock.calls.length).toBeLessThanOrEqual(2 * known.length);
    } finally {
      normalize.mockRestore();
    }
  });
});
