/**
 * What Graph holds for one partner, reduced to what this product reads or writes.
 * Source: crossTenantAccessPolicyConfigurationPartner and crossTenantIdentitySyncPolicyPartner.
 */

/** true, false, or null: not set here, so the default configuration decides. */
export type Setting = boolean | null;

export type SyncPolicy = {
  readonly displayName: string | null;
  /** userSyncInbound.isSyncAllowed */
  readonly userSync: Setting;
  /** groupSyncInbound.isSyncAllowed; `unknown` because Graph v1.0 does not show it. */
  readonly groupSync: Setting | 'unknown';
};

/**
 * Settings of a partner that this product neither shows nor changes, and that are lost with the partner.
 * Source: crossTenantAccessPolicyConfigurationPartner. Microsoft adds to them: what has another name is one, too.
 */
export const OTHER_SETTINGS = [
  'b2bCollaborationInbound',
  'b2bCollaborationOutbound',
  'b2bDirectConnectInbound',
  'b2bDirectConnectOutbound',
  'inboundTrust',
  'isServiceProvider',
  'tenantRestrictions',
  'appServiceConnectInbound',
  'm365CollaborationInbound',
  'm365CollaborationOutbound',
] as const;

/** One that the partner sets for itself. The fingerprint is the same as long as its value is. */
export type OtherSetting = {
  /** One of OTHER_SETTINGS, or what Graph calls it. */
  readonly name: string;
  readonly fingerprint: string;
};

export type PartnerConfiguration = {
  /** automaticUserConsentSettings: invitations are redeemed without asking the user. */
  readonly automaticRedemption: { readonly inbound: Setting; readonly outbound: Setting };
  /** null: Graph proved that there is no policy. */
  readonly identitySynchronization: SyncPolicy | null;
  /** Those of OTHER_SETTINGS first, in their order; left out where they were not read, or do not matter to a plan. */
  readonly others?: readonly OtherSetting[];
};

/** null: Graph proved that there is no partner configuration. Unreadable is an error, never null. */
export type PartnerState = PartnerConfiguration | null;

/** What applies where a partner sets nothing; null: it could not be read. */
export type DefaultConfiguration = {
  readonly automaticRedemption: { readonly inbound: boolean; readonly outbound: boolean };
};

export type SyncState = 'on' | 'off' | 'none';

/** `on` only when Graph says true: null inherits, and no default allows sync (Graph: default configuration has no identitySynchronization). */
export function syncState(state: PartnerState): SyncState {
  const policy = state?.identitySynchronization ?? null;
  if (policy === null) return 'none';
  return policy.userSync === true ? 'on' : 'off';
}
