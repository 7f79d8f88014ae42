import { describe, expect, test } from 'vitest';
import { ALLOWED, DENIED, outcome, type Caller } from './graph-caller.ts';

const TEMPLATE = '/policies/crossTenantAccessPolicy/templates/multiTenantOrganizationIdentitySynchronization';
const RESET = `${TEMPLATE}/resetToDefaultSettings`;
const READ = 'MultiTenantOrganization.Read.All';
const WRITE = 'MultiTenantOrganization.ReadWrite.All';

const PARTNERS_TEMPLATE = '/policies/crossTenantAccessPolicy/templates/multiTenantOrganizationPartnerConfiguration';
const POLICY = '/policies/crossTenantAccessPolicy';

export function tenantPolicyRules(graph: () => Caller): void {
  test('it names no other clouds at first; PATCH answers 204 and takes the supported ones alone', async () => {
    const { v1 } = graph();
    expect((await v1('GET', POLICY)).body).toMatchObject({ allowedCloudEndpoints: [] });
    const allowedCloudEndpoints = ['microsoftonline.us', 'partner.microsoftonline.cn'];
    expect((await v1('PATCH', POLICY, { allowedCloudEndpoints })).status).toBe(204);
    expect((await v1('GET', POLICY)).body).toMatchObject({ allowedCloudEndpoints });
    for (const wrong of [['cloud.example'], null, 'microsoftonline.us', [1]]) {
      expect((await v1('PATCH', POLICY, { allowedCloudEndpoints: wrong })).status).toBe(400);
    }
    expect((await v1('PATCH', POLICY, { heardOfByNobody: true })).status).toBe(400);
    expect((await v1('PATCH', POLICY, { allowedCloudEndpoints: [] })).status).toBe(204);
    expect((await v1('GET', POLICY)).body).toMatchObject({ allowedCloudEndpoints: [] });
  });

  test('it takes the permissions of the partners', async () => {
    const { v1, control } = graph();
    const body = { allowedCloudEndpoints: ['microsoftonline.us'] };
    await control.grant(['Policy.Read.All']);
    expect((await v1('GET', POLICY)).status).toBe(200);
    expect(outcome(await v1('PATCH', POLICY, body))).toEqual(DENIED);
    await control.grant(['Policy.ReadWrite.CrossTenantAccess']);
    expect((await v1('PATCH', POLICY, body)).status).toBe(204);
  });
}

export function partnerTemplateRules(graph: () => Caller): void {
  test('PATCH answers 204; what it does not name keeps its value, and what it names is replaced whole (assumed)', async () => {
    const { v1 } = graph();
    const inboundTrust = { isMfaAccepted: true, isCompliantDeviceAccepted: false };
    const automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
    expect((await v1('PATCH', PARTNERS_TEMPLATE, { inboundTrust, automaticUserConsentSettings })).status).toBe(204);
    await v1('PATCH', PARTNERS_TEMPLATE, { templateApplicationLevel: 'newPartners', inboundTrust: {} });
    const { status, body } = await v1('GET', PARTNERS_TEMPLATE);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: expect.any(String) as string,
      inboundTrust: { isMfaAccepted: null },
      automaticUserConsentSettings,
      templateApplicationLevel: 'newPartners',
    });
  });

  test('null takes a value back, but not who it applies to, and nothing else is known', async () => {
    const { v1 } = graph();
    const b2bDirectConnectInbound = { usersAndGroups: { accessType: 'blocked', targets: [] } };
    await v1('PATCH', PARTNERS_TEMPLATE, { b2bDirectConnectInbound });
    expect((await v1('GET', PARTNERS_TEMPLATE)).body).toMatchObject({ b2bDirectConnectInbound });
    expect((await v1('PATCH', PARTNERS_TEMPLATE, { b2bDirectConnectInbound: null, inboundTrust: null })).status).toBe(
      204,
    );
    expect((await v1('GET', PARTNERS_TEMPLATE)).body).toMatchObject({
      b2bDirectConnectInbound: null,
      inboundTrust: null,
    });
    for (const wrong of [{ templateApplicationLevel: null }, { tenantRestrictions: null }, { userSyncInbound: null }]) {
      expect((await v1('PATCH', PARTNERS_TEMPLATE, wrong)).status).toBe(400);
    }
  });

  test('it takes the permissions for multitenant organizations', async () => {
    const { v1, control } = graph();
    await control.grant(['Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess']);
    expect(outcome(await v1('GET', PARTNERS_TEMPLATE))).toEqual(DENIED);
    await control.grant([READ]);
    expect((await v1('GET', PARTNERS_TEMPLATE)).status).toBe(200);
    expect(outcome(await v1('PATCH', PARTNERS_TEMPLATE, { inboundTrust: null }))).toEqual(DENIED);
    await control.grant([WRITE]);
    expect((await v1('PATCH', PARTNERS_TEMPLATE, { inboundTrust: null })).status).toBe(204);
  });
}

export function templateRules(graph: () => Caller): void {
  describe.each(['v1', 'beta'] as const)('in %s', (version) => {
    test('PATCH answers 204, and what it does not name keeps its value', async () => {
      const call = graph()[version];
      expect((await call('PATCH', TEMPLATE, { ...ALLOWED, templateApplicationLevel: 'newPartners' })).status).toBe(204);
      await call('PATCH', TEMPLATE, { templateApplicationLevel: 'none' });
      const { status, body } = await call('GET', TEMPLATE);
      expect(status).toBe(200);
      expect(body).toMatchObject({ id: expect.any(String) as string, ...ALLOWED, templateApplicationLevel: 'none' });
    });

    test('a reset answers 204, and leaves a template that says nothing, for all partners (assumed)', async () => {
      const call = graph()[version];
      await call('PATCH', TEMPLATE, { ...ALLOWED, templateApplicationLevel: 'none' });
      expect((await call('POST', RESET)).status).toBe(204);
      expect((await call('GET', TEMPLATE)).body).toMatchObject({
        userSyncInbound: { isSyncAllowed: null },
        templateApplicationLevel: 'newPartners,existingPartners',
      });
    });

    test('the application level is a comma list of known names, and never null', async () => {
      const level = async (templateApplicationLevel: unknown) =>
        (await graph()[version]('PATCH', TEMPLATE, { templateApplicationLevel })).status;
      expect(await level('newPartners, existingPartners')).toBe(204);
      expect(await level('everyone')).toBe(400);
      expect(await level(null)).toBe(400);
    });

    test('there is no group sync', async () => {
      const body = { groupSyncInbound: { isSyncAllowed: true } };
      expect((await graph()[version]('PATCH', TEMPLATE, body)).status).toBe(400);
    });

    test('the policy permissions do not suffice: it needs those for multitenant organizations', async () => {
      const call = graph()[version];
      await graph().control.grant(['Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess']);
      expect(outcome(await call('GET', TEMPLATE))).toEqual(DENIED);
      await graph().control.grant([READ]);
      expect((await call('GET', TEMPLATE)).status).toBe(200);
      expect(outcome(await call('PATCH', TEMPLATE, ALLOWED))).toEqual(DENIED);
      expect(outcome(await call('POST', RESET))).toEqual(DENIED);
      await graph().control.grant([WRITE]);
      expect((await call('GET', TEMPLATE)).status).toBe(200);
      expect((await call('PATCH', TEMPLATE, ALLOWED)).status).toBe(204);
    });
  });
}
