import { describe, expect, test } from 'vitest';
import { graphAuditLog } from '../../src/graph/audit.ts';
import { propertiesIn } from '../../src/graph/audit-properties.ts';
import { parseTenantId, type TenantId } from '../../src/domain/ids.ts';
import { organizations, people } from '../../src/simulator/seed/seed.ts';
import { arrive } from '../support/arrivals.ts';
import { connect, FAULTS, json, problemOf, serve, simulate } from './support.ts';

const UPDATE = 'Update a partner cross-tenant identity sync setting';
const { fabrikam, woodgrove } = organizations;
const home = parseTenantId(woodgrove.tenantId) ?? ('' as TenantId);
const OWN = { appId: 'own-app', servicePrincipalId: () => Promise.resolve('Own-Principal') };
const eli = { user: people.eli, ipAddress: '203.0.113.7' };
const switchOn = (partner: Parameters<Parameters<Awaited<ReturnType<typeof simulate>>['graph']['act']>[2]>[0]) => {
  if (partner?.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: true };
  return partner;
};

const ADDED = { list: 'added', link: null } as const;
const INVITED = { list: 'invited', link: null } as const;

describe('the audit log over Graph', () => {
  test('tells who changed which tenant, from where and when', async () => {
    const now = new Date('2026-01-05T09:00:00Z');
    const { graph, client } = await simulate({ now: () => now });
    graph.act(eli, fabrikam.tenantId, switchOn);
    const [record, ...others] = await graphAuditLog(client, OWN, home).find(UPDATE, now.getTime());
    expect(record).toMatchObject({
      kind: 'person',
      name: 'Eli Novak',
      signInName: people.eli.userPrincipalName,
      objectId: people.eli.id,
      ip: '203.0.113.7',
      at: now.getTime(),
      appId: null,
      touches: [{ field: 'userSync', became: true, sure: true }],
      tells: true,
    });
    expect(record?.tenantIds).toContain(fabrikam.tenantId);
    expect(others).toEqual([]);
    expect(await graphAuditLog(client, OWN, home).find(UPDATE, now.getTime() + 1)).toEqual([]);
  });

  test('asks by the name of the activity and by time, never by category', async () => {
    const { graph, client } = await simulate();
    await graphAuditLog(client, OWN, home).find(UPDATE, Date.UTC(2026, 0, 5, 9));
    expect(graph.requests.map(({ path, query }) => [path, query['$filter']])).toEqual([
      [
        '/v1.0/auditLogs/directoryAudits',
        `activityDateTime ge 2026-01-05T09:00:00.000Z and activityDisplayName eq '${UPDATE}'`,
      ],
    ]);
  });

  test('tells what the bot’s own app did, of whatever kind', async () => {
    const { graph, client } = await simulate();
    graph.act({ app: { appId: OWN.appId, displayName: 'Bridgekeeper' } }, fabrikam.tenantId, switchOn);
    graph.act(eli, fabrikam.tenantId, (partner) => partner && { ...partner, isServiceProvider: true });
    const [known] = graph.tenant.auditRecords;
    if (known !== undefined) graph.tenant.auditRecords.push({ ...known, activityDisplayName: 'Add user' });
    const found = await graphAuditLog(client, OWN, home).findOwn(0);
    expect(found.map(({ activity, called }) => [activity, called])).toEqual([
      [UPDATE, UPDATE],
      [null, 'Add user'],
    ]);
  });

  test('tells whom other tenants’ synchronisation created: when, and of which domain; nobody’s name', async () => {
    const { graph, client } = await simulate();
    const at = Date.UTC(2026, 0, 5, 9);
    arrive(graph.tenant, { from: 'Fabrikam.com', count: 1, at, activities: ['Invite external user', 'Add user'] });
    arrive(graph.tenant, { from: 'contoso.com', count: 1, at });
    arrive(graph.tenant, { from: 'x', count: 1, at, name: 'of.ours@woodgrove.com' });
    arrive(graph.tenant, { from: 'contoso.com', count: 1, at, app: 'Terraform' });
    arrive(graph.tenant, { from: 'contoso.com', count: 1, at, activities: ['Update user'] });
    arrive(graph.tenant, { from: 'contoso.com', count: 1, at, result: 'failure' });
    const log = graphAuditLog(client, OWN, home);
    const pages = [await log.findArrivals(at, ADDED), await log.findArrivals(at, INVITED)];
    const found = pages.flatMap(({ accounts }) => accounts);
    expect(found.map((one) => [one.domain, one.at])).toEqual([
      ['fabrikam.com', at],
      ['contoso.com', at],
      ['fabrikam.com', at],
    ]);
    expect(found[0]?.account).toBe(found[2]?.account);
    expect(pages.map(({ next }) => next)).toEqual([null, null]);
    expect(JSON.stringify(found)).not.toContain('doe');
    expect(graph.requests.map(({ query }) => query['$filter'])).toEqual(
      ['Add user', 'Invite external user'].map(
        (name) => `activityDateTime ge 2026-01-05T09:00:00.000Z and activityDisplayName eq '${name}'`,
      ),
    );
    expect(await log.findArrivals(at + 1, ADDED)).toMatchObject({ accounts: [] });
  });

  test('tells of new accounts a page at a time, and where the next one is', async () => {
    const { graph, client } = await simulate({ pageSize: 2 });
    const at = Date.UTC(2026, 0, 5, 9);
    arrive(graph.tenant, { from: 'fabrikam.com', count: 3, at });
    const log = graphAuditLog(client, OWN, home);
    const first = await log.findArrivals(at, ADDED);
    expect([first.accounts.length, first.next?.list]).toEqual([2, 'added']);
    const second = await log.findArrivals(at, first.next ?? ADDED);
    expect([second.accounts.length, second.next]).toEqual([1, null]);
    expect(graph.requests).toHaveLength(2);
  });

  test('of a new account that is not understood nothing is told, and the others are', async () => {
    const good = {
      id: 'audit-1',
      activityDateTime: '2026-01-05T09:00:00Z',
      result: 'success',
      initiatedBy: { user: null, app: { displayName: 'Microsoft.Azure.SyncFabric' } },
      targetResources: [{ id: null, userPrincipalName: 'PAT_FABRIKAM.COM#ext#@woodgrove.com' }],
    };
    const odd = [
      42,
      { ...good, targetResources: null },
      { ...good, activityDateTime: 'then' },
      { ...good, result: null },
      { ...good, initiatedBy: null },
      { ...good, initiatedBy: { app: null } },
      { ...good, targetResources: [{ id: null, userPrincipalName: `a_${'a'.repeat(250)}.com#EXT#@woodgrove.com` }] },
    ];
    const server = await serve((request, response) => {
      json(response, 200, { value: request.url?.includes('Add') === true ? [...odd, good] : [] });
    });
    expect(await graphAuditLog(connect(server.url).client, OWN, home).findArrivals(0, ADDED)).toEqual({
      list: 'added',
      accounts: [{ account: 'audit-1', domain: 'fabrikam.com', at: Date.UTC(2026, 0, 5, 9) }],
      next: null,
    });
  });

  test('a missing permission is named', async () => {
    const { graph, client } = await simulate();
    graph.tenant.appPermissions.delete('AuditLog.Read.All');
    const problem = await problemOf(graphAuditLog(client, OWN, home).find(UPDATE, 0));
    expect(problem).toMatchObject({ kind: 'forbidden', subject: 'auditLog', permission: 'AuditLog.Read.All' });
  });

  test('what cannot be read is an error, not an empty log', async () => {
    const { graph, client } = await simulate();
    graph.fail(FAULTS.serverError);
    expect((await problemOf(graphAuditLog(client, OWN, home).find(UPDATE, 0))).kind).toBe('serverError');
  });

  test('records that are not understood are left out; the others count, with what came of them, also where they name nobody', async () => {
    const good = {
      id: 'audit-1',
      activityDateTime: '2026-01-05T09:00:00Z',
      activityDisplayName: UPDATE,
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
      { ...good, id: 'audit-3', result: 'Failure' },
      { ...good, id: 'audit-4', result: 'timeout' },
      { ...good, id: 'audit-5', result: null },
      { ...good, id: 'audit-6', initiatedBy: null },
      { ...good, id: 'audit-7', initiatedBy: { user: {}, app: { displayName: ' ' } } },
      { ...good, activityDateTime: 'yesterday' },
      good,
      { ...good, id: 'audit-2', targetResources: null },
    ];
    const server = await serve((_, response) => { json(response, 200, { value }); }); // prettier-ignore
    const found = await graphAuditLog(connect(server.url).client, OWN, home).find(UPDATE, 0);
    expect(found).toEqual([
      expect.objectContaining({ auditId: 'audit-3', outcome: 'failure' }),
      expect.objectContaining({ auditId: 'audit-4', outcome: 'timeout' }),
      expect.objectContaining({ auditId: 'audit-5', outcome: 'unsaid' }),
      expect.objectContaining({ auditId: 'audit-6', kind: 'unsaid', name: null }),
      expect.objectContaining({ auditId: 'audit-7', kind: 'unsaid', appId: null }),
      {
        kind: 'app',
        auditId: 'audit-1',
        at: Date.UTC(2026, 0, 5, 9),
        name: 'Terraform',
        signInName: null,
        objectId: null,
        tenantId: null,
        organization: null,
        ip: null,
        appId: 'APP',
        touches: [],
        tells: false,
        activity: UPDATE,
        called: UPDATE,
        correlationId: 'request-1',
        outcome: 'success',
        isNamed: false,
        tenantIds: [fabrikam.tenantId],
      },
      expect.objectContaining({ auditId: 'audit-2', name: 'Terraform', tenantIds: [] }),
    ]);
  });

  test.each([
    ['an id', { appId: 'app-1', servicePrincipalId: 'own-principal' }, 'app-1'],
    ['no id, but the bot’s own service principal', { appId: null, servicePrincipalId: 'own-principal' }, 'own-app'],
    ['no id, and another service principal', { appId: null, servicePrincipalId: 'other-principal' }, null],
    ['nothing but a name', { appId: null, servicePrincipalId: null }, null],
  ])('an app of which it gives %s', async (_what, app, appId) => {
    const row = {
      id: 'audit-1',
      activityDateTime: '2026-01-05T09:00:00Z',
      result: 'success',
      initiatedBy: { user: null, app: { ...app, displayName: 'Some app' } },
    };
    const server = await serve((_, response) => { json(response, 200, { value: [row] }); }); // prettier-ignore
    expect(await graphAuditLog(connect(server.url).client, OWN, home).find(UPDATE, 0)).toMatchObject([{ appId }]);
    const unknown = { ...OWN, servicePrincipalId: () => Promise.resolve(undefined) };
    const told = await graphAuditLog(connect(server.url).client, unknown, home).find(UPDATE, 0);
    expect(told).toMatchObject([{ appId: app.appId ?? null }]);
  });

  test.each([
    [
      {
        displayName: 'Ann',
        userPrincipalName: 'ann@x.example',
        homeTenantId: woodgrove.tenantId,
        homeTenantName: 'Woodgrove',
      },
      null,
    ],
    [{ displayName: 'Ann', homeTenantId: fabrikam.tenantId, homeTenantName: 'Fabrikam' }, 'Fabrikam'],
    [{ userPrincipalName: 'ann@x.example', homeTenantId: fabrikam.tenantId, homeTenantName: ' ' }, fabrikam.tenantId],
    [{ displayName: null, id: people.eli.id, homeTenantName: 'Fabrikam' }, 'Fabrikam'],
  ])('a person %o is of %s', async (user, organization) => {
    const row = { ...RECORD, initiatedBy: { user, app: null } };
    const server = await serve((_, response) => { json(response, 200, { value: [row] }); }); // prettier-ignore
    const [found] = await graphAuditLog(connect(server.url).client, OWN, home).find(UPDATE, 0);
    expect(found).toMatchObject({ kind: 'person', organization });
  });
});

const RECORD = { id: 'audit-1', activityDateTime: '2026-01-05T09:00:00Z', result: 'success', targetResources: [] };
const quoted = (value: unknown): string => JSON.stringify(JSON.stringify(value));
const property = (displayName: string, before: unknown, after: unknown) => ({
  displayName,
  oldValue: before === null ? null : quoted(before),
  newValue: after === null ? null : quoted(after),
});

describe('what a record says that was changed', () => {
  const partner = property('tenantId', null, fabrikam.tenantId);
  const touchesIn = (...modifiedProperties: unknown[]) => {
    const { touches, tells } = propertiesIn([{ modifiedProperties: [partner, ...modifiedProperties] }]);
    return { touches: touches.map(({ field, became, sure }) => [field, became, sure]), tells };
  };

  test.each([
    [
      'one half of automatic redemption',
      [property('automaticUserConsentSettings', { inboundAllowed: false }, { inboundAllowed: true })],
      [['redemptionInbound', true, true]],
      true,
    ],
    [
      'what was not set before',
      [property('automaticUserConsentSettings', null, { inboundAllowed: true, outboundAllowed: null })],
      [['redemptionInbound', true, true]],
      true,
    ],
    [
      'the same as before',
      [property('automaticUserConsentSettings', { outboundAllowed: true }, { outboundAllowed: true })],
      [],
      true,
    ],
    [
      'text instead of settings',
      [{ displayName: 'automaticUserConsentSettings', newValue: '…' }],
      [
        ['redemptionInbound', 'untold', false],
        ['redemptionOutbound', 'untold', false],
      ],
      true,
    ],
    [
      'another setting',
      [property('b2bCollaborationInbound', [{ accessType: 2 }], [{ accessType: 1 }])],
      [['b2bCollaborationInbound', 'untold', true]],
      true,
    ],
    [
      'user sync as a word',
      [{ displayName: 'UserSyncInbound.IsSyncAllowed', oldValue: '"False"', newValue: '"True"' }],
      [['userSync', true, true]],
      true,
    ],
    [
      'a switch that may be either',
      [property('isSyncAllowed', false, true)],
      [
        ['userSync', true, false],
        ['groupSync', true, false],
      ],
      true,
    ],
    ['a name', [property('displayName', 'Old', 'New')], [['policyName', 'New', true]], true],
    [
      'all settings, before and after',
      [
        property(
          'PartnerPolicyDetail',
          { automaticUserConsentSettings: { inboundAllowed: null }, b2b: 1 },
          { automaticUserConsentSettings: { inboundAllowed: true }, b2b: 1 },
        ),
      ],
      [['redemptionInbound', true, true]],
      true,
    ],
    [
      'all settings, after alone',
      [property('PartnerPolicyDetail', null, { automaticUserConsentSettings: '{"inboundAllowed":true}' })],
      [['redemptionInbound', true, false]],
      false,
    ],
    ['all settings, changed where nobody knows', [property('PartnerPolicyDetail', { x: 1 }, { x: 2 })], [], false],
    [
      'names alone',
      [{ displayName: 'Included Updated Properties', newValue: '"automaticUserConsentSettings, inboundTrust"' }],
      [
        ['redemptionInbound', 'untold', false],
        ['redemptionOutbound', 'untold', false],
        ['trustMfa', 'untold', false],
        ['trustCompliantDevices', 'untold', false],
        ['trustHybridDevices', 'untold', false],
      ],
      true,
    ],
    ['nothing', [], [], false],
    ['what nobody knows', [property('somethingNew', 1, 2), 42, { displayName: null }], [], false],
  ])('%s', (_what, properties, touches, tells) => {
    // prettier-ignore
    expect(touchesIn(...properties)).toEqual({ touches, tells });
  });

  const GROUP = 'a1b2c3d4-0000-4abc-8def-00000000000a';
  const USER = 'a1b2c3d4-0000-4abc-8def-00000000000b';
  const reach = (...targets: readonly unknown[]) => [{ usersAndGroups: { accessType: 2, targets } }];
  const [group, user] = [{ target: GROUP, targetType: 2 }, { target: USER, targetType: 1 }]; // prettier-ignore

  describe.each(['b2bCollaborationInbound', 'PartnerPolicyDetail', 'somethingNew'])('of %s', (name) => {
    const touched = (before: unknown, after: unknown) => touchesIn(property(name, before, after)).touches;
    const tells = (before: unknown, after: unknown) => {
      const detail = { automaticUserConsentSettings: { inboundAllowed: false } };
      const opened = { automaticUserConsentSettings: { inboundAllowed: true } };
      return touchesIn(property('PartnerPolicyDetail', { ...detail, [name]: before }, { ...opened, [name]: after }))
        .tells;
    };

    test.each<[string, unknown, unknown]>([
      ['targets in another order', reach(group, user), reach(user, group)],
      ['a target twice', reach(group, user), reach(group, user, group)],
      ['a GUID in capitals', reach(group), reach({ ...group, target: GROUP.toUpperCase() })],
      ['a GUID in braces', reach(group), reach({ ...group, target: `{${GROUP}}` })],
      ['a number as text', reach(group), reach({ ...group, targetType: '2' })],
      ['what is null, and not there', reach(group), reach({ ...group, more: null })],
      ['what is empty, and not there', { a: 1 }, { a: 1, b: '' }],
      ['JSON as text', reach(group), JSON.stringify(reach(group))],
    ])('the same in another spelling is no change: %s', (_what, before, after) => {
      expect(touched(before, after)).toEqual([]);
      expect(tells(before, after)).toBe(true);
    });

    test.each<[string, unknown, unknown]>([
      ['another first target of two', reach(group, user), reach({ ...group, targetType: 3 }, user)],
      ['one target less', reach(group, user), reach(user)],
      ['what belongs to which', reach(group, user), reach({ ...group, targetType: 1 }, { ...user, targetType: 2 })],
      ['a number', { a: 1 }, { a: 2 }],
    ])('what means something else is one: %s', (_what, before, after) => {
      if (name === 'b2bCollaborationInbound')
        expect(touched(before, after)).toMatchObject([['b2bCollaborationInbound', 'untold', true]]);
      else expect(tells(before, after)).toBe(false);
    });
  });

  test('a flag that is false is none, and a name that is emptied is gone', () => {
    expect(touchesIn(property('isServiceProvider', null, false)).touches).toEqual([]);
    expect(touchesIn(property('displayName', 'Old', '')).touches).toEqual([['policyName', null, true]]);
    expect(touchesIn(property('displayName', GROUP, GROUP.toUpperCase())).touches).toEqual([
      ['policyName', GROUP.toUpperCase(), true],
    ]);
  });

  test('and whom it is about: a value that speaks of another tenant does not count', () => {
    const { contoso } = organizations;
    const about = (...resources: unknown[]) => propertiesIn(resources).tenantIds;
    const other = property('b2bCollaborationInbound', null, { target: contoso.tenantId });
    expect(about({ modifiedProperties: [other, property('PartnerIdentifier', fabrikam.tenantId, null)] })).toEqual([
      fabrikam.tenantId,
    ]);
    expect(
      about({ displayName: `CrossTenantAccessPolicy for ${fabrikam.tenantId}`, modifiedProperties: [other] }),
    ).toEqual([fabrikam.tenantId]);
    expect(about({ modifiedProperties: [other] })).toEqual([contoso.tenantId]);
    expect(about({ id: contoso.tenantId, type: 'Policy', modifiedProperties: [] })).toEqual([]);
    expect(about('nothing')).toEqual([]);
  });
});
