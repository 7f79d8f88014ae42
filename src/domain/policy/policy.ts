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
 * One of a partner's settings beside automatic redemption and sync, which it sets for itself; `domain/policy/settings.ts`
 * has those that are known by their meaning. Microsoft adds to them: what has another name is one, too.
 */
export type OtherSetting = {
  /** What Graph calls it; a member of something else by its path, such as `identitySynchronization.heardOfByNobody`. */
  readonly name: string;
  /** The same as long as the value means the same. */
  readonly fingerprint: string;
  /** All of the value, as JSON; left out where only the fingerprint was kept. */
  readonly value?: string;
};

export type PartnerConfiguration = {
  /** automaticUserConsentSettings: invitations are redeemed without asking the user. */
  readonly automaticRedemption: { readonly inbound: Setting; readonly outbound: Setting };
  /** null: Graph proved that there is no policy. */
  readonly identitySynchronization: SyncPolicy | null;
  /** Those that are known first; left out where they were not read, or do not matter to a plan. */
  readonly others?: readonly OtherSetting[];
  /**
   * Set on what stands under the id of the tenant that the bot guards: Graph has no partner of oneself, and what applies to
   * everybody who sets nothing of their own is watched, compared and set back as a partner is.
   */
  readonly isDefault?: true;
};

/** null: Graph proved that there is no partner configuration. Unreadable is an error, never null. */
export type PartnerState = PartnerConfiguration | null;

/** What applies where a partner sets nothing; null: it could not be read. */
export type DefaultConfiguration = {
  readonly automaticRedemption: { readonly inbound: boolean; readonly outbound: boolean };
  /** As of a partner; left out where they were not kept. */
  readonly others?: readonly OtherSetting[];
};

export type SyncState = 'on' | 'off' | 'none';

/** `on` only when Graph says true: null inherits, and no default allows sync (Graph: default configuration has no identitySynchronization). */
export function syncState(state: PartnerState): SyncState {
  const policy = state?.identitySynchronization ?? null;
  if (policy === null) return 'none';
  return policy.userSync === true ? 'on' : 'off';
}
