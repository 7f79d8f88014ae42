/** The partners of Woodgrove Bank. */
import type { Deleted } from '../policies/deleted-items.ts';
import { CLOSED_TENANT_ID, organizations } from './organizations.ts';
import { newPartner, type Partner, type SimulatedTenant } from '../tenant.ts';

export function believablePartners(): Partner[] {
  const org = organizations;
  const mfa = { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };
  const devices = { isMfaAccepted: true, isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: true };
  const importers = partner(org.wideWorldImporters, { sync: true, redeem: true, inboundTrust: devices });
  if (importers.identitySynchronization !== null) {
    importers.identitySynchronization.groupSyncInbound = { isSyncAllowed: true };
  }
  const datum = partner(org.datum, { sync: true, redeem: false, inboundTrust: mfa });
  // The tenant's name has changed since somebody named the policy after it.
  if (datum.identitySynchronization !== null) datum.identitySynchronization.displayName = 'Datum Aerospace';
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
    datum,
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

/** `tenant` as a partner whose sync policy, if any, is named after it. */
export function partner(tenant: { tenantId: string; displayName: string }, state: PartnerState): Partner {
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

const DAY_MS = 24 * 60 * 60 * 1000;

/** Adds two partners that were deleted with their policies, and the deleted policy of one that is still a partner. */
export function deleteSome(tenant: SimulatedTenant, now: Date): void {
  const { margiesTravel, southridgeVideo, proseware } = organizations;
  const ago = <Item>(days: number, item: Item): Deleted<Item> => ({
    item,
    deletedDateTime: new Date(now.getTime() - days * DAY_MS).toISOString(),
  });
  const deletePolicy = ({ tenantId, displayName }: { tenantId: string; displayName: string }, days: number): void => {
    const userSyncInbound = { isSyncAllowed: true };
    tenant.deletedSyncPolicies.set(tenantId, ago(days, { displayName, userSyncInbound, groupSyncInbound: null }));
  };
  deletePolicy(proseware, 3);
  deletePolicy(margiesTravel, 3);
  tenant.deletedPartners.set(margiesTravel.tenantId, ago(3, partner(margiesTravel, { redeem: true })));
  // Almost over: Graph keeps them for 30 days.
  deletePolicy(southridgeVideo, 29);
  tenant.deletedPartners.set(southridgeVideo.tenantId, ago(29, partner(southridgeVideo, { redeem: null })));
}
