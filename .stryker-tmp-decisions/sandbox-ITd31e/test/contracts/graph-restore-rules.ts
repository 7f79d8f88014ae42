// @ts-nocheck
import { expect, test } from 'vitest';
import {
  ALLOWED,
  CONFLICT,
  DELETED_PARTNERS,
  DELETED_POLICIES,
  GROUPS_ALLOWED,
  NOT_FOUND,
  outcome,
  PARTNERS,
  partner,
  policy,
  RELECLOUD,
  type Caller,
} from './graph-caller.ts';

const restorePartner = (tenantId: string): string => `${DELETED_PARTNERS}/${tenantId}/restore`;
const restorePolicy = (tenantId: string): string => `${DELETED_POLICIES}/${tenantId}/restore`;

export function restoreRules(graph: () => Caller): void {
  test('a sync policy comes back as it was, group sync too, and is no deleted item any more', async () => {
    const tenantId = await graph().aPolicy({ ...RELECLOUD, ...GROUPS_ALLOWED });
    await graph().v1('DELETE', policy(tenantId));
    const reply = await graph().beta('POST', restorePolicy(tenantId));
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ tenantId, ...ALLOWED });
    const { body } = await graph().beta('GET', policy(tenantId));
    expect(body).toMatchObject({ ...RELECLOUD, ...GROUPS_ALLOWED });
    expect((await graph().beta('GET', `${DELETED_POLICIES}/${tenantId}`)).status).toBe(404);
  });

  test('a partner comes back as it was, without the sync policy, which is restored on its own', async () => {
    const tenantId = await graph().aPolicy(ALLOWED);
    await graph().v1('PATCH', partner(tenantId), { inboundTrust: { isMfaAccepted: true } });
    await graph().v1('DELETE', policy(tenantId));
    await graph().v1('DELETE', partner(tenantId));
    expect((await graph().beta('POST', restorePartner(tenantId))).status).toBe(200);
    expect((await graph().v1('GET', partner(tenantId))).body).toMatchObject({ inboundTrust: { isMfaAccepted: true } });
    expect((await graph().v1('GET', policy(tenantId))).status).toBe(404);
    expect((await graph().beta('GET', `${DELETED_PARTNERS}/${tenantId}`)).status).toBe(404);
    expect((await graph().beta('POST', restorePolicy(tenantId))).status).toBe(200);
    expect((await graph().v1('GET', policy(tenantId))).body).toMatchObject(ALLOWED);
  });

  test('the answer still has a deletedDateTime, so only the live object shows that it is restored', async () => {
    const tenantId = await graph().aDeletedPartner();
    for (const path of [restorePartner(tenantId), restorePolicy(tenantId)]) {
      expect((await graph().beta('POST', path)).body['deletedDateTime']).toEqual(expect.any(String));
    }
    for (const path of [partner(tenantId), policy(tenantId)]) {
      expect((await graph().beta('GET', path)).body).toMatchObject({ deletedDateTime: null });
    }
  });

  test('a sync policy cannot be restored before its partner: 404, and it stays a deleted item (assumed)', async () => {
    const tenantId = await graph().aDeletedPartner();
    expect(outcome(await graph().beta('POST', restorePolicy(tenantId)))).toEqual(NOT_FOUND);
    expect((await graph().beta('GET', `${DELETED_POLICIES}/${tenantId}`)).status).toBe(200);
  });

  test('nothing is restored over a live one: 409, and both stay as they are (assumed)', async () => {
    const tenantId = await graph().aDeletedPartner();
    await graph().v1('POST', PARTNERS, { tenantId });
    await graph().v1('PUT', policy(tenantId), { displayName: 'Anew' });
    expect(outcome(await graph().beta('POST', restorePartner(tenantId)))).toEqual(CONFLICT);
    expect(outcome(await graph().beta('POST', restorePolicy(tenantId)))).toEqual(CONFLICT);
    expect((await graph().v1('GET', policy(tenantId))).body).toMatchObject({ displayName: 'Anew' });
    expect((await graph().beta('GET', `${DELETED_POLICIES}/${tenantId}`)).status).toBe(200);
  });
}
