import { describe, expect, test } from 'vitest';
import { CLOSED_TENANT_ID, organizations } from '../../../src/simulator/seed/seed.ts';
import { outcome, simulate } from '../support.ts';

const { fabrikam, contoso, relecloud, cyrillicFabrikam, woodgrove } = organizations;
const byDomain = (name: string) => `/tenantRelationships/findTenantInformationByDomainName(domainName='${name}')`;
const byId = (id: string) => `/tenantRelationships/findTenantInformationByTenantId(tenantId='${id}')`;

describe('finding a tenant', () => {
  test('by domain name gives four properties', async () => {
    const { get } = await simulate();
    const { body } = await get(byDomain('fabrikam.com'));
    expect(body).toMatchObject({
      tenantId: fabrikam.tenantId,
      displayName: 'Fabrikam',
      defaultDomainName: 'fabrikam.com',
      federationBrandName: null,
    });
    expect(Object.keys(body ?? {}).filter((name) => !name.startsWith('@'))).toHaveLength(4);
  });

  test.each(['contoso.co.uk', 'contoso.onmicrosoft.com', 'CONTOSO.COM'])('works by %s too', async (domain) => {
    const { get } = await simulate();
    expect((await get(byDomain(domain))).body).toMatchObject({ tenantId: contoso.tenantId });
  });

  test('by tenant id finds strangers and the tenant itself', async () => {
    const { get, tenant } = await simulate();
    expect(tenant.partners.has(relecloud.tenantId)).toBe(false);
    expect((await get(byId(relecloud.tenantId))).body).toMatchObject({ displayName: 'Relecloud' });
    expect((await get(byId(woodgrove.tenantId))).body).toMatchObject({ displayName: 'Woodgrove Bank' });
  });

  test('understands an encoded parameter and the long name of the function', async () => {
    const { get } = await simulate();
    const path = `/tenantRelationships/microsoft.graph.findTenantInformationByDomainName(domainName=%27fabrikam%2Ecom%27)`;
    expect((await get(path)).body).toMatchObject({ tenantId: fabrikam.tenantId });
  });

  test('that looks like Fabrikam finds another tenant, with its domain in punycode', async () => {
    const { get } = await simulate();
    expect((await get(byDomain('xn--fbrikam-2fg.com'))).body).toMatchObject({
      tenantId: cyrillicFabrikam.tenantId,
      displayName: cyrillicFabrikam.displayName,
    });
    expect((await get(byDomain('fabrikarn.com'))).body).toMatchObject({ displayName: 'Fabrikarn' });
  });

  test.each([byDomain('nobody.example'), byId('11111111-1111-4111-8111-111111111111'), byId(CLOSED_TENANT_ID)])(
    'that does not exist is a 404: %s',
    async (path) => {
      const { get } = await simulate();
      expect(outcome(await get(path))).toEqual([404, 'Request_ResourceNotFound']);
    },
  );

  test.each([
    byDomain('fabrikam'),
    byDomain(''),
    byDomain("fabrikam'.com"),
    byDomain("fabrikam''.com"),
    byDomain(encodeURIComponent('f\u0430brikam.com')),
    byDomain('fabrikam%2Fcontoso.com'),
    byId('fabrikam.com'),
    '/tenantRelationships/findTenantInformationByTenantId(id=1)',
  ])('by malformed input is a 400: %s', async (path) => {
    const { get } = await simulate();
    expect((await get(path)).status).toBe(400);
  });
});

test('the organization is the tenant about itself', async () => {
  const { get } = await simulate();
  const { body } = await get('/organization?$select=id,displayName,verifiedDomains');
  expect(body?.value).toMatchObject([
    {
      id: woodgrove.tenantId,
      displayName: 'Woodgrove Bank',
      verifiedDomains: [
        { name: 'woodgrove.com', isDefault: true, isInitial: false },
        { name: 'woodgrove.onmicrosoft.com', isDefault: false, isInitial: true },
      ],
    },
  ]);
});
