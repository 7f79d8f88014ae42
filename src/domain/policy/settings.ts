import type { OtherSetting, PartnerState, Setting } from './policy.ts';
import {
  eachOfTenant,
  isPartRead,
  TENANT_PARTS,
  TENANT_SETTINGS,
  tenantPartOf,
  type TenantPart,
} from './tenant-wide.ts';

/**
 * The table of all settings beside automatic redemption and sync, of a partner, of the default and of the tenant as a whole:
 * what Graph calls each, how its value is built, and whether Graph lets an app write it. What a difference opens or closes follows from it (`moves.ts`), and so do its words.
 * Source: crossTenantAccessPolicyConfigurationPartner and its update page, crossTenantAccessPolicyInboundTrust,
 * crossTenantAccessPolicyB2BSetting, crossTenantIdentitySyncPolicyPartner.
 */
export type SettingRow = {
  /** As in `OtherSetting`. */
  readonly name: string;
  /** The member of the value that it is about; left out: all of it. */
  readonly member?: string;
  /**
   * `switch`: on where it is true. `group`: on where its isSyncAllowed is. `reach`: whom and what it lets through, each
   * allowed or blocked. `value`: on where there is anything. `list`: what it names. `levels`: as `list`, in a text.
   */
  readonly shape: 'switch' | 'group' | 'reach' | 'value' | 'list' | 'levels';
  /** Whether Graph's page on updating the partner lists it. */
  readonly isWritable: boolean;
  /** What people call it who ask for whom it is so; left out: no partner sets it. */
  readonly asked?: string;
  /** Which part of the tenant as a whole it is of; left out: it is a partner's, or of the default. */
  readonly part?: TenantPart;
};

const trust = <const Asked extends string>(member: string, asked: Asked) =>
  ({ name: 'inboundTrust', member, shape: 'switch', isWritable: true, asked }) as const;
const reach = <const Asked extends string>(name: string, asked: Asked, isWritable = true) =>
  ({ name, shape: 'reach', isWritable, asked }) as const;
const flag = <const Asked extends string>(name: string, asked: Asked) =>
  ({ name, shape: 'switch', isWritable: false, asked }) as const;
/** Begins the name of a setting of the sync policy, of which Graph's page lists no more than name, users and groups. */
export const OF_POLICY = 'identitySynchronization.';

/** Those of a partner and of the default. */
export const PARTNER_SETTINGS = {
  trustMfa: trust('isMfaAccepted', 'mfa trust'),
  trustCompliantDevices: trust('isCompliantDeviceAccepted', 'compliant device trust'),
  trustHybridDevices: trust('isHybridAzureADJoinedDeviceAccepted', 'hybrid device trust'),
  b2bCollaborationInbound: reach('b2bCollaborationInbound', 'guests'),
  b2bCollaborationOutbound: reach('b2bCollaborationOutbound', 'guests outbound'),
  b2bDirectConnectInbound: reach('b2bDirectConnectInbound', 'direct connect'),
  b2bDirectConnectOutbound: reach('b2bDirectConnectOutbound', 'direct connect outbound'),
  tenantRestrictions: reach('tenantRestrictions', 'tenant restrictions'),
  isServiceProvider: flag('isServiceProvider', 'service provider'),
  isInMultiTenantOrganization: flag('isInMultiTenantOrganization', 'multitenant organization'),
  appServiceConnectInbound: reach('appServiceConnectInbound', 'app service connect', false),
  m365CollaborationInbound: reach('m365CollaborationInbound', 'm365 collaboration', false),
  m365CollaborationOutbound: reach('m365CollaborationOutbound', 'm365 collaboration outbound', false),
  roleEnabledGroupSync: {
    name: `${OF_POLICY}roleEnabledGroupSyncInbound`,
    shape: 'group',
    isWritable: false,
    asked: 'role group sync',
  },
  externalCloudApp: {
    name: `${OF_POLICY}externalCloudAuthorizedApplicationId`,
    shape: 'value',
    isWritable: false,
    asked: 'other cloud app',
  },
} as const;
export type PartnerField = keyof typeof PARTNER_SETTINGS;
const isPartnerField = (name: string): name is PartnerField => name in PARTNER_SETTINGS;
export const PARTNER_SETTING_FIELDS: readonly PartnerField[] = Object.keys(PARTNER_SETTINGS).filter(isPartnerField);

export const SETTINGS = { ...PARTNER_SETTINGS, ...TENANT_SETTINGS } as const satisfies Readonly<
  Record<string, SettingRow>
>;
export type SettingField = keyof typeof SETTINGS;

export const isSettingField = (name: string): name is SettingField => name in SETTINGS;
/** In the order of the table. */
export const SETTING_FIELDS: readonly SettingField[] = Object.keys(SETTINGS).filter(isSettingField);

export const rowOf = (field: SettingField): SettingRow => SETTINGS[field];

const KNOWN_NAMES = [...new Set(SETTING_FIELDS.map((field) => rowOf(field).name))];
const WRITABLE_NAMES = [
  ...new Set(SETTING_FIELDS.filter((field) => rowOf(field).isWritable).map((field) => rowOf(field).name)),
];

/** Whether the table has it; what it does not have is known by its name only. */
export const isKnownSetting = (name: string): boolean => KNOWN_NAMES.includes(name);
/** Whether Graph lets an app set it again, as far as all of its value is known. */
export const isSettable = ({ name, value }: OtherSetting): boolean =>
  WRITABLE_NAMES.includes(name) && value !== undefined;

/** The settings that are known in the order of the table, then the others by name. */
export const inOrder = <Named extends Pick<OtherSetting, 'name'>>(settings: readonly Named[]): readonly Named[] => {
  const placeOf = ({ name }: Named): number => {
    const place = KNOWN_NAMES.indexOf(name);
    return place < 0 ? KNOWN_NAMES.length : place;
  };
  return [...settings].sort((a, b) => placeOf(a) - placeOf(b) || (a.name < b.name ? -1 : 1));
};

/** Settings of a partner as they were read; undefined: they were not. */
export type Others = readonly OtherSetting[] | undefined;

/** What each field of the table is set to, comparable with `===`; null: nothing of its own. `unknown`: not read. */
export type SettingFields = Readonly<Record<SettingField, Setting | string>>;

const each = (of: (field: SettingField) => Setting | string): SettingFields => ({
  trustMfa: of('trustMfa'),
  trustCompliantDevices: of('trustCompliantDevices'),
  trustHybridDevices: of('trustHybridDevices'),
  b2bCollaborationInbound: of('b2bCollaborationInbound'),
  b2bCollaborationOutbound: of('b2bCollaborationOutbound'),
  b2bDirectConnectInbound: of('b2bDirectConnectInbound'),
  b2bDirectConnectOutbound: of('b2bDirectConnectOutbound'),
  tenantRestrictions: of('tenantRestrictions'),
  isServiceProvider: of('isServiceProvider'),
  isInMultiTenantOrganization: of('isInMultiTenantOrganization'),
  appServiceConnectInbound: of('appServiceConnectInbound'),
  m365CollaborationInbound: of('m365CollaborationInbound'),
  m365CollaborationOutbound: of('m365CollaborationOutbound'),
  roleEnabledGroupSync: of('roleEnabledGroupSync'),
  externalCloudApp: of('externalCloudApp'),
  ...eachOfTenant(of),
});
/** What is of the tenant as a whole is set somewhere, or was not read. */
const NONE_SET = each((field) => (rowOf(field).part === undefined ? null : 'unknown'));
const NOT_READ = each(() => 'unknown');

/** null: no partner, which sets nothing. */
export function settingFields(partner: PartnerState): SettingFields {
  if (partner === null) return NONE_SET;
  const { others } = partner;
  if (others === undefined) return NOT_READ;
  return others.length === 0 ? NONE_SET : each((field) => comparable(others, field));
}

/** The settings that are not in the table, in a text that is the same for the same. */
export function unknownSettings(partner: PartnerState): string {
  if (partner === null) return '';
  if (partner.others === undefined) return 'unknown';
  const unknown = partner.others.filter(({ name }) => !isKnownSetting(name));
  return unknown.map(({ name, fingerprint }) => `${name}=${fingerprint}`).join();
}

function comparable(others: readonly OtherSetting[], field: SettingField): Setting | string {
  const { name, member, part: ofTenant, shape } = rowOf(field);
  const setting = others.find((one) => one.name === name);
  if (setting === undefined) return ofTenant === undefined || isPartRead(others, ofTenant) ? null : 'unknown';
  // Names in an order of their own: what the bot writes of them has no fingerprint.
  if (shape === 'list' || shape === 'levels') return setting.value ?? 'unknown';
  if (member === undefined) return setting.fingerprint;
  // Of a value with parts the fingerprint is not of one of them alone.
  if (setting.value === undefined) return 'unknown';
  const part = memberOf(JSON.parse(setting.value), member);
  return typeof part === 'boolean' ? part : null;
}

/** The value of one setting; null: it sets none of its own. undefined: it was not read, or not kept. */
export function settingValue(others: Others, field: SettingField): unknown {
  const { name, member } = rowOf(field);
  if (others === undefined) return undefined;
  const setting = others.find((one) => one.name === name);
  if (setting === undefined) return null;
  if (setting.value === undefined) return undefined;
  const value: unknown = JSON.parse(setting.value);
  return member === undefined ? value : (memberOf(value, member) ?? null);
}

export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** One setting as it is to be written; null: it sets nothing of its own any more (Graph: null inherits). */
export type SettingWrite = Pick<OtherSetting, 'name' | 'fingerprint'> & { readonly value: string | null };

export const nothingOf = (name: string): SettingWrite => ({ name, fingerprint: '', value: null });

/** What has to be written for the settings that Graph lets an app write to be as in `to`. */
export function settingsToWrite(from: Others, to: Others): readonly SettingWrite[] {
  if (to === undefined) return [];
  return WRITABLE_NAMES.flatMap((name): readonly SettingWrite[] => {
    const fields = SETTING_FIELDS.filter((field) => rowOf(field).name === name);
    if (fields.every((field) => comparable(from ?? [], field) === comparable(to, field))) return [];
    const wanted = to.find((one) => one.name === name);
    const ofTenant = tenantPartOf({ name });
    if (wanted === undefined) return ofTenant === undefined || isPartRead(to, ofTenant) ? [nothingOf(name)] : [];
    return wanted.value === undefined ? [] : [{ name, fingerprint: wanted.fingerprint, value: wanted.value }];
  });
}

/** The same as requests: those of the default or of a partner together, and those of each part of the tenant. */
export const byRequest = (writes: readonly SettingWrite[]): readonly (readonly SettingWrite[])[] =>
  [undefined, ...TENANT_PARTS]
    .map((part) => writes.filter((write) => tenantPartOf(write) === part))
    .filter((some) => some.length > 0);

/** What is there once it was written. */
export function withWritten(others: Others, writes: readonly SettingWrite[]): readonly OtherSetting[] {
  const kept = (others ?? []).filter(({ name }) => !writes.some((write) => write.name === name));
  const set = writes.flatMap(({ name, fingerprint, value }) => (value === null ? [] : [{ name, fingerprint, value }]));
  return inOrder([...kept, ...set]);
}

/**
 * `mine`, with those settings as in `theirs` that the names tell of; what is not known of either stays as it is.
 * @param names fields, of which `otherSettings` tells of all that the table does not have
 */
export function withSettings(mine: Others, names: readonly string[], theirs: Others): Others {
  if (mine === undefined || theirs === undefined) return mine;
  const taken = SETTING_FIELDS.filter((field) => names.includes(field)).map((field) => rowOf(field).name);
  const takes = ({ name }: OtherSetting): boolean =>
    taken.includes(name) || (names.includes('otherSettings') && !isKnownSetting(name));
  if (![...mine, ...theirs].some(takes)) return mine;
  return inOrder([...mine.filter((one) => !takes(one)), ...theirs.filter(takes)]);
}

export type TrustField = Extract<SettingField, `trust${string}`>;
export const TRUST_FIELDS = ['trustMfa', 'trustCompliantDevices', 'trustHybridDevices'] as const satisfies TrustField[];

/** Without the settings of the sync policy, which go with it. */
export const withoutPolicySettings = <Known extends Others>(others: Known): Known | readonly OtherSetting[] =>
  others?.some(isOfPolicy) === true ? others.filter((one) => !isOfPolicy(one)) : others;
const isOfPolicy = ({ name }: OtherSetting): boolean => name.startsWith(OF_POLICY);
