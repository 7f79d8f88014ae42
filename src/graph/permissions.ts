/**
 * Application permissions the bot asks for, each with its reason. The table in docs/permissions.md and what grants them
 * (teamsapp/infra/permissions.bicep, `npm run permissions -- script`) are made from this. `fallback`: granted only after
 * Microsoft Graph has refused without it. `wanted`: only where somebody wants what it tells, and missed nowhere.
 */
export const PERMISSIONS = {
  'Policy.Read.All': {
    why: 'Reads partners, their sync policies, the default configuration and with which other clouds the tenant works.',
    need: 'always',
  },
  'Policy.ReadWrite.CrossTenantAccess': {
    why: 'Adds, changes and removes partners and their sync policies, and sets the default and the other clouds. Used only after a confirmed change.',
    need: 'always',
  },
  'CrossTenantInformation.ReadBasic.All': {
    why: 'Finds a tenant’s id, name and domain: who a partner is, and whether a person’s identity is from here.',
    need: 'always',
  },
  'RoleManagement.Read.Directory': {
    why: 'Checks which directory roles the requester holds right now.',
    need: 'always',
  },
  'User.Read.All': {
    why: 'Checks that the requester is an enabled member of this tenant, and that no other organisation brought them. It also counts who of a partner is here: what a card and `reach` say.',
    need: 'always',
  },
  'GroupMember.Read.All': {
    why: 'Checks roles that come through a role-assignable group, and whether somebody else could approve.',
    need: 'always',
  },
  'RoleEligibilitySchedule.Read.Directory': {
    why: 'Tells somebody who is only eligible to activate the role in PIM. Without it they are told less.',
    need: 'optional',
  },
  'AuditLog.Read.All': {
    why: 'Finds out who made a change that the bot did not make, and whether somebody else uses the bot’s own identity. Without it, a drift has no name, and a stolen credential is not noticed. It also tells `reach` of last sign-ins and of who was synchronised in today, and whether very many are.',
    need: 'optional',
  },
  'MultiTenantOrganization.Read.All': {
    why: 'Reads the two templates of the multitenant organization, which are watched, where Microsoft Graph refuses that with `Policy.Read.All`. Microsoft’s pages name the one and the other.',
    need: 'fallback',
  },
  'MultiTenantOrganization.ReadWrite.All': {
    why: 'Writes those templates, after a confirmed change, where Microsoft Graph refuses that with `Policy.ReadWrite.CrossTenantAccess`.',
    need: 'fallback',
  },
  'TenantGovernance-RelatedTenant.Read.All': {
    why: 'Lets `reach` tell what Entra itself counts of a partner’s guests, where Microsoft Entra Tenant Governance has related tenants enabled. Without it, `reach` says nothing of that.',
    need: 'wanted',
  },
} as const;

export type Permission = keyof typeof PERMISSIONS;
export type Need = (typeof PERMISSIONS)[Permission]['need'];

/** The names of those for which there is that need. */
export const permissionsFor = (need: Need): readonly string[] =>
  Object.entries(PERMISSIONS).flatMap(([name, { need: own }]) => (own === need ? [name] : []));
