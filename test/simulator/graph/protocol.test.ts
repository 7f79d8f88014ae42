import { describe, expect, test } from 'vitest';
import { manyPartners, organizations, people } from '../../../src/simulator/seed/seed.ts';
import { outcome, partnerPath, PARTNERS, policyPath, simulate, type Caller, type Json } from '../support.ts';

const { contoso, fabrikam } = organizations;

describe('the token and the permissions', () => {
  test('a request without a bearer token is a 401, whatever it asks', async () => {
    const { get } = await simulate();
    const reply = await get('/anything', { headers: { authorization: 'Basic x' } });
    expect(outcome(reply)).toEqual([401, 'InvalidAuthenticationToken']);
  });

  test.each([
    ['GET', PARTNERS, ['Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess']],
    ['GET', policyPath(contoso.tenantId), ['Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess']],
    ['GET', `/users/${people.ada.id}`, ['User.Read.All']],
    ['GET', '/roleManagement/directory/roleAssignments', ['RoleManagement.Read.Directory']],
    [
      'GET',
      "/tenantRelationships/findTenantInformationByDomainName(domainName='contoso.com')",
      ['CrossTenantInformation.ReadBasic.All'],
    ],
    ['DELETE', policyPath(contoso.tenantId), ['Policy.ReadWrite.CrossTenantAccess']],
  ])('%s %s is allowed by any of its permissions and by no other', async (method, path, permissions) => {
    const { call, tenant } = await simulate();
    for (const permission of permissions) tenant.appPermissions.delete(permission);
    expect(outcome(await call(method, path))).toEqual([403, 'Authorization_RequestDenied']);
    for (const permission of permissions) {
      tenant.appPermissions.clear();
      tenant.appPermissions.add(permission);
      expect((await call(method, path)).status).toBeLessThan(300);
    }
  });

  test('a reader cannot write', async () => {
    const { call, tenant } = await simulate();
    tenant.appPermissions.delete('Policy.ReadWrite.CrossTenantAccess');
    expect((await call('DELETE', policyPath(contoso.tenantId))).status).toBe(403);
    expect(tenant.partners.get(contoso.tenantId)?.identitySynchronization).not.toBeNull();
  });
});

describe('errors', () => {
  test('have the shape of Graph and repeat the id of the caller', async () => {
    const { get } = await simulate({ now: () => new Date('2026-03-02T12:00:00Z') });
    const reply = await get('/nothing', { headers: { 'client-request-id': 'mine' } });
    expect(reply.body).toEqual({
      error: {
        code: 'Request_ResourceNotFound',
        message: "Resource not found for the segment 'nothing'.",
        innerError: {
          date: '2026-03-02T12:00:00',
          'request-id': reply.headers.get('request-id'),
          'client-request-id': 'mine',
        },
      },
    });
    expect(reply.headers.get('client-request-id')).toBe('mine');
  });

  test('successes carry a request-id too', async () => {
    const { get } = await simulate();
    expect((await get(PARTNERS)).headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(['/nothing', '/', `${partnerPath(contoso.tenantId)}/more`])('%s is a 404', async (path) => {
    const { get } = await simulate();
    expect((await get(path)).status).toBe(404);
  });

  test.each([
    ['/nothing', 'nothing'],
    [`${partnerPath(contoso.tenantId)}/more`, 'more'],
    ['/policies/deletedItems/crossTenantPartners', 'deletedItems'],
  ])('%s: the 404 names the segment that nobody knows, %s', async (path, segment) => {
    const { get } = await simulate();
    expect((await get(path)).body?.error?.['message']).toBe(`Resource not found for the segment '${segment}'.`);
  });

  test('a version that does not exist is a 404', async () => {
    const { get, graph } = await simulate();
    expect((await get(`${graph.url}/v2.0/users`)).status).toBe(404);
  });

  test('a verb that a path does not know is a 405', async () => {
    const { call } = await simulate();
    const reply = await call('PUT', partnerPath(contoso.tenantId), {});
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe('GET, PATCH, DELETE');
  });

  test('a path that is not properly encoded is a 400', async () => {
    const { get } = await simulate();
    expect((await get('/users/%zz')).status).toBe(400);
  });
});

describe('pages', () => {
  async function follow(get: (path: string) => Promise<{ body: Json | undefined }>, first: string): Promise<Json[][]> {
    const pages: Json[][] = [];
    let link: unknown = first;
    while (typeof link === 'string') {
      const { body }: { body: Json | undefined } = await get(link);
      pages.push([...(body?.value ?? [])]);
      link = body?.['@odata.nextLink'];
    }
    return pages;
  }

  test('are joined by links that keep the query, and together hold every row once', async () => {
    const { get } = await simulate({ tenant: manyPartners(25), pageSize: 10 });
    const pages = await follow(get, `${PARTNERS}?$select=tenantId&$expand=identitySynchronization`);
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(new Set(pages.flat().map((row) => row['tenantId'])).size).toBe(25);
    expect(Object.keys(pages[2]?.[0] ?? {})).not.toContain('inboundTrust');
  });

  test('end without a link when the last one is full', async () => {
    const { get } = await simulate({ tenant: manyPartners(20), pageSize: 10 });
    expect(await follow(get, PARTNERS)).toHaveLength(2);
  });

  test('do not lose a row when an earlier one vanishes in between', async () => {
    const { get, tenant } = await simulate({ tenant: manyPartners(4), pageSize: 2 });
    const first = await get(PARTNERS);
    tenant.partners.delete(String(first.body?.value?.[0]?.['tenantId']));
    const second = await get(String(first.body?.['@odata.nextLink']));
    expect(second.body?.value).toHaveLength(2);
  });

  test('with a forged link are a 400', async () => {
    const { get } = await simulate();
    expect((await get(`${PARTNERS}?$skiptoken=forged`)).status).toBe(400);
  });
});

describe('eventual consistency', () => {
  test('reads show the state of before for the lag, and writes meet the live one', async () => {
    let now = new Date('2026-03-02T12:00:00Z');
    const { call, get } = await simulate({ readLagMs: 5000, now: () => now });
    const path = policyPath(contoso.tenantId);
    const isSyncAllowed = async () => (await get(`${path}?$select=userSyncInbound`)).body?.['userSyncInbound'];

    await call('PATCH', path, { userSyncInbound: { isSyncAllowed: false } });
    expect(await isSyncAllowed()).toEqual({ isSyncAllowed: true });
    await call('DELETE', path);
    expect(await isSyncAllowed()).toEqual({ isSyncAllowed: true });
    expect((await call('DELETE', path)).status).toBe(404);

    now = new Date('2026-03-02T12:00:05Z');
    expect((await get(path)).status).toBe(404);
  });

  test('a new partner is not listed at once, and a deleted one still is', async () => {
    let now = new Date('2026-03-02T12:00:00Z');
    const { call, get } = await simulate({ readLagMs: 5000, now: () => now });
    const { northwindTraders, relecloud } = organizations;
    await call('POST', PARTNERS, { tenantId: relecloud.tenantId });
    await call('DELETE', partnerPath(northwindTraders.tenantId));
    const ids = async () => (await get(PARTNERS)).body?.value?.map((row) => row['tenantId']);
    expect(await ids()).toContain(northwindTraders.tenantId);
    expect(await ids()).not.toContain(relecloud.tenantId);
    now = new Date('2026-03-02T12:00:05Z');
    expect(await ids()).toContain(relecloud.tenantId);
    expect(await ids()).not.toContain(northwindTraders.tenantId);
  });
});

describe('several requests in one', () => {
  const one = { id: '1', method: 'GET', url: partnerPath(fabrikam.tenantId) };
  const batch = (caller: Caller, ...requests: readonly unknown[]) => caller.call('POST', '/$batch', { requests });

  test('are answered each by itself, and are recorded so', async () => {
    const caller = await simulate();
    const reply = await batch(
      caller,
      one,
      { ...one, id: '2', url: `${PARTNERS}?$expand=identitySynchronization` },
      { id: '3', method: 'PATCH', url: policyPath(fabrikam.tenantId), body: { isSyncAllowed: 1 } },
    );
    expect(reply.body?.['responses']).toMatchObject([
      { id: '1', status: 200, body: { tenantId: fabrikam.tenantId } },
      { id: '2', status: 200, body: { value: expect.arrayContaining([]) as unknown } },
      { id: '3', status: 400, body: { error: { code: 'Request_BadRequest' } } },
    ]);
    expect(caller.graph.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['GET', `/v1.0${one.url}`, 200],
      ['GET', `/v1.0${PARTNERS}`, 200],
      ['PATCH', `/v1.0${policyPath(fabrikam.tenantId)}`, 400],
    ]);
  });

  test.each([
    ['none', []],
    ['more than twenty', Array.from({ length: 21 }, (_, index) => ({ ...one, id: String(index) }))],
    [
      'an id twice',
      [
        { ...one, id: 'a' },
        { ...one, id: 'A' },
      ],
    ],
    ['an address that is none of this version', [{ ...one, url: `https://graph.example/v1.0${one.url}` }]],
  ])('are refused with %s', async (_what, requests) => {
    expect(outcome(await batch(await simulate(), ...requests))).toEqual([400, 'Request_BadRequest']);
  });

  test('need a token', async () => {
    const caller = await simulate();
    const reply = await caller.call('POST', '/$batch', { requests: [one] }, { headers: { authorization: '' } });
    expect(reply.body?.['responses']).toMatchObject([{ status: 401 }]);
  });
});
