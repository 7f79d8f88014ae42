import { describe, expect, test } from 'vitest';
import { organizations } from '../../../src/simulator/seed/seed.ts';
import { outcome, partnerPath, PARTNERS, policyPath, simulate } from '../support.ts';

const { fabrikam, contoso, northwindTraders, relecloud, cohoWinery } = organizations;
const EXPANDED = `${PARTNERS}?$select=tenantId&$expand=identitySynchronization`;

describe('the list of partners', () => {
  test('holds every partner with its settings and without a display name', async () => {
    const { get, tenant } = await simulate();
    const { status, body } = await get(PARTNERS);
    expect(status).toBe(200);
    expect(body?.value).toHaveLength(tenant.partners.size);
    const row = body?.value?.find((partner) => partner['tenantId'] === fabrikam.tenantId);
    expect(row).toMatchObject({ inboundTrust: { isMfaAccepted: true }, isInMultiTenantOrganization: false });
    expect(row).not.toHaveProperty('displayName');
    expect(row).not.toHaveProperty('identitySynchronization');
  });

  test('with $expand=identitySynchronization and $select=tenantId holds nothing but those two', async () => {
    const { get } = await simulate();
    const { body } = await get(EXPANDED);
    expect(body?.value).toContainEqual({
      tenantId: contoso.tenantId,
      identitySynchronization: {
        tenantId: contoso.tenantId,
        displayName: 'Contoso',
        userSyncInbound: { isSyncAllowed: true },
      },
    });
  });

  test('leaves the expanded key away where there is no policy', async () => {
    const { get } = await simulate();
    expect((await get(EXPANDED)).body?.value).toContainEqual({ tenantId: northwindTraders.tenantId });
  });

  test('shows null where there is no policy, in a tenant that is set so', async () => {
    const { get, tenant } = await simulate();
    tenant.expandsMissingPolicyAs = 'null';
    const row = { tenantId: northwindTraders.tenantId, identitySynchronization: null };
    expect((await get(EXPANDED)).body?.value).toContainEqual(row);
  });

  test('may hold a policy whose userSyncInbound is null', async () => {
    const { get } = await simulate();
    const row = (await get(EXPANDED)).body?.value?.find((partner) => partner['tenantId'] === cohoWinery.tenantId);
    expect(row).toMatchObject({ identitySynchronization: { userSyncInbound: null } });
  });

  test.each(['$filter=x', '$top=5', '$orderby=tenantId', '$expand=other', '$select=nickname'])(
    'refuses %s, which nobody promises',
    async (option) => {
      const { get } = await simulate();
      expect((await get(`${PARTNERS}?${option}`)).status).toBe(400);
    },
  );
});

describe('creating a partner', () => {
  test('needs a tenantId only and answers 201 with members that the reference does not list', async () => {
    const { call, tenant } = await simulate();
    const { status, body } = await call('POST', PARTNERS, { tenantId: relecloud.tenantId.toUpperCase() });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      tenantId: relecloud.tenantId,
      automaticUserConsentSettings: { inboundAllowed: null, outboundAllowed: null },
      inboundTrust: null,
    });
    expect(Object.keys(body ?? {})).toEqual(
      expect.arrayContaining(['crossCloudMeetingConfiguration', 'protectedContentSharing', 'tenantRestrictions']),
    );
    expect(tenant.partners.get(relecloud.tenantId)?.identitySynchronization).toBeNull();
  });

  test('takes settings along', async () => {
    const { call, tenant } = await simulate();
    const automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
    await call('POST', PARTNERS, { tenantId: relecloud.tenantId, automaticUserConsentSettings });
    expect(tenant.partners.get(relecloud.tenantId)).toMatchObject({ automaticUserConsentSettings });
  });

  test('twice is a 409 and changes nothing', async () => {
    const { call, graph } = await simulate();
    const reply = await call('POST', PARTNERS, { tenantId: fabrikam.tenantId, isServiceProvider: true });
    expect(outcome(reply)).toEqual([409, 'Request_MultipleObjectsWithSameKeyValue']);
    expect(graph.requests.at(-1)?.effect).toBe(false);
  });

  test.each([
    ['no body', undefined],
    ['a list', []],
    ['no tenantId', {}],
    ['a malformed tenantId', { tenantId: 'fabrikam.com' }],
    ['a member that does not exist', { tenantId: relecloud.tenantId, nickname: 'Rel' }],
    ['a policy, which has an endpoint of its own', { tenantId: relecloud.tenantId, identitySynchronization: {} }],
    ['a string for a Boolean', { tenantId: relecloud.tenantId, isServiceProvider: 'yes' }],
  ])('with %s is a 400', async (_, body) => {
    const { call } = await simulate();
    expect((await call('POST', PARTNERS, body)).status).toBe(400);
  });
});

describe('one partner', () => {
  test('is read with $select and $expand', async () => {
    const { get } = await simulate();
    const { body } = await get(`${partnerPath(contoso.tenantId)}?$select=inboundTrust&$expand=identitySynchronization`);
    expect(body).toMatchObject({ inboundTrust: { isMfaAccepted: true }, identitySynchronization: {} });
    expect(body).not.toHaveProperty('tenantId');
  });

  test('is found in upper case too', async () => {
    const { get } = await simulate();
    expect((await get(partnerPath(contoso.tenantId.toUpperCase()))).status).toBe(200);
  });

  test.each(['GET', 'PATCH', 'DELETE'])('that does not exist answers %s with 404', async (method) => {
    const { call } = await simulate();
    const reply = await call(method, partnerPath(relecloud.tenantId), method === 'PATCH' ? {} : undefined);
    expect(outcome(reply)).toEqual([404, 'Request_ResourceNotFound']);
  });

  test('with a malformed key is a 400', async () => {
    const { get } = await simulate();
    expect((await get(partnerPath('fabrikam.com'))).status).toBe(400);
  });
});

describe('updating a partner', () => {
  test('answers 204 without a body and leaves alone what is not named', async () => {
    const { call, tenant } = await simulate();
    const before = structuredClone(tenant.partners.get(fabrikam.tenantId));
    const automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: false };
    const reply = await call('PATCH', partnerPath(fabrikam.tenantId), { automaticUserConsentSettings });
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect(tenant.partners.get(fabrikam.tenantId)).toEqual({ ...before, automaticUserConsentSettings });
  });

  test('with one half of the consent settings loses the other half', async () => {
    const { call, tenant } = await simulate();
    await call('PATCH', partnerPath(contoso.tenantId), { automaticUserConsentSettings: { outboundAllowed: true } });
    expect(tenant.partners.get(contoso.tenantId)?.automaticUserConsentSettings).toEqual({
      inboundAllowed: null,
      outboundAllowed: true,
    });
  });

  test('with inboundTrust null clears the trust that was there', async () => {
    const { call, tenant } = await simulate();
    await call('PATCH', partnerPath(fabrikam.tenantId), { inboundTrust: null });
    expect(tenant.partners.get(fabrikam.tenantId)?.inboundTrust).toBeNull();
  });

  test('cannot change the key', async () => {
    const { call } = await simulate();
    const reply = await call('PATCH', partnerPath(fabrikam.tenantId), { tenantId: relecloud.tenantId });
    expect(reply.status).toBe(400);
  });

  test('keeps the object that a test already holds', async () => {
    const { call, tenant } = await simulate();
    const held = tenant.partners.get(fabrikam.tenantId);
    await call('PATCH', partnerPath(fabrikam.tenantId), { isServiceProvider: true });
    expect(held?.isServiceProvider).toBe(true);
  });
});

describe('deleting a partner', () => {
  test('is refused while it has a sync policy', async () => {
    const { call, tenant } = await simulate();
    expect((await call('DELETE', partnerPath(fabrikam.tenantId))).status).toBe(400);
    expect(tenant.partners.has(fabrikam.tenantId)).toBe(true);
  });

  test('is possible once the policy is deleted', async () => {
    const { call, tenant } = await simulate();
    await call('DELETE', policyPath(fabrikam.tenantId));
    expect((await call('DELETE', partnerPath(fabrikam.tenantId))).status).toBe(204);
    expect(tenant.partners.has(fabrikam.tenantId)).toBe(false);
  });
});

test('the default configuration never redeems automatically and has no sync policy', async () => {
  const { get } = await simulate();
  const { body } = await get('/policies/crossTenantAccessPolicy/default');
  expect(body).toMatchObject({
    isServiceDefault: true,
    automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: false },
  });
  expect(body).not.toHaveProperty('identitySynchronization');
});
