import type { DefaultConfiguration, OtherSetting, PartnerConfiguration } from '../../src/domain/policy/policy.ts';
import { alwaysOf, prefixOf } from '../../src/domain/policy/tenant-wide.ts';

/** Settings of every kind, as a partner or the default has them. */

const setting = (name: string, value: unknown): OtherSetting => {
  const text = JSON.stringify(value);
  return { name, fingerprint: text, value: text };
};
const part = (accessType: string, ...targets: readonly string[]) => ({
  accessType,
  targets: targets.map((target) => ({ target, targetType: 'user' })),
});

export const TRUST = setting('inboundTrust', { isMfaAccepted: true, isCompliantDeviceAccepted: false });
export const NOBODY = setting('b2bCollaborationInbound', { usersAndGroups: part('blocked', 'AllUsers') });
export const UNSETTABLE = [setting('isServiceProvider', true), setting('heardOfByNobody', { on: 1 })];
/** All that there is. */
export const ALL_SETTINGS: readonly OtherSetting[] = [
  TRUST,
  setting('b2bCollaborationInbound', {
    applications: part('allowed', 'AllApplications'),
    usersAndGroups: part('allowed', 'AllUsers'),
  }),
  setting('b2bCollaborationOutbound', {
    applications: part('blocked', 'a', 'b'),
    usersAndGroups: part('allowed', 'a'),
  }),
  setting('b2bDirectConnectInbound', { usersAndGroups: part('blocked', 'AllUsers') }),
  { name: 'b2bDirectConnectOutbound', fingerprint: 'a' },
  setting('tenantRestrictions', { devices: { mode: 'allowed' }, newPart: part('allowed', 'x') }),
  ...UNSETTABLE.slice(0, 1),
  setting('identitySynchronization.roleEnabledGroupSyncInbound', { isSyncAllowed: true }),
  setting('identitySynchronization.externalCloudAuthorizedApplicationId', 'a1b2c3d4-0000-4abc-8def-00000000000a'),
  ...UNSETTABLE.slice(1),
];

export const DEFAULTS: DefaultConfiguration = {
  automaticRedemption: { inbound: false, outbound: false },
  others: ALL_SETTINGS.slice(0, 4),
};

const ofPartners = (member: string, value: unknown): OtherSetting =>
  setting(prefixOf('partnerTemplate') + member, value);
const ofSync = (member: string, value: unknown): OtherSetting => setting(prefixOf('syncTemplate') + member, value);
const byDefault = (...beside: readonly OtherSetting[]): PartnerConfiguration => ({
  ...DEFAULTS,
  identitySynchronization: null,
  others: [...ALL_SETTINGS.slice(0, 4), ...beside],
  isDefault: true,
});

/** What is of the tenant as a whole, beside the default: closed, and as wide as it can be. */
export const TENANT_CLOSED = byDefault(
  setting(alwaysOf('policy'), []),
  ofPartners('inboundTrust', { isMfaAccepted: false }),
  setting(alwaysOf('partnerTemplate'), 'none'),
  setting(alwaysOf('syncTemplate'), 'newPartners'),
);
export const TENANT_OPEN = byDefault(
  setting(alwaysOf('policy'), ['microsoftonline.us', 'partner.microsoftonline.cn']),
  ofPartners('inboundTrust', { isMfaAccepted: true, isCompliantDeviceAccepted: true }),
  ofPartners('automaticUserConsentSettings', { inboundAllowed: true, outboundAllowed: true }),
  ofPartners('b2bCollaborationInbound', { usersAndGroups: part('allowed', 'AllUsers') }),
  ofPartners('b2bDirectConnectOutbound', { usersAndGroups: part('blocked', 'AllUsers') }),
  setting(alwaysOf('partnerTemplate'), 'existingPartners,newPartners'),
  ofSync('userSyncInbound', { isSyncAllowed: true }),
  setting(alwaysOf('syncTemplate'), 'existingPartners,newPartners'),
  ofSync('heardOfByNobody', 1),
);
/** A part of that. */
export const TENANT_WIDER = byDefault(
  setting(alwaysOf('policy'), ['microsoftonline.us', 'partner.microsoftonline.cn']),
  ofPartners('inboundTrust', { isMfaAccepted: true }),
  setting(alwaysOf('partnerTemplate'), 'none'),
  ofSync('userSyncInbound', { isSyncAllowed: true }),
  setting(alwaysOf('syncTemplate'), 'newPartners'),
);
