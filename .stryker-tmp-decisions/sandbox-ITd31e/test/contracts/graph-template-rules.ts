// @ts-nocheck
import { describe, expect, test } from 'vitest';
import { ALLOWED, DENIED, outcome, type Caller } from './graph-caller.ts';

const TEMPLATE = '/policies/crossTenantAccessPolicy/templates/multiTenantOrganizationIdentitySynchronization';
const RESET = `${TEMPLATE}/resetToDefaultSettings`;
const READ = 'MultiTenantOrganization.Read.All';
const WRITE = 'MultiTenantOrganization.ReadWrite.All';

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
