/** Directory roles: the built-in definitions, and the state that says who holds which. */

/** Graph: for built-in roles the roleDefinitionId equals the template id, the same in every tenant. */
export const ROLE = {
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  teamsAdministrator: '69091246-20e8-4a56-aa4d-066075b2a7a8',
  hybridIdentityAdministrator: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
} as const;

export const ROLE_DEFINITIONS: readonly { id: string; displayName: string }[] = [
  { id: ROLE.securityAdministrator, displayName: 'Security Administrator' },
  { id: ROLE.securityReader, displayName: 'Security Reader' },
  { id: ROLE.globalReader, displayName: 'Global Reader' },
  { id: ROLE.globalAdministrator, displayName: 'Global Administrator' },
  { id: ROLE.teamsAdministrator, displayName: 'Teams Administrator' },
  { id: ROLE.hybridIdentityAdministrator, displayName: 'Hybrid Identity Administrator' },
];

interface RoleGrant {
  readonly id: string;
  /** A user, or a role-assignable group. */
  readonly principalId: string;
  readonly roleDefinitionId: string;
  /** `/` for the whole tenant, otherwise e.g. `/administrativeUnits/{id}`. */
  readonly directoryScopeId: string;
  /** ISO 8601; from that moment on Graph no longer shows the grant. Absent: it does not end. */
  endDateTime?: string;
}

/** An active role. `Activated` is an eligibility that its owner switched on for a while (PIM). */
export interface RoleAssignment extends RoleGrant {
  assignmentType: 'Assigned' | 'Activated';
}

/** A role that its owner may activate, and does not hold until then. */
export type RoleEligibility = RoleGrant;

export function isCurrent(grant: RoleGrant, now: Date): boolean {
  return grant.endDateTime === undefined || Date.parse(grant.endDateTime) > now.getTime();
}
