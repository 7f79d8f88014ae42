import { describe, expect, test } from 'vitest';
import { organizations } from '../../../src/simulator/seed/seed.ts';
import { outcome, partnerPath, policyPath, simulate } from '../support.ts';

const { fabrikam, contoso, northwindTraders, relecloud, wideWorldImporters } = organizations;
const ALLOW = { userSyncInbound: { isSyncAllowed: true } };

describe('reading a sync policy', () => {
  test('answers with the policy, and takes $select', async () => {
    const { get } = await simulate();
    expect((await get(policyPath(contoso.tenantId))).body).toMatchObject({ tenantId: contoso.tenantId, ...ALLOW });
    const selected = await get(`${policyPath(contoso.tenantId)}?$select=displayName`);
    expect(selected.body).toMatchObject({ displayName: 'Contoso' });
    expect(selected.body).not.toHaveProperty('userSyncInbound');
  });

  test.each([northwindTraders, relecloud])('of $displayName, who has none, is a 404', async ({ tenantId }) => {
    const { get } = await simulate();
    expect(outcome(await get(policyPath(tenantId)))).toEqual([404, 'Request_ResourceNotFound']);
  });

  test('shows groupSyncInbound in beta only', async () => {
    const { get } = await simulate();
    const path = policyPath(wideWorldImporters.tenantId);
    expect((await get(path)).body).not.toHaveProperty('groupSyncInbound');
    expect((await get(path, { version: 'beta' })).body).toMatchObject({ groupSyncInbound: { isSyncAllowed: true } });
    const expanded = `${partnerPath(wideWorldImporters.tenantId)}?$expand=identitySynchronization`;
    expect((await get(expanded)).body?.['identitySynchronization']).not.toHaveProperty('groupSyncInbound');
    expect((await get(expanded, { version: 'beta' })).body?.['identitySynchronization']).toHaveProperty(
      'groupSyncInbound',
    );
  });
});

describe('PUT creates a sync policy', () => {
  test('where there is none, and answers 204 without a body', async () => {
    const { call, tenant } = await simulate();
    const reply = await call('PUT', policyPath(northwindTraders.tenantId), { displayName: 'Northwind', ...ALLOW });
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect(tenant.partners.get(northwindTraders.tenantId)?.identitySynchronization).toEqual({
      displayName: 'Northwind',
      groupSyncInbound: null,
      ...ALLOW,
    });
  });

  test('and is no update: where there is one, it answers 409 and changes nothing', async () => {
    const { call, tenant } = await simulate();
    const reply = await call('PUT', policyPath(fabrikam.tenantId), ALLOW);
    expect(outcome(reply)).toEqual([409, 'Request_MultipleObjectsWithSameKeyValue']);
    expect(reply.body?.error?.['details']).toMatchObject([{ code: 'ConflictingObjects' }]);
    expect(tenant.partners.get(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);
  });

  test('but not for a partner that does not exist: 404', async () => {
    const { call } = await simulate();
    expect(outcome(await call('PUT', policyPath(relecloud.tenantId), ALLOW))).toEqual([
      404,
      'Request_ResourceNotFound',
    ]);
  });

  test('with group sync in beta only', async () => {
    const { call, tenant } = await simulate();
    const body = { ...ALLOW, groupSyncInbound: { isSyncAllowed: true } };
    const path = policyPath(northwindTraders.tenantId);
    expect((await call('PUT', path, body)).status).toBe(400);
    expect((await call('PUT', path, body, { version: 'beta' })).status).toBe(204);
    expect(tenant.partners.get(northwindTraders.tenantId)?.identitySynchronization).toMatchObject(body);
  });
});

describe('PATCH updates a sync policy', () => {
  test('in the members that it names, and keeps the others, those of beta too', async () => {
    const { call, tenant } = await simulate();
    const body = { userSyncInbound: { isSyncAllowed: false } };
    const reply = await call('PATCH', policyPath(wideWorldImporters.tenantId), body);
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect(tenant.partners.get(wideWorldImporters.tenantId)?.identitySynchronization).toEqual({
      displayName: 'Wide World Importers',
      userSyncInbound: { isSyncAllowed: false },
      groupSyncInbound: { isSyncAllowed: true },
    });
  });

  test.each([northwindTraders, relecloud])('but creates none for $displayName: 404', async ({ tenantId }) => {
    const { call } = await simulate();
    expect(outcome(await call('PATCH', policyPath(tenantId), ALLOW))).toEqual([404, 'Directory_ObjectNotFound']);
  });

  test.each([
    ['the read-only key', { tenantId: contoso.tenantId }],
    ['a string for a Boolean', { userSyncInbound: { isSyncAllowed: 'true' } }],
    ['a Boolean for an object', { userSyncInbound: true }],
    ['text that is no JSON', '{"userSyncInbound":'],
  ])('and answers %s with 400', async (_, body) => {
    const { call } = await simulate();
    expect((await call('PATCH', policyPath(contoso.tenantId), body)).status).toBe(400);
  });

  test('accepts null for users, and not for groups', async () => {
    const { call, tenant } = await simulate();
    const path = policyPath(contoso.tenantId);
    const users = { userSyncInbound: { isSyncAllowed: null } };
    expect((await call('PATCH', path, users)).status).toBe(204);
    expect(tenant.partners.get(contoso.tenantId)?.identitySynchronization).toMatchObject(users);
    const beta = await call('PATCH', path, { groupSyncInbound: { isSyncAllowed: null } }, { version: 'beta' });
    expect(beta.status).toBe(400);
  });

  test('leaves the trust in the partner as it was', async () => {
    const { call, tenant } = await simulate();
    await call('PATCH', policyPath(fabrikam.tenantId), ALLOW);
    expect(tenant.partners.get(fabrikam.tenantId)?.inboundTrust).toMatchObject({ isMfaAccepted: true });
  });
});

describe('DELETE removes a sync policy', () => {
  test('and keeps the partner', async () => {
    const { call, tenant } = await simulate();
    expect((await call('DELETE', policyPath(contoso.tenantId))).status).toBe(204);
    expect(tenant.partners.get(contoso.tenantId)).toMatchObject({ identitySynchronization: null });
  });

  test.each([northwindTraders, relecloud])('and finds none at $displayName: 404', async ({ tenantId }) => {
    const { call } = await simulate();
    expect((await call('DELETE', policyPath(tenantId))).status).toBe(404);
  });
});
