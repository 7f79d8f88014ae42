import { describe, expect, test } from 'vitest';
import { graphAuditLog } from '../../src/graph/audit.ts';
import { organizations, people } from '../../src/simulator/seed/seed.ts';
import { connect, FAULTS, json, problemOf, serve, simulate } from './support.ts';

const UPDATE = 'Update a partner cross-tenant identity sync setting';
const { fabrikam } = organizations;
const OWN = { appId: 'own-app', servicePrincipalId: () => Promise.resolve('Own-Principal') };
const eli = { user: people.eli, ipAddress: '203.0.113.7' };
const switchOn = (partner: Parameters<Parameters<Awaited<ReturnType<typeof simulate>>['graph']['act']>[2]>[0]) => {
  if (partner?.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: true };
  return partner;
};

describe('the audit log over Graph', () => {
  test('tells who changed which tenant, from where and when', async () => {
    const now = new Date('2026-01-05T09:00:00Z');
    const { graph, client } = await simulate({ now: () => now });
    graph.act(eli, fabrikam.tenantId, switchOn);
    const [record, ...others] = await graphAuditLog(client, OWN).find(UPDATE, now.getTime());
    expect(record).toMatchObject({ name: 'Eli Novak', ip: '203.0.113.7', at: now.getTime(), appId: null });
    expect(record?.tenantIds).toContain(fabrikam.tenantId);
    expect(others).toEqual([]);
    expect(await graphAuditLog(client, OWN).find(UPDATE, now.getTime() + 1)).toEqual([]);
  });

  test('asks by the name of the activity and by time, never by category', async () => {
    const { graph, client } = await simulate();
    await graphAuditLog(client, OWN).find(UPDATE, Date.UTC(2026, 0, 5, 9));
    expect(graph.requests.map(({ path, query }) => [path, query['$filter']])).toEqual([
      [
        '/v1.0/auditLogs/directoryAudits',
        `activityDateTime ge 2026-01-05T09:00:00.000Z and activityDisplayName eq '${UPDATE}'`,
      ],
    ]);
  });

  test('a missing permission is named', async () => {
    const { graph, client } = await simulate();
    graph.tenant.appPermissions.delete('AuditLog.Read.All');
    const problem = await problemOf(graphAuditLog(client, OWN).find(UPDATE, 0));
    expect(problem).toMatchObject({ kind: 'forbidden', subject: 'auditLog', permission: 'AuditLog.Read.All' });
  });

  test('what cannot be read is an error, not an empty log', async () => {
    const { graph, client } = await simulate();
    graph.fail(FAULTS.serverError);
    expect((await problemOf(graphAuditLog(client, OWN).find(UPDATE, 0))).kind).toBe('serverError');
  });

  test('records that are not understood, failed or name nobody are left out; the others count', async () => {
    const good = {
      id: 'audit-1',
      activityDateTime: '2026-01-05T09:00:00Z',
      result: 'success',
      correlationId: 'request-1',
      initiatedBy: { user: null, app: { appId: 'APP', displayName: 'Terraform' } },
      targetResources: [
        { modifiedProperties: [{ newValue: JSON.stringify(JSON.stringify(fabrikam.tenantId.toUpperCase())) }] },
      ],
    };
    const value = [
      42,
      null,
      {},
      { ...good, result: 'failure' },
      { ...good, initiatedBy: null },
      { ...good, activityDateTime: 'yesterday' },
      good,
      { ...good, id: 'audit-2', targetResources: null },
    ];
    const server = await serve((_, response) => { json(response, 200, { value }); }); // prettier-ignore
    const found = await graphAuditLog(connect(server.url).client, OWN).find(UPDATE, 0);
    expect(found).toEqual([
      {
        auditId: 'audit-1',
        at: Date.UTC(2026, 0, 5, 9),
        name: 'Terraform',
        ip: null,
        appId: 'APP',
        activity: UPDATE,
        correlationId: 'request-1',
        tenantIds: [fabrikam.tenantId],
      },
      expect.objectContaining({ auditId: 'audit-2', name: 'Terraform', tenantIds: [] }),
    ]);
  });

  test.each([
    ['an id', { appId: 'app-1', servicePrincipalId: 'own-principal' }, 'app-1'],
    ['no id, but the bot’s own service principal', { appId: null, servicePrincipalId: 'own-principal' }, 'own-app'],
    ['no id, and another service principal', { appId: null, servicePrincipalId: 'other-principal' }, ''],
    ['nothing but a name', { appId: null, servicePrincipalId: null }, ''],
  ])('an app of which it gives %s', async (_what, app, appId) => {
    const row = {
      id: 'audit-1',
      activityDateTime: '2026-01-05T09:00:00Z',
      result: 'success',
      initiatedBy: { user: null, app: { ...app, displayName: 'Some app' } },
    };
    const server = await serve((_, response) => { json(response, 200, { value: [row] }); }); // prettier-ignore
    expect(await graphAuditLog(connect(server.url).client, OWN).find(UPDATE, 0)).toMatchObject([{ appId }]);
    const unknown = { ...OWN, servicePrincipalId: () => Promise.resolve(undefined) };
    const told = await graphAuditLog(connect(server.url).client, unknown).find(UPDATE, 0);
    expect(told).toMatchObject([{ appId: app.appId ?? '' }]);
  });
});
