// @ts-nocheck
import { expect, test } from 'vitest';
import {
  ALLOWED,
  CONFLICT,
  GROUPS_ALLOWED,
  NOT_FOUND,
  outcome,
  partner,
  policy,
  RELECLOUD,
  type Caller,
} from './graph-caller.ts';

const STOPPED = { userSyncInbound: { isSyncAllowed: false } };
const MISSING = [404, 'Directory_ObjectNotFound'];

export function syncPolicyRules(graph: () => Caller): void {
  test('PUT creates, and answers 204', async () => {
    const tenantId = await graph().aPartner();
    expect((await graph().v1('PUT', policy(tenantId), RELECLOUD)).status).toBe(204);
    expect((await graph().v1('GET', policy(tenantId))).body).toMatchObject({ tenantId, ...RELECLOUD });
  });

  test('PUT is create only: where a policy exists it answers 409 and changes nothing', async () => {
    const tenantId = await graph().aPolicy(ALLOWED);
    expect(outcome(await graph().v1('PUT', policy(tenantId), STOPPED))).toEqual(CONFLICT);
    expect((await graph().v1('GET', policy(tenantId))).body).toMatchObject(ALLOWED);
  });

  test('PUT needs the partner: without it the answer is 404 (assumed)', async () => {
    const reply = await graph().v1('PUT', policy(graph().control.freshTenantId()), ALLOWED);
    expect(outcome(reply)).toEqual(NOT_FOUND);
  });

  test('PATCH answers 204 and is partial: what it does not name keeps its value', async () => {
    const tenantId = await graph().aPolicy(RELECLOUD);
    expect((await graph().v1('PATCH', policy(tenantId), STOPPED)).status).toBe(204);
    await graph().v1('PATCH', policy(tenantId), {});
    expect((await graph().v1('GET', policy(tenantId))).body).toMatchObject({ displayName: 'Relecloud', ...STOPPED });
  });

  test('PATCH creates nothing: without a policy, or without the partner, it answers 404 (assumed)', async () => {
    for (const tenantId of [await graph().aPartner(), graph().control.freshTenantId()]) {
      expect(outcome(await graph().v1('PATCH', policy(tenantId), ALLOWED))).toEqual(MISSING);
    }
  });

  test('the tenant id of a policy is read-only', async () => {
    const tenantId = await graph().aPolicy();
    const reply = await graph().v1('PATCH', policy(tenantId), { tenantId: graph().control.freshTenantId() });
    expect(reply.status).toBe(400);
  });

  test('a policy can be written without touching what else the partner has', async () => {
    const tenantId = await graph().aPartner();
    await graph().v1('PATCH', partner(tenantId), { inboundTrust: { isMfaAccepted: true } });
    await graph().v1('PUT', policy(tenantId), ALLOWED);
    await graph().v1('DELETE', policy(tenantId));
    expect((await graph().v1('GET', partner(tenantId))).body).toMatchObject({ inboundTrust: { isMfaAccepted: true } });
  });

  test.each(['v1', 'beta'] as const)(
    'DELETE in %s answers 204, the policy is gone, the partner stays',
    async (version) => {
      const tenantId = await graph().aPolicy();
      expect((await graph()[version]('DELETE', policy(tenantId))).status).toBe(204);
      expect(outcome(await graph()[version]('GET', policy(tenantId)))).toEqual(NOT_FOUND);
      expect((await graph()[version]('GET', partner(tenantId))).status).toBe(200);
    },
  );

  test('DELETE where there is nothing to delete answers 404 (assumed)', async () => {
    for (const tenantId of [await graph().aPartner(), graph().control.freshTenantId()]) {
      expect(outcome(await graph().v1('DELETE', policy(tenantId)))).toEqual(NOT_FOUND);
    }
  });

  test('group sync is shown and accepted in beta only', async () => {
    const tenantId = await graph().aPolicy({ ...ALLOWED, ...GROUPS_ALLOWED });
    const stopped = { groupSyncInbound: { isSyncAllowed: false } };
    expect((await graph().v1('GET', policy(tenantId))).body).not.toHaveProperty('groupSyncInbound');
    expect((await graph().v1('PATCH', policy(tenantId), stopped)).status).toBe(400);
    expect((await graph().beta('GET', policy(tenantId))).body).toMatchObject(GROUPS_ALLOWED);
    expect((await graph().beta('PATCH', policy(tenantId), stopped)).status).toBe(204);
    expect((await graph().beta('GET', policy(tenantId))).body).toMatchObject({ ...ALLOWED, ...stopped });
  });

  test('a v1.0 PATCH does not lose group sync, though v1.0 does not show it', async () => {
    const tenantId = await graph().aPolicy({ ...ALLOWED, ...GROUPS_ALLOWED });
    await graph().v1('PATCH', policy(tenantId), { displayName: 'Relecloud', ...STOPPED });
    expect((await graph().beta('GET', policy(tenantId))).body).toMatchObject({ ...STOPPED, ...GROUPS_ALLOWED });
  });

  test('isSyncAllowed may be null for users, and not for groups', async () => {
    const tenantId = await graph().aPolicy();
    const nothing = { isSyncAllowed: null };
    expect((await graph().beta('PATCH', policy(tenantId), { userSyncInbound: nothing })).status).toBe(204);
    expect((await graph().beta('PATCH', policy(tenantId), { groupSyncInbound: nothing })).status).toBe(400);
  });

  test('bodies may name their types', async () => {
    const tenantId = await graph().aPartner();
    const body = { '@odata.type': '#microsoft.graph.crossTenantIdentitySyncPolicyPartner', ...ALLOWED };
    expect((await graph().v1('PUT', policy(tenantId), body)).status).toBe(204);
  });
}
