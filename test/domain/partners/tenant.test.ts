import { describe, expect, test } from 'vitest';
import { parseTenantId } from '../../../src/domain/ids.ts';
import { isMicrosoftSupport, tenantName, typedName } from '../../../src/domain/partners/tenant.ts';
import { aTenant, tenantIdOf } from '../../builders.ts';

test('a tenant is called by its name, else by its domain, else by its id', () => {
  expect(tenantName(aTenant())).toBe('Fabrikam');
  expect(tenantName(aTenant({ displayName: null }))).toBe('fabrikam.onmicrosoft.com');
  expect(tenantName(aTenant({ displayName: null, defaultDomainName: null }))).toBe(tenantIdOf(1));
});

describe('what to type for a tenant', () => {
  const typed = (defaultDomainName: string | null, sure = true) => typedName(aTenant({ defaultDomainName }), sure);

  test.each(['fabrikam.com', 'FABRIKAM.com', 'fab-1.de', 'a.co', `${'a'.repeat(60)}.com`])(
    'is its domain, where that is plain: %s',
    (domain) => {
      expect(typed(domain)).toBe(domain);
    },
  );

  test.each([
    ['is punycode', 'xn--fabrikm-9ya.com'],
    ['holds punycode further on', 'mail.xn--fabrikm-9ya.com'],
    ['begins with a foreign letter', 'ёfabrikam.com'],
    ['ends in a foreign letter', 'fabrikam.comё'],
    ['is too short to tell anything', 'a.c'],
    ['is too long to type', `${'a'.repeat(61)}.com`],
    ['is not known', null],
  ])('is its id, where the domain %s', (_, domain) => {
    expect(typed(domain)).toBe(tenantIdOf(1));
  });

  test('is its id, where another tenant looks alike', () => {
    expect(typed('fabrikam.com', false)).toBe(tenantIdOf(1));
  });
});

test('Microsoft’s own support is known by its tenant id', () => {
  const support = parseTenantId('b4c546a4-7dac-46a6-a7dd-ed822a11efd3');
  expect(support !== undefined && isMicrosoftSupport(support)).toBe(true);
  expect(isMicrosoftSupport(tenantIdOf(1))).toBe(false);
});
