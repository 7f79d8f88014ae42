import type {
  DefaultConfiguration,
  OtherSetting,
  PartnerConfiguration,
  Setting,
  SyncPolicy,
} from '../policy/policy.ts';
import { settingFields, withoutPolicySettings, type TrustField } from '../policy/settings.ts';
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
 * @param defaults what a partner keeps that begins to have trust of its own; null: that could not be read
 * @param preview whether Graph beta is asked
 */
export function asWanted(
  wanted: WantedPartner,
  { partner }: PartnerSnapshot,
  displayName: string | null,
  { defaults, preview }: { readonly defaults: DefaultConfiguration | null; readonly preview: boolean },
): AsWanted {
  const from = partner ?? FRESH_PARTNER;
  const { policy, ...groups } = policyWanted(wanted, from.identitySynchronization, displayName, preview);
  const others = withTrusted(from, wanted.trust, defaults);
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

function withTrusted(
  { others = [], ...from }: PartnerConfiguration,
  wanted: WantedPartner['trust'],
  defaults: DefaultConfiguration | null,
): readonly OtherSetting[] {
  const now = settingFields({ ...from, others });
  const named = TRUST.flatMap(([name, field]): readonly (readonly [TrustField, Setting])[] => {
    const value = wanted[name];
    return value === undefined ? [] : [[field, value]];
  });
  if (named.every(([field, value]) => now[field] === value)) return others;
  return withTrust(others, Object.fromEntries(named), defaults?.others);
}

const TRUST = [
  ['mfa', DECLARED_TRUST.mfa],
  ['compliantDevices', DECLARED_TRUST.compliantDevices],
  ['hybridDevices', DECLARED_TRUST.hybridDevices],
] as const satisfies (readonly [DeclaredTrust, TrustField])[];

/** B2B, direct connect and tenant restrictions no file makes up: only what was there before is set again. */
const differing = (others: readonly OtherSetting[], wanted: WantedPartner['settings']): readonly string[] =>
  wanted
    .filter(({ name, setting }) => others.find((one) => one.name === name)?.fingerprint !== setting?.fingerprint)
    .map(({ name }) => name);
