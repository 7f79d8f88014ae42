/** Tenants to start from. Every call makes a tenant of its own that shares no state with another. */
import { unsetTemplate } from '../policies/identity-sync-template.ts';
import { unsetPartnerTemplate } from '../policies/partner-template.ts';
import { organizations } from './organizations.ts';
import { groups, people, roleAssignments, roleEligibilities } from './people.ts';
import { believablePartners, deleteSome, partner } from './partners.ts';
import type { Partner, SimulatedTenant, WorldTenant } from '../tenant.ts';

export { CLOSED_TENANT_ID, organizations } from './organizations.ts';
export { groups, people } from './people.ts';

/** The application permissions of an app that manages sync and checks roles. */
const PERMISSIONS = [
  'Policy.Read.All',
  'Policy.ReadWrite.CrossTenantAccess',
  'CrossTenantInformation.ReadBasic.All',
  'User.Read.All',
  'GroupMember.Read.All',
  'RoleManagement.Read.Directory',
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'Organization.Read.All',
  'MultiTenantOrganization.ReadWrite.All',
  'AuditLog.Read.All',
];

/**
 * Woodgrove Bank with six people, fourteen partners in every state that a partner can be in, and some that were deleted.
 * @param now what the times of the past are counted from
 */
/** As Entra begins: everybody, for everything. */
const reach = (accessType: 'allowed' | 'blocked') => ({
  usersAndGroups: { accessType, targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: { accessType, targets: [{ target: 'AllApplications', targetType: 'application' }] },
});

export function believableTenant(now = new Date()): SimulatedTenant {
  const tenant = woodgrove(Object.values(organizations), believablePartners());
  tenant.identitySyncTemplate.userSyncInbound = { isSyncAllowed: true };
  tenant.identitySyncTemplate.templateApplicationLevel = 'newPartners';
  deleteSome(tenant, now);
  return tenant;
}

/** Woodgrove Bank with `count` partners, "Partner 00001" (partner-00001.com) and so on, every third one synchronising. */
export function manyPartners(count: number): SimulatedTenant {
  const world = Array.from({ length: count }, (_, index): WorldTenant => {
    const number = String(index + 1).padStart(5, '0');
    const domain = `partner-${number}.com`;
    return {
      tenantId: `00000000-0000-4000-8000-0000000${number}`,
      displayName: `Partner ${number}`,
      defaultDomainName: domain,
      federationBrandName: null,
      domains: [domain],
    };
  });
  const partners = world.map((tenant, index) => partner(tenant, { sync: index % 3 === 0, redeem: index % 2 === 0 }));
  return woodgrove(world, partners);
}

function woodgrove(world: readonly WorldTenant[], partners: readonly Partner[]): SimulatedTenant {
  const home = structuredClone<WorldTenant>(organizations.woodgrove);
  return {
    home,
    appPermissions: new Set(PERMISSIONS),
    hasPim: true,
    expandsMissingPolicyAs: 'absent',
    appMayUseDeletedItems: true,
    defaultConfiguration: {
      isServiceDefault: true,
      automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: false },
      inboundTrust: {
        isMfaAccepted: false,
        isCompliantDeviceAccepted: false,
        isHybridAzureADJoinedDeviceAccepted: false,
      },
      b2bCollaborationInbound: reach('allowed'),
      b2bCollaborationOutbound: reach('allowed'),
      b2bDirectConnectInbound: reach('blocked'),
      b2bDirectConnectOutbound: reach('blocked'),
    },
    allowedCloudEndpoints: [],
    partnerTemplate: unsetPartnerTemplate(),
    partners: new Map(partners.map((one) => [one.tenantId, one])),
    deletedPartners: new Map(),
    deletedSyncPolicies: new Map(),
    identitySyncTemplate: unsetTemplate(),
    world: byId(
      world.filter((tenant) => tenant.tenantId !== home.tenantId),
      'tenantId',
    ),
    relatedTenants: new Map(),
    users: byId(Object.values(people), 'id'),
    groups: byId(Object.values(groups), 'id'),
    roleAssignments: roleAssignments(),
    roleEligibilities: roleEligibilities(),
    auditRecords: [],
  };
}

/** Copies of the objects, by their (lower-case) key. */
function byId<Key extends string, Item extends Record<Key, string>>(
  items: readonly Item[],
  key: Key,
): Map<string, Item> {
  return new Map(items.map((item) => [item[key], structuredClone(item)]));
}
