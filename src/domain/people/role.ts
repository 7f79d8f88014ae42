/** Entra built-in roles by template id, which is also their roleDefinitionId (Microsoft Entra built-in roles). */
export const ROLES = {
  securityAdministrator: { id: '194ae4cb-b126-40b2-bd5b-6091b380977d', name: 'Security Administrator' },
  securityReader: { id: '5d6b6bb7-de71-4623-b4af-96380a352509', name: 'Security Reader' },
  globalReader: { id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global Reader' },
} as const;

export type RoleKey = keyof typeof ROLES;
export const ROLE_KEYS = ['securityAdministrator', 'securityReader', 'globalReader'] as const satisfies RoleKey[];

/** Roles that decide nothing here but are worth naming when somebody is told what they hold. */
const OTHER_ROLES: ReadonlyMap<string, string> = new Map([
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
  ['69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator'],
  ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', 'Hybrid Identity Administrator'],
  ['ac434307-12b9-4fa1-a708-88bf58caabc1', 'Global Secure Access Administrator'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator'],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator'],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator'],
]);

/** A role's name for people; the id itself where it is not one of those known here. */
export function roleName(roleDefinitionId: string): string {
  const known = ROLE_KEYS.find((key) => ROLES[key].id === roleDefinitionId);
  return known === undefined ? (OTHER_ROLES.get(roleDefinitionId) ?? roleDefinitionId) : ROLES[known].name;
}

/** The roles that open each door. Reading follows Graph's own list of readers, least privilege first. */
export const ROLES_FOR = {
  read: ['securityReader', 'globalReader', 'securityAdministrator'],
  change: ['securityAdministrator'],
} as const satisfies Readonly<Record<string, readonly RoleKey[]>>;

/** What takes a role. */
export type RoleAccess = keyof typeof ROLES_FOR;

/** What a command or a click asks of whoever types it or presses it. */
export type Access =
  /** Nothing: Graph is not asked. */
  | 'everyone'
  /** An account that Entra knows, enabled and admitted. */
  | 'account'
  /** The same, and all of its roles are read: for those who ask about themselves. */
  | 'self'
  /** To have asked for the change that it is about, which takes nothing else; of anybody else their role is read. */
  | 'requester'
  | RoleAccess;

/** Whoever asks for one of these wants something changed. */
export const asksForChange = (access: Access): boolean => access === 'change' || access === 'requester';

/** The roles that open the door; empty where it takes none. */
export function rolesFor(access: Access): readonly RoleKey[] {
  return access === 'read' || access === 'change' ? ROLES_FOR[access] : [];
}

/** One active assignment: held now, directly, through a role-assignable group, or activated in PIM. */
export type RoleAssignment = {
  readonly roleDefinitionId: string;
  /** `/` is the whole tenant; anything else is a part of it, such as an administrative unit. */
  readonly directoryScopeId: string;
  /** The group that brings the role; null when it is assigned to the person. */
  readonly throughGroup: string | null;
};

/** The account as Entra knows it; `absent` is a proven 404. */
export type Account =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present';
      readonly enabled: boolean;
      /** A member of this tenant, or a guest where guests are let in. */
      readonly admitted: boolean;
    };

/** @param userType as Entra says: `Member` or `Guest`; whoever is neither is nobody known */
export function isAdmitted(userType: string | null, allowGuests: boolean): boolean {
  return userType === 'Member' || (allowGuests && userType === 'Guest');
}

/** What was read about one person, at one moment. */
export type RoleFacts = { readonly account: Account; readonly assignments: readonly RoleAssignment[] };

const TENANT_SCOPE = '/';

export function atTenantScope(assignment: RoleAssignment): boolean {
  return assignment.directoryScopeId === TENANT_SCOPE;
}

export function holds(facts: RoleFacts, role: RoleKey): boolean {
  return facts.assignments.some((held) => held.roleDefinitionId === ROLES[role].id && atTenantScope(held));
}
