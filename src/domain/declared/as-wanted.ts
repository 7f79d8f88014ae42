import type { OtherSetting, PartnerConfiguration, Setting, SyncPolicy } from '../policy/policy.ts';
import { settingFields, withoutPolicySettings } from '../policy/settings.ts';
import { withTrust } from '../policy/trust.ts';
import { live, type PartnerSnapshot } from '../policy/snapshot.ts';
import { FRESH_PARTNER } from '../policy/step.ts';
import { DECLARED_TRUST, type DeclaredTrust } from './declared.ts';
import type { WantedPartner, WantedPolicy } from './wanted.ts';

/** A partner as a file wants it, as far as that is brought about for a file. */
export type AsWanted = {
  readonly after: PartnerSnapshot;
  /** Names of what would differ still, since Graph lets no app set it, or only what was there before is set again. */
  readonly notByApp: readonly string[];
  /** Whether it wants something of group sync, which only Graph beta shows. */
  readonly isGroupsUnseen: boolean;
};

/**
 * @param displayName of the tenant, after which a policy is called that has to be made
 * @param preview whether Graph beta is asked
 */
export function asWanted(
  wanted: WantedPartner,
  { partner }: PartnerSnapshot,
  displayName: string | null,
  preview: boolean,
): AsWanted {
  const from = partner ?? FRESH_PARTNER;
  const { policy, ...groups } = policyWanted(wanted, from.identitySynchronization, displayName, preview);
  const others = withTrusted(from, wanted.trust);
  const after: PartnerConfiguration = {
    ...from,
    automaticRedemption: { ...from.automaticRedemption, ...wanted.redemption },
    identitySynchronization: policy,
    others: policy === null ? withoutPolicySettings(others) : others,
  };
  return {
    after: live(after),
    notByApp: [...differing(others, wanted.settings), ...groups.notByApp],
    isGroupsUnseen: groups.isUnseen,
  };
}

type Groups = { readonly notByApp: readonly string[]; readonly isUnseen: boolean };
const NOTHING_BESIDE: Groups = { notByApp: [], isUnseen: false };

function policyWanted(
  { synchronization: wanted }: WantedPartner,
  now: SyncPolicy | null,
  displayName: string | null,
  preview: boolean,
): Groups & { readonly policy: SyncPolicy | null } {
  if (wanted === undefined) return { policy: now, ...NOTHING_BESIDE };
  if (wanted === null) return { policy: null, ...NOTHING_BESIDE };
  // One that is made lets nobody in unless that is said.
  const from: SyncPolicy = now ?? { displayName, userSync: false, groupSync: 'unknown' };
  const { name = from.displayName, users = from.userSync } = wanted;
  const { groupSync, ...beside } = groupsWanted(wanted.groups, from.groupSync, preview);
  return { policy: { displayName: name, userSync: users, groupSync }, ...beside };
}

function groupsWanted(
  wanted: WantedPolicy['groups'],
  groupSync: SyncPolicy['groupSync'],
  preview: boolean,
): Groups & Pick<SyncPolicy, 'groupSync'> {
  if (wanted === undefined) return { groupSync, ...NOTHING_BESIDE };
  if (!preview) return { groupSync, notByApp: [], isUnseen: wanted !== null };
  if (wanted !== null) return { groupSync: wanted, ...NOTHING_BESIDE };
  // Graph cannot be told to forget a group setting.
  return { groupSync, notByApp: typeof groupSync === 'boolean' ? ['groupSyncInbound'] : [], isUnseen: false };
}

function withTrusted(from: PartnerConfiguration, wanted: WantedPartner['trust']): readonly OtherSetting[] {
  const named: readonly (readonly [DeclaredTrust, Setting | undefined])[] = [
    ['mfa', wanted.mfa],
    ['compliantDevices', wanted.compliantDevices],
    ['hybridDevices', wanted.hybridDevices],
  ];
  return named.reduce<readonly OtherSetting[]>((others, [trust, value]) => {
    const field = DECLARED_TRUST[trust];
    const isSo = value === undefined || settingFields({ ...from, others })[field] === value;
    return isSo ? others : withTrust(others, field, value);
  }, from.others ?? []);
}

/** B2B, direct connect and tenant restrictions no file makes up: only what was there before is set again. */
const differing = (others: readonly OtherSetting[], wanted: WantedPartner['settings']): readonly string[] =>
  wanted
    .filter(({ name, setting }) => others.find((one) => one.name === name)?.fingerprint !== setting?.fingerprint)
    .map(({ name }) => name);
