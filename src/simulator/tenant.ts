/**
 * The state of a pretend Entra tenant: plain mutable data, so that a test can change it behind the bot's back exactly
 * as an administrator in the portal would. All ids are lower-case GUID strings; all times are ISO 8601 in UTC.
 */
import type { AuditRecord } from './audit-log/record.ts';
import type { DeletedItems } from './policies/deleted-items.ts';
import type { RoleAssignment, RoleEligibility } from './people/role-state.ts';

/** Automatic redemption of invitations. `null` in a half, or instead of the whole, means: inherit from the default. */
export interface AutomaticUserConsentSettings {
  inboundAllowed: boolean | null;
  outboundAllowed: boolean | null;
}

/** Which claims of the partner's users are believed. `null` means: inherit from the default configuration. */
export interface InboundTrust {
  isMfaAccepted: boolean | null;
  isCompliantDeviceAccepted: boolean | null;
  isHybridAzureADJoinedDeviceAccepted: boolean | null;
}

/** The partner's cross-tenant synchronisation policy; its key is the partner's tenant id. */
export interface IdentitySynchronization {
  displayName: string | null;
  userSyncInbound: { isSyncAllowed: boolean | null } | null;
  /** Graph: groupSyncInbound exists in beta only, so v1.0 neither shows nor accepts it, but must not lose it. */
  groupSyncInbound: { isSyncAllowed: boolean } | null;
  /** Of beta, too, and in no request that this Graph takes (assumed): only the tenant itself changes them. */
  roleEnabledGroupSyncInbound?: { isSyncAllowed: boolean } | null;
  externalCloudAuthorizedApplicationId?: string | null;
}

/** A crossTenantAccessPolicyConfigurationPartner. Settings of no interest here are kept and returned as they came. */
export interface Partner {
  readonly tenantId: string;
  isServiceProvider: boolean | null;
  /** Graph: never listed as writable, so only the tenant itself (here: a test) changes it. */
  isInMultiTenantOrganization: boolean;
  automaticUserConsentSettings: AutomaticUserConsentSettings | null;
  inboundTrust: InboundTrust | null;
  b2bCollaborationInbound: unknown;
  b2bCollaborationOutbound: unknown;
  b2bDirectConnectInbound: unknown;
  b2bDirectConnectOutbound: unknown;
  tenantRestrictions: unknown;
  identitySynchronization: IdentitySynchronization | null;
}

/** The multitenant organization's template for sync policies. Graph: null leaves what a partner has alone. */
export interface IdentitySyncTemplate {
  userSyncInbound: { isSyncAllowed: boolean | null } | null;
  /** Any of `none`, `newPartners` and `existingPartners`, joined by commas. */
  templateApplicationLevel: string;
}

/** What findTenantInformation… knows of any tenant in the world, and the domains by which it can be found. */
export interface WorldTenant {
  readonly tenantId: string;
  displayName: string;
  defaultDomainName: string;
  federationBrandName: string | null;
  /** Every verified domain, `defaultDomainName` included, in lower case and in its ASCII (punycode) form. */
  domains: string[];
}

export interface User {
  readonly id: string;
  displayName: string;
  userPrincipalName: string;
  /** Whom another organisation syncs in is a member too, unless its administrators say otherwise. */
  userType: 'Member' | 'Guest';
  accountEnabled: boolean;
  /** Absent: null, as of an ordinary account. */
  creationType?: 'Invitation' | 'SelfServiceSignUp' | 'EmailVerified' | 'LocalAccount' | null;
  /** Absent: null, as of whoever was not invited. */
  externalUserState?: 'PendingAcceptance' | 'Accepted' | null;
  /** Absent: the one that this organisation gives everybody. */
  identities?: readonly Identity[];
  /** Absent: null. */
  mail?: string | null;
  createdDateTime?: string | null;
  /** Graph: shown only with AuditLog.Read.All, and to tenants with a P1 licence. */
  lastSignIn?: string | null;
}

export interface Identity {
  readonly signInType: string;
  readonly issuer: string | null;
  readonly issuerAssignedId: string | null;
}

export interface Group {
  readonly id: string;
  displayName: string;
  /** Ids of users, or of other groups. The one place that says who is in a group. */
  members: string[];
  isAssignableToRole: boolean;
}

export interface SimulatedTenant {
  /** The tenant itself; also found by findTenantInformation…, like any other. */
  readonly home: WorldTenant;
  /** Application permissions that an administrator consented to, e.g. `Policy.Read.All`. */
  readonly appPermissions: Set<string>;
  /** Entra ID P2 or Governance: without it Graph has no role schedules. */
  hasPim: boolean;
  /**
   * How an expanded partner row without a sync policy looks. Nobody documents it; one public tool saw the key appear
   * only once a policy existed, so `absent` is the usual choice and `null` the other one to be ready for.
   */
  expandsMissingPolicyAs: 'absent' | 'null';
  /** Whether apps may use /policies/deletedItems. Microsoft's pages contradict each other. */
  appMayUseDeletedItems: boolean;
  /** /policies/crossTenantAccessPolicy/default; Graph: automatic redemption is false there, always. */
  readonly defaultConfiguration: {
    isServiceDefault: boolean;
    automaticUserConsentSettings: AutomaticUserConsentSettings;
    inboundTrust: InboundTrust | null;
    /** Settings of no interest here are kept and returned as they came. */
    b2bCollaborationInbound: unknown;
    b2bCollaborationOutbound: unknown;
    b2bDirectConnectInbound: unknown;
    b2bDirectConnectOutbound: unknown;
  };
  /** Graph: empty unless somebody sets it. */
  allowedCloudEndpoints: string[];
  readonly partnerTemplate: PartnerTemplate;
  readonly partners: Map<string, Partner>;
  readonly deletedPartners: DeletedItems<Partner>;
  readonly deletedSyncPolicies: DeletedItems<IdentitySynchronization>;
  readonly identitySyncTemplate: IdentitySyncTemplate;
  /** Tenants other than this one, by tenant id; more than the partners, and not surely all of the partners. */
  readonly world: Map<string, WorldTenant>;
  /** What Entra's tenant discovery has found, by tenant id. */
  readonly relatedTenants: Map<string, RelatedTenant>;
  readonly users: Map<string, User>;
  readonly groups: Map<string, Group>;
  readonly roleAssignments: RoleAssignment[];
  readonly roleEligibilities: RoleEligibility[];
  /** What was changed through Graph or by `act`; a change behind Graph's back leaves no record. */
  readonly auditRecords: AuditRecord[];
}

/** Graph: metrics are expanded by default; members that are of no interest here are left out. */
type RelatedTenant = {
  readonly b2BRegistrationMetrics: Metrics<{ readonly inboundTotalUsers: number | string }>;
  readonly b2BSignInActivityMetrics: Metrics<{ readonly inboundMonthlyTotalUsers: number | string }>;
};
type Metrics<Counted> = { readonly recent: (Counted & { readonly watermarkDateTime: string }) | null } | null;

/** multiTenantOrganizationPartnerConfigurationTemplate. */
export type PartnerTemplate = Pick<Partner, 'automaticUserConsentSettings' | 'inboundTrust'> &
  Record<`b2b${'Collaboration' | 'DirectConnect'}${'Inbound' | 'Outbound'}`, unknown> & {
    templateApplicationLevel: string;
  };

/** A partner as `POST partners {tenantId}` leaves it: everything inherited, no sync policy. */
export function newPartner(tenantId: string): Partner {
  return {
    tenantId: tenantId.toLowerCase(),
    isServiceProvider: null,
    isInMultiTenantOrganization: false,
    automaticUserConsentSettings: { inboundAllowed: null, outboundAllowed: null },
    inboundTrust: null,
    b2bCollaborationInbound: null,
    b2bCollaborationOutbound: null,
    b2bDirectConnectInbound: null,
    b2bDirectConnectOutbound: null,
    tenantRestrictions: null,
    identitySynchronization: null,
  };
}
