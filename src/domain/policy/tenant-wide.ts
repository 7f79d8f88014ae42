import type { OtherSetting } from './policy.ts';

/**
 * What is of the tenant as a whole and of no partner: with which other clouds it works, and what partners get that belong to
 * its multitenant organization. It is watched, told and set back beside the default configuration, under the guarded tenant's
 * own id; the name of each such setting begins with what Graph calls the place that it is in.
 * Source: crossTenantAccessPolicy, multiTenantOrganizationPartnerConfigurationTemplate and
 * multiTenantOrganizationIdentitySyncPolicyTemplate with their update pages.
 */
export const TENANT_PARTS = ['policy', 'partnerTemplate', 'syncTemplate'] as const;
export type TenantPart = (typeof TENANT_PARTS)[number];

/** `always`: the member that is there whenever the place was read (Graph: neither can be null). */
const PLACES: Readonly<Record<TenantPart, { readonly name: string; readonly always: string }>> = {
  policy: { name: 'crossTenantAccessPolicy', always: 'allowedCloudEndpoints' },
  partnerTemplate: { name: 'multiTenantOrganizationPartnerConfiguration', always: 'templateApplicationLevel' },
  syncTemplate: { name: 'multiTenantOrganizationIdentitySynchronization', always: 'templateApplicationLevel' },
};

/** What Graph calls the place. */
export const placeOf = (part: TenantPart): string => PLACES[part].name;

/** What begins the names of the settings of a part. */
export const prefixOf = (part: TenantPart): string => `${placeOf(part)}.`;

/** The setting that a part always has: where it is missing, the part was not read. */
export const alwaysOf = (part: TenantPart): string => prefixOf(part) + PLACES[part].always;

/** The part that a setting is of; undefined: it is a partner's, or of the default configuration. */
export const tenantPartOf = ({ name }: Pick<OtherSetting, 'name'>): TenantPart | undefined =>
  TENANT_PARTS.find((part) => name.startsWith(prefixOf(part)));

type Others = readonly OtherSetting[] | undefined;

export const isPartRead = (others: Others, part: TenantPart): boolean =>
  others?.some(({ name }) => name === alwaysOf(part)) === true;

/** The parts that were not read: the app may not, or there are none in this cloud. */
export const unreadParts = (others: Others): readonly TenantPart[] =>
  TENANT_PARTS.filter((part) => !isPartRead(others, part));

/** With those parts of `source` of which `others` has nothing; undefined: it has none of them either. */
export function withPartsOf(others: Others, source: Others): readonly OtherSetting[] | undefined {
  const missing = unreadParts(others);
  const more = (source ?? []).filter((one) => {
    const part = tenantPartOf(one);
    return part !== undefined && missing.includes(part);
  });
  return more.length === 0 ? undefined : [...(others ?? []), ...more];
}

const of = (part: TenantPart) => {
  const row = <Shape extends string>(name: string, shape: Shape) =>
    ({ name: prefixOf(part) + name, shape, isWritable: true, part }) as const;
  return {
    row,
    member: (name: string, member: string) => ({ ...row(name, 'switch'), member }) as const,
  };
};
const [policy, partners, sync] = [of('policy'), of('partnerTemplate'), of('syncTemplate')];

/** Its rows in the table of settings (`settings.ts`). */
export const TENANT_SETTINGS = {
  allowedClouds: policy.row('allowedCloudEndpoints', 'list'),
  mtoTrustMfa: partners.member('inboundTrust', 'isMfaAccepted'),
  mtoTrustCompliantDevices: partners.member('inboundTrust', 'isCompliantDeviceAccepted'),
  mtoTrustHybridDevices: partners.member('inboundTrust', 'isHybridAzureADJoinedDeviceAccepted'),
  mtoRedemptionInbound: partners.member('automaticUserConsentSettings', 'inboundAllowed'),
  mtoRedemptionOutbound: partners.member('automaticUserConsentSettings', 'outboundAllowed'),
  mtoCollaborationInbound: partners.row('b2bCollaborationInbound', 'reach'),
  mtoCollaborationOutbound: partners.row('b2bCollaborationOutbound', 'reach'),
  mtoDirectConnectInbound: partners.row('b2bDirectConnectInbound', 'reach'),
  mtoDirectConnectOutbound: partners.row('b2bDirectConnectOutbound', 'reach'),
  mtoAppliesTo: partners.row('templateApplicationLevel', 'levels'),
  mtoUserSync: sync.member('userSyncInbound', 'isSyncAllowed'),
  mtoSyncAppliesTo: sync.row('templateApplicationLevel', 'levels'),
} as const;
export type TenantField = keyof typeof TENANT_SETTINGS;

/** One value for each of them. */
export const eachOfTenant = <Value>(of: (field: TenantField) => Value): Readonly<Record<TenantField, Value>> => ({
  allowedClouds: of('allowedClouds'),
  mtoTrustMfa: of('mtoTrustMfa'),
  mtoTrustCompliantDevices: of('mtoTrustCompliantDevices'),
  mtoTrustHybridDevices: of('mtoTrustHybridDevices'),
  mtoRedemptionInbound: of('mtoRedemptionInbound'),
  mtoRedemptionOutbound: of('mtoRedemptionOutbound'),
  mtoCollaborationInbound: of('mtoCollaborationInbound'),
  mtoCollaborationOutbound: of('mtoCollaborationOutbound'),
  mtoDirectConnectInbound: of('mtoDirectConnectInbound'),
  mtoDirectConnectOutbound: of('mtoDirectConnectOutbound'),
  mtoAppliesTo: of('mtoAppliesTo'),
  mtoUserSync: of('mtoUserSync'),
  mtoSyncAppliesTo: of('mtoSyncAppliesTo'),
});

/** Graph: templateApplicationLevel, flags as a comma list, whose order says nothing, and neither do `none` and what stands twice. */
export function levelsIn(text: string): readonly string[] {
  const levels = text.split(',').map((level) => level.trim());
  return [...new Set(levels.filter((level) => level !== '' && level !== 'none'))].sort();
}

/** The same as the value of a setting; Graph: never empty. */
export const levelsValue = (text: string): string => JSON.stringify(levelsIn(text).join() || 'none');
