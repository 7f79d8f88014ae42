import { describe, expect, test } from 'vitest';
import { ROLE } from '../../../src/simulator/people/role-state.ts';
import { groups, people } from '../../../src/simulator/seed/seed.ts';
import { outcome, simulate } from '../support.ts';

const { ada, ben, chen, eli } = people;
const NOBODY = '11111111-1111-4111-8111-111111111111';
const ids = (count: number) => Array.from({ length: count }, () => NOBODY);

describe('a user', () => {
  test('is read by object id or user principal name', async () => {
    const { get } = await simulate();
    expect((await get(`/users/${ada.id}`)).body).toMatchObject({ displayName: 'Ada Osei' });
    expect((await get(`/users/${ada.userPrincipalName}`)).body).toMatchObject({ id: ada.id });
  });

  test('shows userType and accountEnabled only to those who select them', async () => {
    const { get } = await simulate();
    expect((await get(`/users/${ada.id}`)).body).not.toHaveProperty('accountEnabled');
    const selected = await get(`/users/${ada.id}?$select=id,userType,accountEnabled`);
    expect(selected.body).toMatchObject({ id: ada.id, userType: 'Member', accountEnabled: true });
    expect(selected.body).not.toHaveProperty('displayName');
  });

  test('shows where the account comes from, to those who select it', async () => {
    const { get } = await simulate();
    const select = '$select=creationType,externalUserState,identities';
    expect((await get(`/users/${ada.id}`)).body).not.toHaveProperty('identities');
    expect((await get(`/users/${ada.id}?${select}`)).body).toMatchObject({
      creationType: null,
      externalUserState: null,
      identities: [
        { signInType: 'userPrincipalName', issuer: 'woodgrove.com', issuerAssignedId: ada.userPrincipalName },
      ],
    });
    expect((await get(`/users/${people.finn.id}?${select}`)).body).toMatchObject({
      creationType: 'Invitation',
      externalUserState: 'Accepted',
    });
  });

  test('that does not exist is a 404', async () => {
    const { get } = await simulate();
    expect(outcome(await get(`/users/${NOBODY}`))).toEqual([404, 'Request_ResourceNotFound']);
  });
});

describe('checkMemberGroups', () => {
  test('answers with those of the asked groups that hold the user', async () => {
    const { call } = await simulate();
    const groupIds = [groups.securityOperations.id, NOBODY];
    expect((await call('POST', `/users/${ben.id}/checkMemberGroups`, { groupIds })).body?.value).toEqual([
      groups.securityOperations.id,
    ]);
    expect((await call('POST', `/users/${ada.id}/checkMemberGroups`, { groupIds })).body?.value).toEqual([]);
  });

  test('sees through groups within groups', async () => {
    const { call, tenant } = await simulate();
    tenant.groups.get(groups.everyone.id)?.members.push(NOBODY);
    tenant.groups.set(NOBODY, { id: NOBODY, displayName: 'Contractors', members: ['x'], isAssignableToRole: false });
    tenant.users.set('x', { ...eli, id: 'x' });
    const reply = await call('POST', '/users/x/checkMemberGroups', { groupIds: [groups.everyone.id] });
    expect(reply.body?.value).toEqual([groups.everyone.id]);
  });

  test('takes twenty ids and not one more', async () => {
    const { call } = await simulate();
    const path = `/users/${ada.id}/checkMemberGroups`;
    expect((await call('POST', path, { groupIds: ids(20) })).status).toBe(200);
    expect((await call('POST', path, { groupIds: ids(21) })).status).toBe(400);
    expect((await call('POST', path, { groupIds: [] })).status).toBe(400);
    expect((await call('POST', path, { ids: ids(1) })).status).toBe(400);
  });

  test('for somebody who does not exist is a 404', async () => {
    const { call } = await simulate();
    expect((await call('POST', `/users/${NOBODY}/checkMemberGroups`, { groupIds: ids(1) })).status).toBe(404);
  });
});

describe('checkMemberObjects', () => {
  const asked = { ids: [ROLE.securityAdministrator, ROLE.securityReader] };
  const check = (id: string) => `/users/${id}/checkMemberObjects`;

  test.each([
    ['a direct assignment', ada],
    ['a role-assignable group', ben],
  ])('knows roles by template id, held through %s', async (_, user) => {
    const { call } = await simulate();
    expect((await call('POST', check(user.id), asked)).body?.value).toEqual([ROLE.securityAdministrator]);
  });

  test('does not count a role that is only eligible', async () => {
    const { call } = await simulate();
    expect((await call('POST', check(chen.id), asked)).body?.value).toEqual([]);
  });

  test('does not count a role that has ended, or that a group holds which is not role-assignable', async () => {
    const { call, tenant } = await simulate({ now: () => new Date('2026-03-02T12:00:00Z') });
    for (const assignment of tenant.roleAssignments) assignment.endDateTime = '2026-03-02T12:00:00Z';
    expect((await call('POST', check(ada.id), asked)).body?.value).toEqual([]);
    const held = { id: 'x', roleDefinitionId: ROLE.securityReader, directoryScopeId: '/' };
    tenant.roleAssignments.push({ ...held, principalId: groups.everyone.id, assignmentType: 'Assigned' });
    expect((await call('POST', check(ada.id), asked)).body?.value).toEqual([]);
  });

  test('counts a role that is held within an administrative unit only, without saying so', async () => {
    const { call, tenant } = await simulate();
    const held = { id: 'x', roleDefinitionId: ROLE.securityReader, directoryScopeId: '/administrativeUnits/1' };
    tenant.roleAssignments.push({ ...held, principalId: eli.id, assignmentType: 'Assigned' });
    expect((await call('POST', check(eli.id), asked)).body?.value).toEqual([ROLE.securityReader]);
  });

  test('is there for directory objects with a permission of its own', async () => {
    const { call, tenant } = await simulate();
    const path = `/directoryObjects/${ben.id}/microsoft.graph.checkMemberObjects`;
    expect((await call('POST', path, asked)).status).toBe(403);
    tenant.appPermissions.add('Directory.Read.All');
    expect((await call('POST', path, asked)).body?.value).toEqual([ROLE.securityAdministrator]);
  });
});
