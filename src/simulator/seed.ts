/** Tenants to start from. Every call makes a tenant of its own that shares no state with another. */
import { CLOSED_TENANT_ID, organizations } from './organizations.ts';
import { groups, people, roleAssignments, roleEligibilities } from './people.ts';
import { newPartner, type Partner, type SimulatedTenant, type WorldTenant } from './tenant.ts';

export { CLOSED_TENANT_ID, organizations } from './organizations.ts';
export { groups, people } from './people.ts';

/** The application permissions of an app that manages sync and checks roles. */
const PERMISSIONS = [
  'Policy.Read.All',
  'Policy.ReadWrite.CrossTenantAccess',
  'CrossTenantInformation.ReadBasic.All',
  'User.Read.All',
  'RoleManagement.Read.Directory',
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'Organization.Read.All',
];

/** Woodgrove Bank with five people and fourteen partners in every state that a partner can be in. */
export function believableTenant(): SimulatedTenant {
  return woodgrove(Object.values(organizations), believablePartners());
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
    defaultConfiguration: {
      isServiceDefault: true,
      automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: false },
      inboundTrust: {
        isMfaAccepted: false,
        isCompliantDeviceAccepted: false,
        isHybridAzureADJoinedDeviceAccepted: false,
      },
    },
    partners: new Map(partners.map((one) => [one.tenantId, one])),
    world: byId(
      world.filter((tenant) => tenant.tenantId !== home.tenantId),
      'tenantId',
    ),
    users: byId(Object.values(people), 'id'),
    groups: byId(Object.values(groups), 'id'),
    roleAssignments: roleAssignments(),
    roleEligibilities: roleEligibilities(),
  };
}

function believablePartners(): Partner[] {
  const org = organizations;
  const mfa = { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };
  const devices = { isMfaAccepted: true, isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: true };
  const importers = partner(org.wideWorldImporters, { sync: true, redeem: true, inboundTrust: devices });
  if (importers.identitySynchronization !== null) {
    importers.identitySynchronization.groupSyncInbound = { isSyncAllowed: true };
  }
  return [
    partner(org.fabrikam, { sync: false, redeem: false, inboundTrust: mfa }),
    partner(org.contoso, { sync: true, redeem: true, inboundTrust: devices }),
    partner(org.northwindTraders, { redeem: null }),
    // Synchronises, but every new user would be asked to accept an invitation.
    partner(org.tailspinToys, { sync: true, redeem: null }),
    partner(org.adventureWorks, { sync: true, redeem: true }),
    partner(org.adventureWorksCycles, { sync: false, redeem: false }),
    { ...partner(org.litware, { sync: null, redeem: true }), isInMultiTenantOrganization: true },
    // Invitations are redeemed automatically, though nothing synchronises.
    partner(org.proseware, { redeem: true }),
    importers,
    { ...partner(org.alpineSkiHouse, { sync: false, redeem: null }), automaticUserConsentSettings: null },
    {
      ...newPartner(org.cohoWinery.tenantId),
      identitySynchronization: { displayName: null, userSyncInbound: null, groupSyncInbound: null },
    },
    { ...partner(org.lucernePublishing, { redeem: false }), isServiceProvider: true },
    partner(org.datum, { sync: true, redeem: false, inboundTrust: mfa }),
    partner({ tenantId: CLOSED_TENANT_ID, displayName: 'VanArsdel' }, { sync: true, redeem: true }),
  ];
}

interface PartnerState {
  /** userSyncInbound.isSyncAllowed; without it the partner has no sync policy. */
  readonly sync?: boolean | null;
  /** Automatic redemption, inbound; outbound stays inherited. */
  readonly redeem: boolean | null;
  readonly inboundTrust?: NonNullable<Partner['inboundTrust']>;
}

function partner(tenant: { tenantId: string; displayName: string }, state: PartnerState): Partner {
  return {
    ...newPartner(tenant.tenantId),
    automaticUserConsentSettings: { inboundAllowed: state.redeem, outboundAllowed: null },
    inboundTrust: state.inboundTrust === undefined ? null : { ...state.inboundTrust },
    identitySynchronization:
      state.sync === undefined
        ? null
        : { displayName: tenant.displayName, userSyncInbound: { isSyncAllowed: state.sync }, groupSyncInbound: null },
  };
}

/** Copies of the objects, by their (lower-case) key. */
function byId<Key extends string, Item extends Record<Key, string>>(
  items: readonly Item[],
  key: Key,
): Map<string, Item> {
  return new Map(items.map((item) => [item[key], structuredClone(item)]));
}
