import { expect, test } from 'vitest';
import { CONFLICT, DENIED, NOT_FOUND, outcome, PARTNERS, partner, policy, type Caller } from './graph-caller.ts';

export function partnerRules(graph: () => Caller): void {
  test('creating a partner needs only a tenant id, and answers 201 with the partner, who inherits everything', async () => {
    const tenantId = graph().control.freshTenantId();
    const { status, body } = await graph().v1('POST', PARTNERS, { tenantId });
    expect(status).toBe(201);
    expect(body).toMatchObject({ tenantId, inboundTrust: null });
    expect(outcome(await graph().v1('GET', policy(tenantId)))).toEqual(NOT_FOUND);
  });

  test('a second partner with the same tenant id answers 409', async () => {
    const tenantId = await graph().aPartner();
    expect(outcome(await graph().v1('POST', PARTNERS, { tenantId }))).toEqual(CONFLICT);
  });

  test('the list carries the sync policies when $expand asks for them', async () => {
    const tenantId = await graph().aPolicy({ displayName: 'Relecloud' });
    const rows = await graph().rows(`${PARTNERS}?$select=tenantId&$expand=identitySynchronization`);
    expect(rows.find((row) => row['tenantId'] === tenantId)).toMatchObject({
      identitySynchronization: { displayName: 'Relecloud' },
    });
  });

  test('PATCH answers 204, and settings that it does not name keep their values', async () => {
    const tenantId = await graph().aPartner();
    const inboundTrust = { isMfaAccepted: true };
    const automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: false };
    expect((await graph().v1('PATCH', partner(tenantId), { inboundTrust })).status).toBe(204);
    await graph().v1('PATCH', partner(tenantId), { automaticUserConsentSettings });
    const { body } = await graph().v1('GET', partner(tenantId));
    expect(body).toMatchObject({ inboundTrust, automaticUserConsentSettings });
  });

  test('PATCH replaces automaticUserConsentSettings as a whole: the half that is not sent is lost (assumed)', async () => {
    const tenantId = await graph().aPartner();
    const path = partner(tenantId);
    await graph().v1('PATCH', path, { automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: true } });
    await graph().v1('PATCH', path, { automaticUserConsentSettings: { inboundAllowed: false } });
    const { body } = await graph().v1('GET', path);
    expect(body['automaticUserConsentSettings']).toEqual({ inboundAllowed: false, outboundAllowed: null });
  });

  test('PATCH with null makes a setting inherit again, so null clears trust that was given', async () => {
    const tenantId = await graph().aPartner();
    await graph().v1('PATCH', partner(tenantId), { inboundTrust: { isMfaAccepted: true } });
    await graph().v1('PATCH', partner(tenantId), { inboundTrust: null });
    expect((await graph().v1('GET', partner(tenantId))).body).toMatchObject({ inboundTrust: null });
  });

  test('PATCH of the default answers 204, takes what is trusted as a whole, and no automatic redemption', async () => {
    const path = PARTNERS.replace('partners', 'default');
    expect((await graph().v1('PATCH', path, { inboundTrust: { isMfaAccepted: true } })).status).toBe(204);
    expect((await graph().v1('GET', path)).body).toMatchObject({
      isServiceDefault: false,
      inboundTrust: { isMfaAccepted: true, isCompliantDeviceAccepted: null },
    });
    const automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: true };
    expect((await graph().v1('PATCH', path, { automaticUserConsentSettings })).status).toBe(400);
  });

  test.each(['v1', 'beta'] as const)('DELETE in %s answers 204, and the partner is gone', async (version) => {
    const tenantId = await graph().aPartner();
    expect((await graph()[version]('DELETE', partner(tenantId))).status).toBe(204);
    expect(outcome(await graph().v1('GET', partner(tenantId)))).toEqual(NOT_FOUND);
  });

  test('DELETE of a partner that is none answers 404', async () => {
    const reply = await graph().v1('DELETE', partner(graph().control.freshTenantId()));
    expect(outcome(reply)).toEqual(NOT_FOUND);
  });

  test('DELETE is refused while the partner has a sync policy: that one must be deleted first (400 assumed)', async () => {
    const tenantId = await graph().aPolicy();
    expect(outcome(await graph().v1('DELETE', partner(tenantId)))).toEqual([400, 'Request_BadRequest']);
    await graph().v1('DELETE', policy(tenantId));
    expect((await graph().v1('DELETE', partner(tenantId))).status).toBe(204);
  });

  test('reads may show a deleted partner for a while, in which creating it again answers 409', async () => {
    const tenantId = await graph().aPartner();
    await graph().hasty('DELETE', partner(tenantId));
    expect((await graph().hasty('GET', partner(tenantId))).status).toBe(200);
    expect(outcome(await graph().hasty('POST', PARTNERS, { tenantId }))).toEqual(CONFLICT);
    await graph().control.settle();
    expect((await graph().v1('POST', PARTNERS, { tenantId })).status).toBe(201);
  });

  test('reading needs Policy.Read.All or Policy.ReadWrite.CrossTenantAccess, writing needs the latter', async () => {
    const tenantId = await graph().aPolicy();
    await graph().control.grant(['Policy.Read.All']);
    for (const path of [PARTNERS, partner(tenantId), policy(tenantId)]) {
      expect((await graph().v1('GET', path)).status).toBe(200);
    }
    for (const path of [partner(tenantId), policy(tenantId)]) {
      expect(outcome(await graph().v1('DELETE', path))).toEqual(DENIED);
      expect(outcome(await graph().v1('PATCH', path, {}))).toEqual(DENIED);
    }
    await graph().control.grant(['Policy.ReadWrite.CrossTenantAccess']);
    expect((await graph().v1('GET', partner(tenantId))).status).toBe(200);
    expect((await graph().v1('DELETE', policy(tenantId))).status).toBe(204);
  });
}
