import { describe, expect, test } from 'vitest';
import { graphVisitors } from '../../src/graph/visitors.ts';
import type { SimulatedTenant, User } from '../../src/simulator/tenant.ts';
import { ROLES } from '../../src/domain/people/role.ts';
import { objectIdOf, tenantIdOf } from '../builders.ts';
import { connect, json, serve, simulate } from './support.ts';

const DOMAIN = 'fabrikam.com';
const CLOCK = { elapsed: () => 0 };
const PURPOSE = { subject: 'partner', permission: 'Policy.Read.All' } as const;
const CAME = '2026-01-05T09:00:00Z';

function comes(tenant: SimulatedTenant, n: number, more: Partial<User> = {}): string {
  const id: string = objectIdOf(7_000 + n);
  tenant.users.set(id, {
    id,
    displayName: `Visitor ${n}`,
    userPrincipalName: `visitor${n}_fabrikam.com#EXT#@woodgrove.com`,
    userType: 'Member',
    accountEnabled: true,
    creationType: 'Invitation',
    externalUserState: 'Accepted',
    mail: `visitor${n}@${DOMAIN}`,
    createdDateTime: CAME,
    ...more,
  });
  return id;
}

function holdsRole(tenant: SimulatedTenant, principalId: string): void {
  tenant.roleAssignments.push({
    id: 'held-by-a-visitor',
    principalId,
    roleDefinitionId: ROLES.securityReader.id,
    directoryScopeId: '/',
    assignmentType: 'Assigned',
  });
}

describe('who is here of another tenant', () => {
  test('is counted by kind, with who holds a role, when the newest came and one last signed in', async () => {
    const { client, tenant, graph } = await simulate();
    const held = comes(tenant, 1);
    const grouped = comes(tenant, 2, { createdDateTime: '2026-02-05T09:00:00Z' });
    comes(tenant, 3, { userType: 'Guest', lastSignIn: '2026-03-05T09:00:00Z' });
    comes(tenant, 4, { userType: 'Guest', mail: null });
    comes(tenant, 5, { mail: 'visitor5@notfabrikam.com' });
    comes(tenant, 6, { creationType: null });
    holdsRole(tenant, held);
    [...tenant.groups.values()].find(({ isAssignableToRole }) => isAssignableToRole)?.members.push(grouped);
    expect(await graphVisitors(client, CLOCK).of(DOMAIN)).toEqual({
      synced: { is: { count: 2, isWhole: true } },
      guests: { is: { count: 1, isWhole: true } },
      privileged: { is: { count: 2, isWhole: true } },
      newest: { is: { at: Date.parse('2026-02-05T09:00:00Z'), isWhole: true } },
      lastSignIn: { is: { at: Date.parse('2026-03-05T09:00:00Z'), isWhole: true } },
    });
    const asked = graph.requests.filter(({ path }) => path === '/v1.0/users');
    expect(asked.map(({ headers }) => headers['consistencylevel'])).toEqual(['eventual', 'eventual', 'eventual']);
    expect(graph.requests.filter(({ path }) => path !== '/v1.0/users')).toHaveLength(2);
  });

  test('on a card is counted with three requests, none after another, and what was refused is not asked for again for an hour', async () => {
    const { client, tenant, graph } = await simulate();
    const held = comes(tenant, 1);
    comes(tenant, 2);
    comes(tenant, 3, { userType: 'Guest' });
    holdsRole(tenant, held);
    let elapsed = 0;
    const visitors = graphVisitors(client, { elapsed: () => elapsed });
    const both = { synced: { is: { count: 2, isWhole: true } }, privileged: { is: { count: 1, isWhole: true } } };
    expect(await visitors.here([DOMAIN])).toEqual(both);
    expect(graph.requests).toHaveLength(3);
    tenant.appPermissions.delete('GroupMember.Read.All');
    const half = { ...both, privileged: { problem: { permission: 'GroupMember.Read.All' } } };
    expect(await visitors.here([DOMAIN])).toMatchObject(half);
    graph.clearRequests();
    expect(await visitors.here([DOMAIN])).toMatchObject(half);
    expect(graph.requests).toHaveLength(1);
    tenant.appPermissions.add('GroupMember.Read.All');
    elapsed = 60 * 60_000;
    expect(await visitors.here([DOMAIN])).toEqual(both);
  });

  test('of several tenants, or of all, is counted with as many requests, and of an address the domain alone counts', async () => {
    const { client, tenant, graph } = await simulate();
    holdsRole(tenant, comes(tenant, 1));
    comes(tenant, 2, { mail: 'visitor2@Contoso.com' });
    comes(tenant, 3, { mail: 'visitor3@litware.com' });
    comes(tenant, 4, { mail: null });
    const visitors = graphVisitors(client, CLOCK);
    const counts = (synced: number) => ({
      synced: { is: { count: synced, isWhole: true } },
      privileged: { is: { count: 1, isWhole: true } },
    });
    expect(await visitors.here([DOMAIN, 'contoso.com'])).toEqual(counts(2));
    expect(graph.requests).toHaveLength(3);
    expect(await visitors.here('everybody')).toEqual(counts(4));
    expect(graph.requests).toHaveLength(6);
  });

  test('of several is at least those on the first page, and of all is as many as Graph counts', async () => {
    const { url } = await serve((request, response) => {
      const path = request.url ?? '';
      const users = [1, 2, 3].map((n) => ({ id: objectIdOf(n), mail: `a@${n === 3 ? 'litware.com' : DOMAIN}` }));
      if (path.includes('/users')) json(response, 200, { '@odata.count': 5_000, value: users });
      else json(response, 200, { value: [] });
    });
    const visitors = graphVisitors(connect(url).client, CLOCK);
    const none = { is: { count: 0, isWhole: false } };
    expect(await visitors.here([DOMAIN, 'contoso.com'])).toEqual({
      synced: { is: { count: 2, isWhole: false } },
      privileged: none,
    });
    expect(await visitors.here('everybody')).toEqual({
      synced: { is: { count: 5_000, isWhole: true } },
      privileged: none,
    });
  });

  test('on many cards is asked of a Graph that says nothing once, briefly, and nothing else waits for it', async () => {
    const { url, requests } = await serve((request, response) => {
      if (request.url?.startsWith('/v1.0/organization') === true) json(response, 200, { value: [] });
    });
    const turns = { atOnce: 2, most: { decision: 2, watch: 2, line: 2 }, mostWaiting: 20, waitMs: 40 };
    const { client } = connect(url, { turns, brief: { attemptWithinMs: 60, turns: { ...turns, atOnce: 6 } } });
    const visitors = graphVisitors(client, CLOCK);
    const cards = Array.from({ length: 12 }, () => visitors.here([DOMAIN]));
    expect((await client.get('/organization', PURPOSE)).body).toMatchObject({ value: [] });
    const kinds = (await Promise.all(cards)).map(({ synced }) => 'problem' in synced && synced.problem.kind);
    expect(new Set(kinds)).toEqual(new Set(['timeout', 'busy']));
    expect(requests.length).toBeLessThan(12);
  });

  test('is nobody where nobody is', async () => {
    const { client } = await simulate();
    expect(await graphVisitors(client, CLOCK).of("o'neil.example")).toMatchObject({
      synced: { is: { count: 0 } },
      newest: { is: null },
      lastSignIn: { is: null },
    });
  });

  test('each part that cannot be read is told in its place, with the permission that it takes', async () => {
    const { client, tenant } = await simulate();
    comes(tenant, 1);
    tenant.appPermissions.delete('AuditLog.Read.All');
    tenant.appPermissions.delete('GroupMember.Read.All');
    expect(await graphVisitors(client, CLOCK).of(DOMAIN)).toMatchObject({
      synced: { is: { count: 1 } },
      privileged: { problem: { kind: 'forbidden', permission: 'GroupMember.Read.All' } },
      newest: { is: { at: Date.parse(CAME), isWhole: true } },
      lastSignIn: { problem: { kind: 'forbidden', permission: 'AuditLog.Read.All' } },
    });
  });

  test('of more than were read, no more is said than was', async () => {
    const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ id: objectIdOf(i + 1), members: [] }));
    const { url } = await serve((request, response) => {
      const path = request.url ?? '';
      const times = { createdDateTime: CAME, signInActivity: { lastSignInDateTime: CAME } };
      const users = rows(3).map((row) => ({ ...row, ...times }));
      if (path.includes('/users')) json(response, 200, { '@odata.count': 5_000, value: users });
      else if (path.includes('/groups')) json(response, 200, { value: [{ id: 'a', members: rows(20) }] });
      else json(response, 200, { value: [{ principalId: objectIdOf(1) }], '@odata.nextLink': `${path}?more` });
    });
    expect(await graphVisitors(connect(url).client, CLOCK).of(DOMAIN)).toMatchObject({
      synced: { is: { count: 5_000, isWhole: true } },
      privileged: { is: { count: 6, isWhole: false } },
      newest: { is: { at: Date.parse(CAME), isWhole: false } },
      lastSignIn: { is: { at: Date.parse(CAME), isWhole: false } },
    });
  });
});

describe('what Entra itself counts of a tenant', () => {
  const metrics = (guests: number | string, active: number | string) => ({
    b2BRegistrationMetrics: { recent: { inboundTotalUsers: guests, watermarkDateTime: CAME } },
    b2BSignInActivityMetrics: { recent: { inboundMonthlyTotalUsers: active, watermarkDateTime: CAME } },
  });
  const at = Date.parse(CAME);

  test('is told where the app is granted it, as numbers or as text; of one that is not related nothing is', async () => {
    const { client, tenant, graph } = await simulate();
    tenant.appPermissions.add('TenantGovernance-RelatedTenant.Read.All');
    const [known, other] = [tenantIdOf(1), tenantIdOf(2)];
    const visitors = graphVisitors(client, CLOCK);
    for (const [guests, active] of [[1_204, 12] as const, ['1204', '12'] as const]) {
      tenant.relatedTenants.set(known, metrics(guests, active));
      expect(await visitors.related(known)).toEqual({
        is: { guests: { count: 1_204, at }, active: { count: 12, at } },
      });
    }
    tenant.relatedTenants.set(known, { b2BRegistrationMetrics: { recent: null }, b2BSignInActivityMetrics: null });
    expect(await visitors.related(known)).toEqual({ is: { guests: null, active: null } });
    expect(await visitors.related(other)).toEqual({ is: null });
    expect(graph.requests[0]?.path).toBe(`/v1.0/directory/tenantGovernance/relatedTenants/${known}`);
  });

  test('is nothing that is said where it is not granted, and is asked for again in an hour; else why not', async () => {
    const { client, tenant, graph } = await simulate();
    let elapsed = 0;
    const visitors = graphVisitors(client, { elapsed: () => elapsed });
    expect([await visitors.related(tenantIdOf(1)), await visitors.related(tenantIdOf(1))]).toEqual([null, null]);
    expect(graph.requests).toHaveLength(1);
    elapsed = 60 * 60_000;
    tenant.appPermissions.add('TenantGovernance-RelatedTenant.Read.All');
    graph.fail({ kind: 'status', status: 400, code: 'badRequest', path: /relatedTenants/ });
    expect(await visitors.related(tenantIdOf(1))).toMatchObject({ problem: { status: 400 } });
  });
});
