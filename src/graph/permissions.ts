/** Application permissions the bot asks for, each with its reason: the table in docs/permissions.md is made from this. */
export const PERMISSIONS = {
  'Policy.Read.All': {
    why: 'Reads partners, their sync policies and the default configuration.',
    required: true,
  },
  'Policy.ReadWrite.CrossTenantAccess': {
    why: 'Adds, changes and removes partners and their sync policies. Used only after a confirmed change.',
    required: true,
  },
  'CrossTenantInformation.ReadBasic.All': {
    why: 'Finds a tenant’s id, name and domain: who a partner is, and whether a person’s identity is from here.',
    required: true,
  },
  'RoleManagement.Read.Directory': {
    why: 'Checks which directory roles the requester holds right now.',
    required: true,
  },
  'User.Read.All': {
    why: 'Checks that the requester is an enabled member of this tenant, and that no other organisation brought them.',
    required: true,
  },
  'GroupMember.Read.All': {
    why: 'Checks roles that come through a role-assignable group, and whether somebody else could approve.',
    required: true,
  },
  'RoleEligibilitySchedule.Read.Directory': {
    why: 'Tells somebody who is only eligible to activate the role in PIM. Without it they are told less.',
    required: false,
  },
  'AuditLog.Read.All': {
    why: 'Finds out who made a change that the bot did not make, and whether somebody else uses the bot’s own identity. Without it, a drift has no name, and a stolen credential is not noticed.',
    required: false,
  },
  'MultiTenantOrganization.Read.All': {
    why: 'Reads the sync template of the multitenant organization. Without it, the template commands do not work.',
    required: false,
  },
  'MultiTenantOrganization.ReadWrite.All': {
    why: 'Writes that template, after a confirmed change. Leave it out where there is no multitenant organization.',
    required: false,
  },
} as const;

export type Permission = keyof typeof PERMISSIONS;
