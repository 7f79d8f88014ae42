// @ts-nocheck
import { describe, expect, test } from 'vitest';
import {
  ALLOWED,
  CONFLICT,
  DELETED_PARTNERS,
  DELETED_POLICIES,
  DENIED,
  NOT_FOUND,
  outcome,
  PARTNERS,
  partner,
  policy,
  RELECLOUD,
  type Caller,
} from './graph-caller.ts';

const COLLECTIONS = [DELETED_PARTNERS, DELETED_POLICIES] as const;

export function deletedItemRules(graph: () => Caller): void {
  test('a deleted sync policy is kept as it was, with the time of its deletion', async () => {
    const tenantId = await graph().aDeletedPartner();
    const { status, body } = await graph().beta('GET', `${DELETED_POLICIES}/${tenantId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ tenantId, ...RELECLOUD });
    expect(Date.parse(String(body['deletedDateTime']))).not.toBeNaN();
  });

  test('a deleted partner is kept as it was, with the time of its deletion', async () => {
    const tenantId = await graph().aPartner();
    await graph().v1('PATCH', partner(tenantId), { inboundTrust: { isMfaAccepted: true } });
    await graph().beta('DELETE', partner(tenantId));
    const { body } = await graph().beta('GET', `${DELETED_PARTNERS}/${tenantId}`);
    expect(body).toMatchObject({ tenantId, inboundTrust: { isMfaAccepted: true } });
    expect(Date.parse(String(body['deletedDateTime']))).not.toBeNaN();
  });

  describe.each(COLLECTIONS)('%s', (collection) => {
    const idsIn = async (path: string) => (await graph().rows(path)).map((row) => row['tenantId']);

    test('lists every item once, over all pages, with or without a slash at the end', async () => {
      const ids = [await graph().aDeletedPartner(), await graph().aDeletedPartner(), await graph().aDeletedPartner()];
      for (const path of [collection, `${collection}/`]) {
        const listed = (await idsIn(path)).filter((id) => ids.some((one) => one === id));
        expect(listed.toSorted()).toEqual(ids.toSorted());
      }
    });

    test('does not exist in v1.0', async () => {
      const tenantId = await graph().aDeletedPartner();
      expect([400, 404]).toContain((await graph().v1('GET', collection)).status);
      expect([400, 404]).toContain((await graph().v1('POST', `${collection}/${tenantId}/restore`)).status);
    });

    test('answers 404 for what is not there, whatever is asked of it', async () => {
      const one = `${collection}/${await graph().aPolicy()}`;
      expect(outcome(await graph().beta('GET', one))).toEqual(NOT_FOUND);
      expect(outcome(await graph().beta('DELETE', one))).toEqual(NOT_FOUND);
      expect(outcome(await graph().beta('POST', `${one}/restore`))).toEqual(NOT_FOUND);
    });

    test('loses an item for ever to DELETE, which answers 204 and leaves the item of the other kind', async () => {
      const tenantId = await graph().aDeletedPartner();
      expect((await graph().beta('DELETE', `${collection}/${tenantId}`)).status).toBe(204);
      for (const each of COLLECTIONS) {
        const { status } = await graph().beta('GET', `${each}/${tenantId}`);
        expect(status).toBe(each === collection ? 404 : 200);
      }
    });

    test('keeps an item for 30 days', async () => {
      const one = `${collection}/${await graph().aDeletedPartner()}`;
      await graph().control.passDays(29);
      expect((await graph().beta('GET', one)).status).toBe(200);
      await graph().control.passDays(1);
      expect((await graph().beta('GET', one)).status).toBe(404);
      expect((await graph().beta('POST', `${one}/restore`)).status).toBe(404);
      expect(await idsIn(collection)).not.toContain(one.split('/').at(-1));
    });

    test('needs Policy.ReadWrite.CrossTenantAccess, or is closed to every app (contradictory pages)', async () => {
      const tenantId = await graph().aDeletedPartner();
      const one = `${collection}/${tenantId}`;
      await graph().control.allowDeletedItems(false);
      expect(outcome(await graph().beta('GET', collection))).toEqual(DENIED);
      expect(outcome(await graph().beta('DELETE', one))).toEqual(DENIED);
      expect(outcome(await graph().beta('POST', `${one}/restore`))).toEqual(DENIED);
      await graph().control.allowDeletedItems(true);
      await graph().control.grant(['Policy.Read.All']);
      expect(outcome(await graph().beta('GET', one))).toEqual(DENIED);
      await graph().control.grant(['Policy.ReadWrite.CrossTenantAccess']);
      expect((await graph().beta('GET', one)).status).toBe(200);
    });
  });

  test('what was deleted may be created anew; the deleted item stays until the next deletion replaces it (assumed)', async () => {
    const tenantId = await graph().aDeletedPartner();
    expect((await graph().v1('POST', PARTNERS, { tenantId })).status).toBe(201);
    expect((await graph().v1('PUT', policy(tenantId), { displayName: 'Anew' })).status).toBe(204);
    const one = `${DELETED_POLICIES}/${tenantId}`;
    expect((await graph().beta('GET', one)).body).toMatchObject(RELECLOUD);
    await graph().v1('DELETE', policy(tenantId));
    expect((await graph().beta('GET', one)).body).toMatchObject({ displayName: 'Anew' });
  });

  test('POST among the deleted sync policies answers 201 with a deleted policy (from an unfinished draft)', async () => {
    const tenantId = graph().control.freshTenantId();
    const body = { tenantId, ...RELECLOUD };
    const reply = await graph().beta('POST', DELETED_POLICIES, body);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject(body);
    expect((await graph().beta('GET', `${DELETED_POLICIES}/${tenantId}`)).body).toMatchObject(body);
    expect(outcome(await graph().beta('POST', DELETED_POLICIES, body))).toEqual(CONFLICT);
    expect((await graph().beta('POST', DELETED_POLICIES, ALLOWED)).status).toBe(400);
  });
}
