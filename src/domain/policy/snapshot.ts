import type { Instant } from '../instant.ts';
import type { OtherSetting, PartnerConfiguration, PartnerState, Setting } from './policy.ts';
import { SETTING_FIELDS, settingFields, unknownSettings, type SettingFields } from './settings.ts';
import { tenantPartOf, type TenantPart } from './tenant-wide.ts';

/** Everything that one change is about, as it was read at one moment, or as it should be. */
export type Snapshot = PartnerSnapshot | TemplateSnapshot;

export type PartnerSnapshot = {
  readonly kind: 'partner';
  readonly partner: PartnerState;
  /** `unread`: not asked for. Only Graph beta shows what was deleted, so only what is about that asks for it. */
  readonly deleted: DeletedItems | 'unread';
};

/**
 * The template that gives a sync policy to every tenant of a multitenant organization.
 * Source: multiTenantOrganizationIdentitySyncPolicyTemplate.
 */
export type TemplateSnapshot = {
  readonly kind: 'template';
  /** null: the template leaves every tenant's own setting alone, as after a reset. */
  readonly userSync: Setting;
  /** templateApplicationLevel, such as `existingPartners,newPartners`; `unknown` after a reset, until it is read. */
  readonly appliesTo: string;
};

/** Graph: the documented default of templateApplicationLevel. */
export const DEFAULT_LEVELS = 'existingPartners,newPartners';

/** What Graph beta keeps of one tenant for 30 days after its deletion (policyDeletableItem); null: nothing is kept. */
export type DeletedItems = {
  readonly partner: DeletedPartner | null;
  readonly policy: DeletedPolicy | null;
};

/** `deletedAt` is null where Graph did not say when. */
export type DeletedPartner = {
  readonly automaticRedemption: PartnerConfiguration['automaticRedemption'];
  readonly deletedAt: Instant | null;
};
export type DeletedPolicy = {
  readonly displayName: string | null;
  readonly userSync: Setting;
  readonly groupSync: Setting | 'unknown';
  readonly deletedAt: Instant | null;
};

/** The things that can differ between two snapshots, each comparable with `===`; `unknown` differs from nothing. */
export type Fields = SettingFields & {
  readonly partner: 'present' | 'absent' | 'unknown';
  readonly policy: 'present' | 'absent' | 'unknown';
  readonly policyName: string | null;
  readonly userSync: Setting | 'unknown';
  readonly groupSync: Setting | 'unknown';
  readonly redemptionInbound: Setting | 'unknown';
  readonly redemptionOutbound: Setting | 'unknown';
  /** Names and fingerprints of the partner's settings that are known by their names only. */
  readonly otherSettings: string;
  readonly deletedPartner: 'present' | 'absent' | 'unknown';
  readonly deletedPolicy: 'present' | 'absent' | 'unknown';
  /** Tells one deleted item from another that took its place. */
  readonly deletedPartnerAt: Instant | 'unknown';
  readonly deletedPolicyAt: Instant | 'unknown';
  readonly templateSync: Setting | 'unknown';
  readonly templateAppliesTo: string;
};
export type FieldName = keyof Fields;
/** What the product itself changes most. */
export const PARTNER_FIELDS = [
  'partner',
  'policy',
  'policyName',
  'userSync',
  'groupSync',
  'redemptionInbound',
  'redemptionOutbound',
] as const satisfies FieldName[];
export const FIELD_NAMES: readonly FieldName[] = [
  ...PARTNER_FIELDS,
  ...SETTING_FIELDS,
  'otherSettings',
  'deletedPartner',
  'deletedPolicy',
  'deletedPartnerAt',
  'deletedPolicyAt',
  'templateSync',
  'templateAppliesTo',
];

/** A snapshot of a partner of which only the live settings matter. */
export function live(partner: PartnerState): PartnerSnapshot {
  return { kind: 'partner', partner, deleted: 'unread' };
}

/** The same without the settings beside redemption and sync: to compare where only the rest matters. */
export function withoutOthers(snapshot: PartnerSnapshot): PartnerSnapshot;
export function withoutOthers(snapshot: Snapshot): Snapshot;
export function withoutOthers(snapshot: Snapshot): Snapshot {
  if (snapshot.kind === 'template' || snapshot.partner === null) return snapshot;
  const { automaticRedemption, identitySynchronization, isDefault } = snapshot.partner;
  const partner = { automaticRedemption, identitySynchronization };
  return { ...snapshot, partner: isDefault === undefined ? partner : { ...partner, isDefault } };
}

/** The same with no more parts of the tenant as a whole than these: to compare where only they are read. */
export function withParts(snapshot: PartnerSnapshot, parts: readonly TenantPart[]): PartnerSnapshot {
  const { partner } = snapshot;
  if (partner?.others === undefined) return snapshot;
  const others = partner.others.filter((one) => {
    const part = tenantPartOf(one);
    return part === undefined || parts.includes(part);
  });
  return { ...snapshot, partner: { ...partner, others } };
}

/** Whether it is what applies to every partner that sets nothing of its own. */
export const isOfDefault = (snapshot: Snapshot): boolean =>
  snapshot.kind === 'partner' && snapshot.partner?.isDefault === true;

/** What a partner sets beside redemption and sync, as far as it was read. */
export function otherSettings(snapshot: Snapshot): readonly OtherSetting[] {
  return snapshot.kind === 'partner' ? (snapshot.partner?.others ?? []) : [];
}

/** Of what was asked about before: one comparison asks for the same many times over, and no snapshot ever changes. */
const known = new WeakMap<Snapshot, Fields>();

export function fieldsOf(snapshot: Snapshot): Fields {
  const before = known.get(snapshot);
  if (before !== undefined) return before;
  const fields = readFields(snapshot);
  known.set(snapshot, fields);
  return fields;
}

function readFields(snapshot: Snapshot): Fields {
  if (snapshot.kind === 'template')
    return { ...NOTHING, templateSync: snapshot.userSync, templateAppliesTo: snapshot.appliesTo };
  const { partner, deleted } = snapshot;
  const policy = partner?.identitySynchronization ?? null;
  return {
    ...NOTHING,
    partner: presence(partner),
    policy: presence(policy),
    policyName: policy?.displayName ?? null,
    userSync: policy?.userSync ?? null,
    groupSync: policy === null ? null : policy.groupSync,
    redemptionInbound: partner?.automaticRedemption.inbound ?? null,
    redemptionOutbound: partner?.automaticRedemption.outbound ?? null,
    ...settingFields(partner),
    otherSettings: unknownSettings(partner),
    ...(deleted === 'unread'
      ? {}
      : {
          deletedPartner: presence(deleted.partner),
          deletedPolicy: presence(deleted.policy),
          deletedPartnerAt: deleted.partner?.deletedAt ?? 'unknown',
          deletedPolicyAt: deleted.policy?.deletedAt ?? 'unknown',
        }),
  };
}

const NOTHING: Fields = {
  ...settingFields({ automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null }),
  partner: 'unknown',
  policy: 'unknown',
  policyName: null,
  userSync: 'unknown',
  groupSync: 'unknown',
  redemptionInbound: 'unknown',
  redemptionOutbound: 'unknown',
  otherSettings: 'unknown',
  deletedPartner: 'unknown',
  deletedPolicy: 'unknown',
  deletedPartnerAt: 'unknown',
  deletedPolicyAt: 'unknown',
  templateSync: 'unknown',
  templateAppliesTo: 'unknown',
};

const presence = (what: object | null): 'present' | 'absent' => (what === null ? 'absent' : 'present');

/** The names of all fields that are not the same in both. What one of them does not know is no difference. */
export function difference(a: Snapshot, b: Snapshot): readonly FieldName[] {
  const left = fieldsOf(a);
  const right = fieldsOf(b);
  return FIELD_NAMES.filter(
    (name) => left[name] !== right[name] && left[name] !== 'unknown' && right[name] !== 'unknown',
  );
}

/** Whether both say the same about everything a card shows. */
export function sameState(a: Snapshot, b: Snapshot): boolean {
  return difference(a, b).length === 0;
}
