import type { z } from 'zod/v4-mini';
import type { DefaultConfiguration, PartnerConfiguration, SyncPolicy } from '../domain/policy/policy.ts';
import { otherSettings } from './other-settings.ts';
import { levelsIn } from '../domain/policy/tenant-wide.ts';
import type { DeletedPartner, DeletedPolicy, TemplateSnapshot } from '../domain/policy/snapshot.ts';
import type { wireDefault, wireDeletedPartner, wireDeletedSyncPolicy, wireSyncPolicy, wireTemplate } from './wire.ts';

/** Graph's names turned into the domain's. */

type WireSyncPolicy = z.infer<typeof wireSyncPolicy>;
type Consent = z.infer<typeof wireDefault>;
type WirePartner = Consent & Readonly<Record<string, unknown>>;

/** @param preview whether Graph beta was asked: there, a group setting that is not shown is not set */
export function partnerConfiguration(
  partner: WirePartner,
  policy: WireSyncPolicy | null,
  preview: boolean,
): PartnerConfiguration {
  return {
    automaticRedemption: automaticRedemption(partner),
    identitySynchronization: policy === null ? null : syncPolicy(policy, preview ? null : 'unknown'),
    others: otherSettings(partner, policy),
  };
}

function automaticRedemption({ automaticUserConsentSettings: consent }: Consent) {
  return { inbound: consent?.inboundAllowed ?? null, outbound: consent?.outboundAllowed ?? null };
}

function syncPolicy(policy: WireSyncPolicy, withoutGroups: SyncPolicy['groupSync']): SyncPolicy {
  return {
    displayName: policy.displayName === '' ? null : policy.displayName,
    userSync: policy.userSyncInbound?.isSyncAllowed ?? null,
    groupSync: policy.groupSyncInbound === undefined ? withoutGroups : (policy.groupSyncInbound?.isSyncAllowed ?? null),
  };
}

/** Graph: the default for automatic redemption is always false. */
export function defaultConfiguration(configuration: z.infer<typeof wireDefault>): DefaultConfiguration {
  const { inboundAllowed, outboundAllowed } = configuration.automaticUserConsentSettings ?? {};
  return {
    automaticRedemption: { inbound: inboundAllowed ?? false, outbound: outboundAllowed ?? false },
    others: otherSettings(configuration, null),
  };
}

/** What stands under the guarded tenant's own id. */
export function defaultState(configuration: z.infer<typeof wireDefault>): PartnerConfiguration {
  const { automaticRedemption, others = [] } = defaultConfiguration(configuration);
  return { automaticRedemption, identitySynchronization: null, others, isDefault: true };
}

export function deletedPartner(item: z.infer<typeof wireDeletedPartner>): DeletedPartner {
  return { automaticRedemption: automaticRedemption(item), deletedAt: item.deletedDateTime };
}

export function deletedPolicy(item: z.infer<typeof wireDeletedSyncPolicy>): DeletedPolicy {
  return { ...syncPolicy(item, 'unknown'), deletedAt: item.deletedDateTime };
}

export function templateOf(template: z.infer<typeof wireTemplate>): TemplateSnapshot {
  const userSync = template.userSyncInbound?.isSyncAllowed ?? null;
  return { kind: 'template', userSync, appliesTo: levelsIn(template.templateApplicationLevel ?? '').join() };
}
