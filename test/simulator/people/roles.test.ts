import { describe, expect, test } from 'vitest';
import { ROLE } from '../../../src/simulator/people/role-state.ts';
import { groups, people } from '../../../src/simulator/seed/seed.ts';
import { outcome, simulate, type Json } from '../support.ts';

const { ada, ben, chen, dana, eli } = people;
const DIRECTORY = '/roleManagement/directory';
const filtered = (name: string, filter: string) => `${DIRECTORY}/${name}?$filter=${encodeURIComponent(filter)}`;
const principals = (rows: readonly Json[] | undefined) => rows?.map((row) => row['principalId']).sort();
const NOON = new Date('2026-03-02T12:00:00Z');

describe('role assignments', () => {
  const ofRole = filtered('roleAssignments', `roleDefinitionId eq '${ROLE.securityAdministrator}'`);

  test('of a role name its direct holders and the groups that hold it, not their members', async () => {
    const { get } = await simulate();
    const { body } = await get(ofRole);
    expect(principals(body?.value)).toEqual([ada.id, people.finn.id, groups.securityOperations.id].sort());
    expect(Object.keys(body?.value?.[0] ?? {}).sort()).toEqual([
      'directoryScopeId',
      'id',
      'principalId',
      'roleDefinitionId',
    ]);
  });

  test('with $expand=principal show who that is', async () => {
    const { get } = await simulate();
    const rows = (await get(`${ofRole}&$expand=principal`)).body?.value;
    expect(rows?.map((row) => row['principal'])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ '@odata.type': '#microsoft.graph.user', displayName: 'Ada Osei' }),
        expect.objectContaining({ '@odata.type': '#microsoft.graph.group', displayName: 'Security Operations' }),
      ]),
    );
  });

  test('can be filtered by principal, and with in', async () => {
    const { get } = await simulate();
    const mine = await get(filtered('roleAssignments', `principalId eq '${dana.id}'`));
    expect(mine.body?.value).toMatchObject([{ roleDefinitionId: ROLE.securityReader, directoryScopeId: '/' }]);
    const ours = await get(filtered('roleAssignments', `principalId in ('${dana.id}', '${ada.id}', '${eli.id}')`));
    expect(principals(ours.body?.value)).toEqual([ada.id, dana.id].sort());
  });

  test.each([
    `principalId eq '${ada.id}' and roleDefinitionId eq '${ROLE.securityAdministrator}'`,
    `principalId ne '${ada.id}'`,
    `displayName eq 'Ada'`,
    `principalId eq ${ada.id}`,
    `principalId eq 'a' or principalId eq 'b'`,
    '',
  ])('refuse the filter %s', async (filter) => {
    const { get } = await simulate();
    expect((await get(filtered('roleAssignments', filter))).status).toBe(400);
  });

  test('hold an activated role until it ends', async () => {
    let now = NOON;
    const { get, tenant } = await simulate({ now: () => now });
    tenant.roleAssignments.push({
      id: 'activated',
      principalId: chen.id,
      roleDefinitionId: ROLE.securityAdministrator,
      directoryScopeId: '/',
      assignmentType: 'Activated',
      endDateTime: '2026-03-02T13:00:00Z',
    });
    const path = filtered('roleAssignments', `principalId eq '${chen.id}'`);
    expect((await get(path)).body?.value).toHaveLength(1);
    now = new Date('2026-03-02T13:00:00Z');
    expect((await get(path)).body?.value).toEqual([]);
  });
});

describe('role schedules', () => {
  test('of assignments tell assigned from activated', async () => {
    const { get } = await simulate();
    const path = filtered('roleAssignmentScheduleInstances', `principalId eq '${ada.id}'`);
    expect((await get(path)).body?.value).toMatchObject([
      { assignmentType: 'Assigned', memberType: 'Direct', directoryScopeId: '/', endDateTime: null },
    ]);
  });

  test('of eligibilities are the only place that knows who may activate a role', async () => {
    const { get } = await simulate();
    const filter = `principalId eq '${chen.id}'`;
    expect((await get(filtered('roleEligibilityScheduleInstances', filter))).body?.value).toHaveLength(1);
    expect((await get(filtered('roleAssignmentScheduleInstances', filter))).body?.value).toEqual([]);
    expect((await get(filtered('roleAssignments', filter))).body?.value).toEqual([]);
  });

  test.each(['roleAssignmentScheduleInstances', 'roleEligibilityScheduleInstances'])(
    'need a licence: %s',
    async (name) => {
      const { get, tenant } = await simulate();
      tenant.hasPim = false;
      expect(outcome(await get(`${DIRECTORY}/${name}`))).toEqual([400, 'AadPremiumLicenseRequired']);
    },
  );

  test.each([
    ['roleAssignmentScheduleInstances', 'RoleAssignmentSchedule.Read.Directory'],
    ['roleEligibilityScheduleInstances', 'RoleEligibilitySchedule.Read.Directory'],
  ])('have permissions of their own: %s', async (name, permission) => {
    const { get, tenant } = await simulate();
    tenant.appPermissions.delete(permission);
    expect(outcome(await get(`${DIRECTORY}/${name}`))).toEqual([403, 'Authorization_RequestDenied']);
  });
});

describe('the filter of role schedules', () => {
  test.each([`principalId in ('${ada.id}')`, "directoryScopeId eq '/'"])('does not know %s', async (filter) => {
    const { get } = await simulate();
    expect((await get(filtered('roleAssignmentScheduleInstances', filter))).status).toBe(400);
  });
});

describe('transitive role assignments', () => {
  const path = `${filtered(
    'transitiveRoleAssignments',
    `principalId eq '${ben.id}' and roleDefinitionId eq '${ROLE.securityAdministrator}'`,
  )}&$count=true`;
  const eventual = { ConsistencyLevel: 'eventual' };

  test('show a role held through a group as the row of the group', async () => {
    const { get } = await simulate();
    const { body } = await get(path, { version: 'beta', headers: eventual });
    expect(body).toMatchObject({ '@odata.count': 1, value: [{ principalId: groups.securityOperations.id }] });
  });

  test('are a 404 without ConsistencyLevel: eventual, and in v1.0', async () => {
    const { get } = await simulate();
    expect((await get(path, { version: 'beta' })).status).toBe(404);
    expect((await get(path, { headers: eventual })).status).toBe(404);
  });

  test('need $count and a filter by principal', async () => {
    const { get } = await simulate();
    const beta = { version: 'beta', headers: eventual } as const;
    expect((await get(path.replace('&$count=true', ''), beta)).status).toBe(400);
    expect((await get(`${DIRECTORY}/transitiveRoleAssignments?$count=true`, beta)).status).toBe(400);
  });
});

test('role definitions are the built-in roles, whose ids are the template ids', async () => {
  const { get } = await simulate();
  const { body } = await get(filtered('roleDefinitions', "displayName eq 'Security Administrator'"));
  expect(body?.value).toMatchObject([
    { id: ROLE.securityAdministrator, templateId: ROLE.securityAdministrator, isBuiltIn: true },
  ]);
});
