// @ts-nocheck
import { expect, test } from 'vitest';
import { tenantName } from '../../src/domain/tenant.ts';
import { aTenant, tenantIdOf } from '../builders.ts';

test('a tenant is called by its name, else by its domain, else by its id', () => {
  expect(tenantName(aTenant())).toBe('Fabrikam');
  expect(tenantName(aTenant({ displayName: null }))).toBe('fabrikam.onmicrosoft.com');
  expect(tenantName(aTenant({ displayName: null, defaultDomainName: null }))).toBe(tenantIdOf(1));
});
