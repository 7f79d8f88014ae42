import { describe, expect, test } from 'vitest';
import {
  atTenantScope,
  holds,
  isAdmitted,
  roleName,
  ROLES,
  type Account,
  type RoleAssignment,
  type RoleFacts,
  type RoleKey,
} from '../../../src/domain/people/role.ts';
import { accountRefusal, mayPass } from '../../../src/domain/people/access.ts';

const MEMBER: Account = { kind: 'present', enabled: true, admitted: true };
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

const assigned = (roleDefinitionId: string, overrides: Partial<RoleAssignment> = {}): RoleAssignment => ({
  roleDefinitionId,
  directoryScopeId: '/',
  throughGroup: null,
  ...overrides,
});
const member = (...roles: readonly RoleKey[]): RoleFacts => ({
  account: MEMBER,
  assignments: roles.map((role) => assigned(ROLES[role].id)),
});

describe('who may change something', () => {
  test('a Security Administrator', () => {
    expect(mayPass(member('securityAdministrator'), 'change')).toBeUndefined();
  });

  test('a Security Administrator through a group', () => {
    const facts = { account: MEMBER, assignments: [assigned(ROLES.securityAdministrator.id, { throughGroup: 'Ops' })] };
    expect(mayPass(facts, 'change')).toBeUndefined();
  });

  test.each(['securityReader', 'globalReader'] as const)('not a %s', (role) => {
    expect(mayPass(member(role), 'change')).toMatchObject({ kind: 'roleMissing', access: 'change' });
  });

  test('not a Global Administrator, who could give themselves the role', () => {
    const facts = { account: MEMBER, assignments: [assigned(GLOBAL_ADMINISTRATOR)] };
    expect(mayPass(facts, 'change')).toMatchObject({ kind: 'roleMissing', held: facts.assignments });
  });

  test.each(['/administrativeUnits/1', '/0d9f8c52-6f0e-4b7a-9a51-3c1f5e7a2b01', '', 'unknown', '//'])(
    'not an administrator of only a part of the tenant (%s)',
    (directoryScopeId) => {
      const assignments = [assigned(ROLES.securityAdministrator.id, { directoryScopeId })];
      expect(mayPass({ account: MEMBER, assignments }, 'change')).toMatchObject({ kind: 'roleMissing' });
    },
  );

  test('an administrator of a part and of the whole tenant', () => {
    const role = ROLES.securityAdministrator.id;
    const assignments = [assigned(role, { directoryScopeId: '/administrativeUnits/1' }), assigned(role)];
    expect(mayPass({ account: MEMBER, assignments }, 'change')).toBeUndefined();
  });

  test('nobody without a role; what is missing and what is held is said', () => {
    const facts = member('securityReader');
    expect(mayPass(facts, 'change')).toEqual({
      kind: 'roleMissing',
      access: 'change',
      held: facts.assignments,
      eligible: 'unread',
    });
  });
});

describe('who may read', () => {
  test.each(['securityReader', 'globalReader', 'securityAdministrator'] as const)('a %s', (role) => {
    expect(mayPass(member(role), 'read')).toBeUndefined();
  });

  test('nobody without one of these roles', () => {
    expect(mayPass(member(), 'read')).toMatchObject({ kind: 'roleMissing', access: 'read', held: [] });
  });
});

describe('an account that may do nothing, whatever roles it holds', () => {
  const cases: readonly [Account, string][] = [
    [{ kind: 'absent' }, 'unknownAccount'],
    [{ kind: 'present', enabled: false, admitted: true }, 'disabledAccount'],
    [{ kind: 'present', enabled: false, admitted: false }, 'disabledAccount'],
    [{ kind: 'present', enabled: true, admitted: false }, 'guestAccount'],
  ];

  test.each(cases)('%o is refused as %s', (account, kind) => {
    const { assignments } = member('securityAdministrator');
    expect(accountRefusal(account)).toEqual({ kind });
    expect(mayPass({ account, assignments }, 'change')).toEqual({ kind });
    expect(mayPass({ account, assignments }, 'read')).toEqual({ kind });
  });

  test('an enabled member is not among them', () => {
    expect(accountRefusal(MEMBER)).toBeUndefined();
  });
});

test('a member is admitted, a guest only where guests are, and nobody of another kind', () => {
  expect(['Member', 'Guest', 'member', 'guest', '', null].filter((kind) => isAdmitted(kind, false))).toEqual([
    'Member',
  ]);
  expect(['Member', 'Guest', 'member', 'guest', '', null].filter((kind) => isAdmitted(kind, true))).toEqual([
    'Member',
    'Guest',
  ]);
});

describe('a role', () => {
  test('is held only at the scope of the whole tenant', () => {
    expect(atTenantScope(assigned('any'))).toBe(true);
    expect(atTenantScope(assigned('any', { directoryScopeId: '/administrativeUnits/1' }))).toBe(false);
    expect(holds(member('securityReader'), 'securityReader')).toBe(true);
    expect(holds(member('securityReader'), 'securityAdministrator')).toBe(false);
  });

  test.each([
    [ROLES.securityAdministrator.id, 'Security Administrator'],
    [GLOBAL_ADMINISTRATOR, 'Global Administrator'],
    ['69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator'],
  ])('with the id %s is called %s', (id, name) => {
    expect(roleName(id)).toBe(name);
  });

  test.each(['c0ffee00-0000-4000-8000-000000000000', 'constructor', '__proto__', ''])(
    'that nobody knows is called by its id: "%s"',
    (id) => {
      expect(roleName(id)).toBe(id);
    },
  );
});
