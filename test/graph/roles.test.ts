import { describe, expect, test } from 'vitest';
import { parseObjectId, type ObjectId } from '../../src/domain/ids.ts';
import { ROLES, type RoleKey } from '../../src/domain/people/role.ts';
import { mayPass } from '../../src/domain/people/access.ts';
import { graphRoles } from '../../src/graph/roles.ts';
import type { GraphOptions as SimulatorOptions, SimulatedTenant } from '../../src/simulator/graph.ts';
import { groups, people } from '../../src/simulator/seed/seed.ts';
import { objectIdOf } from '../builders.ts';
import { heldSleep, until } from '../simulator/support.ts';
import { connect, errorBody, json, problemOf, serve, simulate } from './support.ts';

const CHANGE: readonly RoleKey[] = ['securityAdministrator'];
const isOwnDomain = (domain: string) => Promise.resolve(domain.startsWith('woodgrove.'));
const MEMBERS_ONLY = { allowGuests: false, isOwnDomain };
const ADMINISTRATOR = ROLES.securityAdministrator.id;

type Grant = SimulatedTenant['roleAssignments'][number];
type Group = SimulatedTenant['groups'] extends ReadonlyMap<string, infer Item> ? Item : never;

async function simulatedRoles(options: Partial<SimulatorOptions> = {}) {
  const simulated = await simulate(options);
  const roles = graphRoles(simulated.client, MEMBERS_ONLY);
  return {
    ...simulated,
    roles,
    active: (who: keyof typeof people, keys = CHANGE, wanted: 'any' | 'all' = 'all') =>
      roles.active(idOf(who), keys, wanted),
    /** How often membership was asked for, and of which groups. */
    askedGroups: () =>
      simulated.graph.requests
        .filter(({ path }) => path.endsWith('/checkMemberGroups'))
        .map(({ body }) => (body as { groupIds: string[] }).groupIds),
  };
}

function idOf(who: keyof typeof people): ObjectId {
  const objectId = parseObjectId(people[who].id);
  if (objectId === undefined) throw new Error('no object id');
  return objectId;
}

/** An account as Graph shows it, of which it does not say whether it is enabled. */
const accountOf = (who: keyof typeof people) => ({
  id: people[who].id,
  userType: 'Member',
  userPrincipalName: people[who].userPrincipalName,
  creationType: null,
  externalUserState: null,
  identities: [{ signInType: 'userPrincipalName', issuer: 'woodgrove.onmicrosoft.com', issuerAssignedId: who }],
});

const grant = (principalId: string, overrides: Partial<Grant> = {}): Grant => ({
  id: `grant-${principalId}`,
  principalId,
  roleDefinitionId: ADMINISTRATOR,
  directoryScopeId: '/',
  assignmentType: 'Assigned',
  ...overrides,
});

/** The `n`th group that holds the role. */
function addGroup(tenant: SimulatedTenant, n: number, members: readonly string[] = []): Group {
  const group = {
    id: objectIdOf(1000 + n),
    displayName: `Group ${n}`,
    members: [...members],
    isAssignableToRole: true,
  };
  tenant.groups.set(group.id, group);
  tenant.roleAssignments.push(grant(group.id));
  return group;
}

const held = (throughGroup: string | null, directoryScopeId = '/') => ({
  roleDefinitionId: ADMINISTRATOR,
  directoryScopeId,
  throughGroup,
});

describe('who holds a role right now', () => {
  test('somebody to whom it is assigned', async () => {
    const { active } = await simulatedRoles();
    expect(await active('ada')).toEqual({
      account: { kind: 'present', enabled: true, admitted: true },
      assignments: [held(null)],
    });
  });

  test('somebody in a group to which it is assigned; the group is named', async () => {
    const { active } = await simulatedRoles();
    expect((await active('ben')).assignments).toEqual([held(groups.securityOperations.displayName)]);
  });

  test('somebody to whom it is assigned twice', async () => {
    const { active, tenant } = await simulatedRoles();
    tenant.groups.get(groups.securityOperations.id)?.members.push(people.ada.id);
    expect((await active('ada')).assignments).toEqual([held(null), held(groups.securityOperations.displayName)]);
  });

  test('somebody who activated it in PIM', async () => {
    const { active, tenant } = await simulatedRoles();
    tenant.roleAssignments.push(grant(people.chen.id, { assignmentType: 'Activated' }));
    expect((await active('chen')).assignments).toEqual([held(null)]);
  });

  test('not somebody who is only eligible for it', async () => {
    const { active } = await simulatedRoles();
    expect((await active('chen')).assignments).toEqual([]);
  });

  test('not somebody whose activation has ended', async () => {
    let now = new Date('2026-01-05T09:00:00Z');
    const { active, tenant } = await simulatedRoles({ now: () => now });
    tenant.roleAssignments.push(
      grant(people.chen.id, { assignmentType: 'Activated', endDateTime: '2026-01-05T10:00:00Z' }),
    );
    expect((await active('chen')).assignments).toHaveLength(1);
    now = new Date('2026-01-05T10:00:00Z');
    expect((await active('chen')).assignments).toEqual([]);
  });

  test('somebody for a part of the tenant: with that scope, so that it does not count as the whole', async () => {
    const { active, tenant } = await simulatedRoles();
    tenant.roleAssignments.push(grant(people.eli.id, { directoryScopeId: '/administrativeUnits/1' }));
    const facts = await active('eli');
    expect(facts.assignments).toEqual([held(null, '/administrativeUnits/1')]);
    expect(mayPass(facts, 'change')).toMatchObject({ kind: 'roleMissing' });
  });

  test('nobody who holds another role only', async () => {
    const { active } = await simulatedRoles();
    expect((await active('dana')).assignments).toEqual([]);
    expect((await active('eli')).assignments).toEqual([]);
  });

  test('for several roles at once', async () => {
    const { active } = await simulatedRoles();
    const read = ['securityReader', 'globalReader', 'securityAdministrator'] as const;
    expect((await active('dana', read)).assignments).toEqual([
      { roleDefinitionId: ROLES.securityReader.id, directoryScopeId: '/', throughGroup: null },
    ]);
    expect((await active('ben', read)).assignments).toEqual([held(groups.securityOperations.displayName)]);
  });

  test('somebody on a later page of assignments', async () => {
    const { active, tenant } = await simulatedRoles({ pageSize: 1 });
    addGroup(tenant, 1);
    expect((await active('ada')).assignments).toEqual([held(null)]);
    expect((await active('ben')).assignments).toEqual([held(groups.securityOperations.displayName)]);
  });
});

describe('the account of somebody who asks', () => {
  test('of a guest is a guest’s, whatever role it holds', async () => {
    const { active } = await simulatedRoles();
    const facts = await active('finn');
    expect(facts).toEqual({
      account: { kind: 'present', enabled: true, admitted: false },
      assignments: [held(null)],
    });
    expect(mayPass(facts, 'change')).toEqual({ kind: 'guestAccount' });
  });

  test('of a guest is let in where guests are, but only with the role, and not while it is disabled', async () => {
    const { client, tenant } = await simulate();
    const roles = graphRoles(client, { allowGuests: true, isOwnDomain });
    const pass = async () => mayPass(await roles.active(idOf('finn'), CHANGE, 'all'), 'change');
    expect(await pass()).toBeUndefined();
    const finn = tenant.users.get(people.finn.id);
    if (finn !== undefined) finn.accountEnabled = false;
    expect(await pass()).toEqual({ kind: 'disabledAccount' });
    if (finn !== undefined) finn.accountEnabled = true;
    tenant.roleAssignments.length = 0;
    expect(await pass()).toMatchObject({ kind: 'roleMissing' });
  });

  type Shown = Partial<NonNullable<ReturnType<SimulatedTenant['users']['get']>>>;
  const federated = { signInType: 'federated', issuerAssignedId: null };
  test.each<[string, Shown]>([
    ['that was invited', { creationType: 'Invitation' }],
    ['that signed up on its own', { creationType: 'SelfServiceSignUp' }],
    ['that has accepted an invitation', { externalUserState: 'Accepted' }],
    ['that has not accepted it yet', { externalUserState: 'PendingAcceptance' }],
    ['whose name says so', { userPrincipalName: 'ada_fabrikam.com#Ext#@woodgrove.onmicrosoft.com' }],
    ['whose identity is another organisation’s', { identities: [{ ...federated, issuer: 'fabrikam.com' }] }],
    ['whose identity is of some other organisation', { identities: [{ ...federated, issuer: 'ExternalAzureAD' }] }],
    ['of which Graph does not say who issued an identity', { identities: [{ ...federated, issuer: null }] }],
  ])('%s is a guest’s although it is a member’s by its type', async (_, shown) => {
    const { active, tenant, client } = await simulatedRoles();
    Object.assign(tenant.users.get(people.ada.id) ?? {}, shown);
    expect(mayPass(await active('ada'), 'change')).toEqual({ kind: 'guestAccount' });
    const hospitable = graphRoles(client, { allowGuests: true, isOwnDomain });
    expect(mayPass(await hospitable.active(idOf('ada'), CHANGE, 'all'), 'change')).toBeUndefined();
  });

  test('of a member may have an identity that another domain of this organisation issued', async () => {
    const { active, tenant } = await simulatedRoles();
    const identities = [{ ...federated, issuer: 'Woodgrove.onmicrosoft.com' }];
    Object.assign(tenant.users.get(people.ada.id) ?? {}, { identities });
    expect(mayPass(await active('ada'), 'change')).toBeUndefined();
  });

  test.each(['userPrincipalName', 'identities'] as const)('cannot be read without its %s', async (missing) => {
    const server = await serve((request, response) => {
      const rest = { ...accountOf('ada'), accountEnabled: true, [missing]: undefined };
      json(response, 200, request.url?.includes('/users/') ? rest : { value: [] });
    });
    const facts = graphRoles(connect(server.url).client, MEMBERS_ONLY).active(idOf('ada'), CHANGE, 'all');
    expect(await problemOf(facts)).toMatchObject({ kind: 'unexpectedAnswer', subject: 'role' });
  });

  test('that was disabled is disabled', async () => {
    const { active, tenant } = await simulatedRoles();
    const ada = tenant.users.get(people.ada.id);
    if (ada !== undefined) ada.accountEnabled = false;
    expect((await active('ada')).account).toEqual({ kind: 'present', enabled: false, admitted: true });
  });

  test('that was deleted is absent, also where its assignments are still there', async () => {
    const { active, tenant } = await simulatedRoles();
    tenant.users.delete(people.ada.id);
    const facts = await active('ada');
    expect(facts.account).toEqual({ kind: 'absent' });
    expect(mayPass(facts, 'change')).toEqual({ kind: 'unknownAccount' });
  });

  test('that Graph does not call enabled is not enabled', async () => {
    const server = await serve((request, response) => {
      json(response, 200, request.url?.includes('/users/') ? accountOf('ada') : { value: [] });
    });
    const facts = await graphRoles(connect(server.url).client, MEMBERS_ONLY).active(idOf('ada'), CHANGE, 'all');
    expect(facts.account).toEqual({ kind: 'present', enabled: false, admitted: true });
  });
});

describe('roles that cannot be read are an error, and nobody passes', () => {
  test.each([
    ['the account', /\/users\/[^/]+$/, 'User.Read.All'],
    ['the assignments', /roleAssignments$/, 'RoleManagement.Read.Directory'],
    ['the membership', /checkMemberGroups$/, 'GroupMember.Read.All'],
  ])('%s', async (_, path, permission) => {
    const { active, graph } = await simulatedRoles();
    graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path });
    for (const who of ['ada', 'ben'] as const) {
      expect(await problemOf(active(who))).toMatchObject({ kind: 'forbidden', subject: 'role', permission });
    }
  });

  test('an account whose 404 is not Graph’s is not taken for absent', async () => {
    const server = await serve((request, response) => {
      const account = request.url?.includes('/users/') === true;
      json(response, account ? 404 : 200, account ? { message: 'no route' } : { value: [] });
    });
    const facts = graphRoles(connect(server.url).client, MEMBERS_ONLY).active(idOf('ada'), CHANGE, 'all');
    expect(await problemOf(facts)).toMatchObject({ kind: 'unexpectedAnswer', subject: 'role' });
  });

  test('a page of assignments that is missing', async () => {
    const { active, graph } = await simulatedRoles({ pageSize: 1 });
    graph.fail({ kind: 'status', status: 500, code: 'InternalServerError', query: /skiptoken/ });
    expect(await problemOf(active('ada'))).toMatchObject({ kind: 'serverError' });
  });

  test.each([
    ['an assignment without its principal’s id', { roleDefinitionId: ADMINISTRATOR, directoryScopeId: '/' }],
    ['an assignment without its role', { principalId: people.ada.id, directoryScopeId: '/' }],
  ])('%s', async (_, row) => {
    const server = await serve((request, response) => {
      json(response, 200, request.url?.includes('/users/') ? accountOf('ada') : { value: [row] });
    });
    const facts = graphRoles(connect(server.url).client, MEMBERS_ONLY).active(idOf('ada'), CHANGE, 'all');
    expect(await problemOf(facts)).toMatchObject({ kind: 'unexpectedAnswer' });
  });

  test('an assignment without a scope is not one of the whole tenant', async () => {
    const row = { principalId: people.ada.id, roleDefinitionId: ADMINISTRATOR };
    const server = await serve((request, response) => {
      const account = { ...accountOf('ada'), accountEnabled: true };
      json(response, 200, request.url?.startsWith('/v1.0/users/') ? { ...account, value: [] } : { value: [row] });
    });
    const facts = await graphRoles(connect(server.url).client, MEMBERS_ONLY).active(idOf('ada'), CHANGE, 'all');
    expect(facts.assignments).toHaveLength(1);
    expect(mayPass(facts, 'change')).toMatchObject({ kind: 'roleMissing' });
  });
});

test('an answer about somebody else is not taken for the person’s account', async () => {
  const server = await serve((request, response) => {
    const body = { ...accountOf('ben'), accountEnabled: true };
    json(response, 200, request.url?.includes('/users/') ? body : { value: [] });
  });
  const facts = graphRoles(connect(server.url).client, MEMBERS_ONLY).active(idOf('eli'), CHANGE, 'all');
  expect(await problemOf(facts)).toMatchObject({ kind: 'unexpectedAnswer' });
});

describe('membership in groups', () => {
  test('is asked for in parts of twenty', async () => {
    const { active, askedGroups, tenant } = await simulatedRoles();
    for (let n = 0; n < 44; n += 1) addGroup(tenant, n);
    const last = addGroup(tenant, 44, [people.eli.id]);
    expect((await active('eli')).assignments).toEqual([held(last.displayName)]);
    const asked = askedGroups();
    expect(asked.map((ids) => ids.length).sort()).toEqual([20, 20, 6]);
    expect(new Set(asked.flat()).size).toBe(46);
  });

  test('is asked for once for a group that holds two of the roles', async () => {
    const { active, askedGroups, tenant } = await simulatedRoles();
    tenant.roleAssignments.push(grant(groups.securityOperations.id, { roleDefinitionId: ROLES.securityReader.id }));
    const { assignments } = await active('ben', ['securityReader', 'securityAdministrator']);
    expect(assignments.map(({ roleDefinitionId }) => roleDefinitionId).sort()).toEqual(
      [ROLES.securityReader.id, ADMINISTRATOR].sort(),
    );
    expect(askedGroups()).toEqual([[groups.securityOperations.id]]);
  });

  test('is not asked for where no group holds the role, nor for an account that is absent', async () => {
    const { active, askedGroups, tenant } = await simulatedRoles();
    await active('ada', ['securityReader']);
    expect(askedGroups()).toEqual([]);
    tenant.users.delete(people.eli.id);
    await active('eli');
    expect(askedGroups()).toEqual([]);
  });

  test('is asked for, too, where Graph does not say what holds the role', async () => {
    const { active, askedGroups, tenant } = await simulatedRoles();
    // Deleted since: the simulator, like Graph, then expands the principal to null.
    tenant.roleAssignments.push(grant(objectIdOf(77)));
    await active('eli');
    expect(askedGroups().flat().sort()).toEqual([objectIdOf(77), groups.securityOperations.id].sort());
  });

  test('counts where Graph does not say what holds the role, under the group’s id', async () => {
    const group = objectIdOf(77);
    const server = await serve((request, response) => {
      const url = request.url ?? '';
      if (url.includes('checkMemberGroups')) json(response, 200, { value: [group] });
      else if (url.includes('/users/')) json(response, 200, { ...accountOf('eli'), accountEnabled: true });
      else json(response, 200, { value: [grant(group)] });
    });
    const facts = await graphRoles(connect(server.url).client, MEMBERS_ONLY).active(idOf('eli'), CHANGE, 'all');
    expect(facts.assignments).toEqual([held(group)]);
  });

  test('does not matter to somebody who holds one of the roles directly, where any of them is enough', async () => {
    const { active, askedGroups, graph } = await simulatedRoles();
    graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /checkMemberGroups$/ });
    const facts = await active('ada', CHANGE, 'any');
    expect(mayPass(facts, 'change')).toBeUndefined();
    expect(askedGroups()).toEqual([]);
  });

  test('matters to everybody else, also where any of the roles is enough', async () => {
    const { active } = await simulatedRoles();
    expect((await active('ben', CHANGE, 'any')).assignments).toEqual([held(groups.securityOperations.displayName)]);
  });

  test('matters to somebody who holds the role directly for a part of the tenant only', async () => {
    const { active, tenant } = await simulatedRoles();
    tenant.roleAssignments.push(grant(people.ben.id, { directoryScopeId: '/administrativeUnits/1' }));
    expect((await active('ben', CHANGE, 'any')).assignments).toEqual([
      held(null, '/administrativeUnits/1'),
      held(groups.securityOperations.displayName),
    ]);
  });

  test('is never taken from another group that somebody is in', async () => {
    const { active } = await simulatedRoles();
    expect(groups.everyone.members).toContain(people.eli.id);
    expect((await active('eli')).assignments).toEqual([]);
  });
});

describe('groups that are remembered', () => {
  test('save the second round trip: everything is asked for at once', async () => {
    const clock = heldSleep();
    const { active, graph } = await simulatedRoles({ latencyMs: 1, sleep: clock.sleep });
    /** Lets Graph answer once so many requests wait for it; without them the test does not end. */
    const answerAll = async (waiting: number) => {
      await until(() => clock.asked.length === waiting);
      clock.asked.length = 0;
      clock.wake();
    };
    const first = active('ben');
    await answerAll(2);
    await answerAll(1);
    await first;
    graph.clearRequests();
    const second = active('ben');
    await answerAll(3);
    expect((await second).assignments).toEqual([held(groups.securityOperations.displayName)]);
    expect(graph.requests).toHaveLength(3);
  });

  test('never admit somebody who was removed from the group since', async () => {
    const { active, tenant } = await simulatedRoles();
    expect((await active('ben')).assignments).toHaveLength(1);
    const group = tenant.groups.get(groups.securityOperations.id);
    if (group !== undefined) group.members = [];
    expect((await active('ben')).assignments).toEqual([]);
  });

  test('admit somebody who was added to the group since', async () => {
    const { active, tenant } = await simulatedRoles();
    expect((await active('eli')).assignments).toEqual([]);
    tenant.groups.get(groups.securityOperations.id)?.members.push(people.eli.id);
    expect((await active('eli')).assignments).toHaveLength(1);
  });

  test('never admit a member of a group that lost the role since', async () => {
    const { active, tenant } = await simulatedRoles();
    expect((await active('ben')).assignments).toHaveLength(1);
    const index = tenant.roleAssignments.findIndex(({ principalId }) => principalId === groups.securityOperations.id);
    tenant.roleAssignments.splice(index, 1);
    expect((await active('ben')).assignments).toEqual([]);
  });

  test('do not hide a group that got the role since', async () => {
    const { active, tenant } = await simulatedRoles();
    await active('eli');
    const added = addGroup(tenant, 1, [people.eli.id]);
    expect((await active('eli')).assignments).toEqual([held(added.displayName)]);
  });

  test('are asked about for everybody anew', async () => {
    const { active } = await simulatedRoles();
    expect((await active('ben')).assignments).toHaveLength(1);
    expect((await active('eli')).assignments).toEqual([]);
    expect((await active('ben')).assignments).toHaveLength(1);
  });

  test('whose guess failed are asked about again', async () => {
    const { active, graph } = await simulatedRoles();
    await active('ben');
    graph.fail({ kind: 'status', status: 400, code: 'Request_BadRequest', path: /checkMemberGroups/, times: 1 });
    expect((await active('ben')).assignments).toHaveLength(1);
  });

  test('that cannot be asked about at all are an error, also the second time', async () => {
    const { active, graph } = await simulatedRoles();
    await active('ben');
    graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /checkMemberGroups/ });
    expect(await problemOf(active('ben'))).toMatchObject({ kind: 'forbidden' });
  });
});

describe('whether anybody else could use a role', () => {
  const else_ = (roles: ReturnType<typeof graphRoles>, who: keyof typeof people) =>
    roles.anybodyElse(idOf(who), 'securityAdministrator');

  test('a member of a group that holds it counts, a guest does not', async () => {
    const { roles, tenant } = await simulatedRoles();
    expect(await else_(roles, 'ada')).toBe(true);
    expect(await else_(roles, 'ben')).toBe(true);
    for (const group of tenant.groups.values()) group.members.splice(0);
    expect(await else_(roles, 'ada')).toBe(false);
    expect(await else_(roles, 'ben')).toBe(true);
  });

  test('nor does an account that another organisation synced in', async () => {
    const { roles, tenant } = await simulatedRoles();
    Object.assign(tenant.users.get(people.ben.id) ?? {}, { creationType: 'Invitation' });
    expect(await else_(roles, 'ada')).toBe(false);
    tenant.roleAssignments.push(grant(people.ben.id));
    expect(await else_(roles, 'ada')).toBe(false);
  });

  test('nor does an account that is disabled, nor the role for a part of the tenant', async () => {
    const { roles, tenant } = await simulatedRoles();
    const ben = tenant.users.get(people.ben.id);
    if (ben) tenant.users.set(people.ben.id, { ...ben, accountEnabled: false });
    tenant.roleAssignments.push(grant(people.dana.id, { directoryScopeId: '/administrativeUnits/1' }));
    expect(await else_(roles, 'ada')).toBe(false);
  });

  test('a group whose members cannot be read may have somebody; an unreadable role is an error', async () => {
    const { roles, graph } = await simulatedRoles();
    graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /members$/ });
    expect(await else_(roles, 'ada')).toBe(true);
    graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /roleAssignments$/ });
    expect(await problemOf(else_(roles, 'ada'))).toMatchObject({ kind: 'forbidden', subject: 'role' });
  });
});

describe('everybody who could use a role', () => {
  const holders = async (roles: ReturnType<typeof graphRoles>) =>
    (await roles.holders('securityAdministrator')).map(({ displayName }) => displayName);

  test('holds it themselves, activated it, or is in a group that holds it, once each; with object id and name', async () => {
    const { roles, tenant } = await simulatedRoles();
    tenant.roleAssignments.push(grant(people.chen.id, { assignmentType: 'Activated' }));
    tenant.groups.get(groups.securityOperations.id)?.members.push(people.ada.id);
    expect(await roles.holders('securityAdministrator')).toEqual([
      { objectId: people.ada.id, displayName: 'Ada Osei' },
      { objectId: people.chen.id, displayName: 'Chen Li' },
      { objectId: people.ben.id, displayName: 'Ben Haddad' },
    ]);
  });

  test('is no guest, no disabled account, nobody for a part of the tenant, and no app', async () => {
    const { roles, tenant } = await simulatedRoles();
    const ben = tenant.users.get(people.ben.id);
    if (ben) tenant.users.set(people.ben.id, { ...ben, accountEnabled: false });
    tenant.roleAssignments.push(grant(people.dana.id, { directoryScopeId: '/administrativeUnits/1' }));
    tenant.roleAssignments.push(grant(objectIdOf(77)));
    expect(await holders(roles)).toEqual(['Ada Osei']);
  });

  test('is also somebody of whom Graph does not say that they are no group', async () => {
    const server = await serve(({ url = '' }, response) => {
      const user = { ...accountOf('ada'), accountEnabled: true };
      if (url.includes('roleAssignments')) json(response, 200, { value: [grant(people.ada.id)] });
      else if (url.includes('/groups/')) json(response, 404, errorBody('Request_ResourceNotFound'));
      else json(response, 200, user);
    });
    const roles = graphRoles(connect(server.url).client, MEMBERS_ONLY);
    expect(await roles.holders('securityAdministrator')).toEqual([
      { objectId: people.ada.id, displayName: people.ada.id },
    ]);
  });

  test.each([
    ['the role', /roleAssignments$/, 403],
    ['an account', /\/users\//, 403],
    ['the members of a group', /members$/, 403],
    ['a group that Graph does not find', /members$/, 404],
  ])('is never a part of them: %s that cannot be read is an error', async (_, path, status) => {
    const { roles, graph } = await simulatedRoles();
    graph.fail({ kind: 'status', status, code: 'Planned', path });
    expect(await problemOf(roles.holders('securityAdministrator'))).toMatchObject({ subject: 'role' });
  });
});

describe('what somebody holds directly', () => {
  test('is every role of theirs, at every scope', async () => {
    const { roles, tenant } = await simulatedRoles();
    tenant.roleAssignments.push(
      grant(people.dana.id, { id: 'x', roleDefinitionId: 'any', directoryScopeId: '/administrativeUnits/1' }),
    );
    expect(await roles.direct(idOf('dana'))).toEqual([
      { roleDefinitionId: ROLES.securityReader.id, directoryScopeId: '/', throughGroup: null },
      { roleDefinitionId: 'any', directoryScopeId: '/administrativeUnits/1', throughGroup: null },
    ]);
    expect(await roles.direct(idOf('eli'))).toEqual([]);
  });
});

describe('what somebody could activate', () => {
  test('is named by role, at the scope of the whole tenant only', async () => {
    const { roles, tenant } = await simulatedRoles();
    tenant.roleEligibilities.push({
      id: 'part',
      principalId: people.eli.id,
      roleDefinitionId: ADMINISTRATOR,
      directoryScopeId: '/administrativeUnits/1',
    });
    expect(await roles.eligible(idOf('chen'))).toEqual([ADMINISTRATOR]);
    expect(await roles.eligible(idOf('eli'))).toEqual([]);
    expect(await roles.eligible(idOf('ada'))).toEqual([]);
  });

  test('is named also where a group of theirs is eligible, and not where it is eligible for a part', async () => {
    const { roles, tenant } = await simulatedRoles();
    const groupOf = (n: number, member: string, directoryScopeId: string) => {
      const { id } = addGroup(tenant, n, [member]);
      tenant.roleAssignments.pop();
      tenant.roleEligibilities.push({
        id: `e${n}`,
        principalId: id,
        roleDefinitionId: ADMINISTRATOR,
        directoryScopeId,
      });
    };
    groupOf(1, people.eli.id, '/');
    groupOf(2, people.dana.id, '/administrativeUnits/1');
    expect(await roles.eligible(idOf('eli'))).toEqual([ADMINISTRATOR]);
    expect(await roles.eligible(idOf('dana'))).toEqual([]);
  });

  test('is never said to be nothing where groups could not be asked for', async () => {
    const { roles, tenant, graph } = await simulatedRoles();
    const { id } = addGroup(tenant, 1);
    tenant.roleEligibilities.push({
      id: 'e',
      principalId: id,
      roleDefinitionId: ADMINISTRATOR,
      directoryScopeId: '/',
    });
    graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /checkMemberGroups$/ });
    expect(await problemOf(roles.eligible(idOf('eli')))).toMatchObject({ kind: 'forbidden' });
    expect(await roles.eligible(idOf('chen'))).toEqual([ADMINISTRATOR]);
  });

  test('is an error where the bot may not ask', async () => {
    const { roles, tenant } = await simulatedRoles();
    tenant.appPermissions.delete('RoleEligibilitySchedule.Read.Directory');
    expect(await problemOf(roles.eligible(idOf('chen')))).toMatchObject({
      kind: 'forbidden',
      permission: 'RoleEligibilitySchedule.Read.Directory',
    });
  });
});
