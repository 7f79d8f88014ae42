/** The people of Woodgrove Bank, and the roles they hold. */
import { ROLE, type RoleAssignment, type RoleEligibility } from '../people/role-state.ts';
import type { Group, User } from '../tenant.ts';

/** By first name. The ids never change, so configuration elsewhere may name them. */
export const people = {
  /** Security Administrator, assigned directly and active. */
  ada: person('0d9f8c52-6f0e-4b7a-9a51-3c1f5e7a2b01', 'Ada Osei', 'ada.osei'),
  /** Security Administrator through the role-assignable group `securityOperations`. */
  ben: person('5b1c2f9e-84d7-4c38-b2f6-7e90d4a1c602', 'Ben Haddad', 'ben.haddad'),
  /** Security Administrator as an eligibility that is not activated, so: not now. */
  chen: person('a74e6d13-29b5-4f0c-8d87-1b62f3c9e503', 'Chen Li', 'chen.li'),
  /** Security Reader. */
  dana: person('c8f20b67-d1e4-4396-a5cb-90e7d2184f04', 'Dana Reyes', 'dana.reyes'),
  /** No role. */
  eli: person('e3a95d40-7c68-4d21-9f3e-65b8a0c71d05', 'Eli Novak', 'eli.novak'),
  /** A guest, who holds Security Administrator all the same: Entra allows that. */
  finn: {
    ...person('16b7e0d9-4f85-4c2a-b83d-f0a9d5c72e06', 'Finn Berg', 'finn.berg_fabrikam.com#EXT#'),
    userType: 'Guest',
    creationType: 'Invitation',
    externalUserState: 'Accepted',
  },
} as const;

export const groups = {
  securityOperations: {
    id: '7f4d1e8a-3b26-4c95-8e70-d2a9c6f5b111',
    displayName: 'Security Operations',
    members: [people.ben.id],
    isAssignableToRole: true,
  },
  everyone: {
    id: '91c7b3f5-e08d-4a62-b4f9-3d5e8a7c2112',
    displayName: 'All Employees',
    members: Object.values(people).map((user) => user.id),
    isAssignableToRole: false,
  },
} satisfies Record<string, Group>;

/** Fresh copies each time, so that two tenants share no state. */
export function roleAssignments(): RoleAssignment[] {
  return [
    assigned('ToXKlCaxskCtW2CSs4CXfVKMnw0Ob3pLmlE8H156KwE-1', people.ada.id, ROLE.securityAdministrator),
    assigned('ToXKlCaxskCtW2CSs4CXfYoeTX8mO5VMjnDSqcb1sRE-1', groups.securityOperations.id, ROLE.securityAdministrator),
    assigned('ToXKlCaxskCtW2CSs4CXfcngcLdFg8Qqg9PwqdXHLgY-1', people.finn.id, ROLE.securityAdministrator),
    assigned('57trXd5xI0a0r5Y4CjUlCWcLIMjh5JZDpcuQ59IYTwQ-1', people.dana.id, ROLE.securityReader),
  ];
}

export function roleEligibilities(): RoleEligibility[] {
  return [
    {
      id: 'ToXKlCaxskCtW2CSs4CXfRNtTqe1KQxPjYcbYvPJ5QM-1-e',
      principalId: people.chen.id,
      roleDefinitionId: ROLE.securityAdministrator,
      directoryScopeId: '/',
    },
  ];
}

function assigned(id: string, principalId: string, roleDefinitionId: string): RoleAssignment {
  return { id, principalId, roleDefinitionId, directoryScopeId: '/', assignmentType: 'Assigned' };
}

function person(id: string, displayName: string, name: string): User {
  return { id, displayName, userPrincipalName: `${name}@woodgrove.com`, userType: 'Member', accountEnabled: true };
}
