import type { OtherSetting, PartnerState, Setting } from './policy.ts';

/**
 * The table of a partner's settings beside automatic redemption and sync: what Graph calls each, how its value is built, and
 * whether Graph lets an app write it. What a difference opens or closes follows from it (`moves.ts`), and so do its words.
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
   * allowed or blocked. `value`: on where there is anything.
   */
  readonly shape: 'switch' | 'group' | 'reach' | 'value';
  /** Whether Graph's page on updating the partner lists it. */
  readonly isWritable: boolean;
};

const trust = (member: string) => ({ name: 'inboundTrust', member, shape: 'switch', isWritable: true }) as const;
const reach = (name: string, isWritable = true) => ({ name, shape: 'reach', isWritable }) as const;
const flag = (name: string) => ({ name, shape: 'switch', isWritable: false }) as const;
/** Begins the name of a setting of the sync policy, of which Graph's page lists no more than name, users and groups. */
export const OF_POLICY = 'identitySynchronization.';

export const SETTINGS = {
  trustMfa: trust('isMfaAccepted'),
  trustCompliantDevices: trust('isCompliantDeviceAccepted'),
  trustHybridDevices: trust('isHybridAzureADJoinedDeviceAccepted'),
  b2bCollaborationInbound: reach('b2bCollaborationInbound'),
  b2bCollaborationOutbound: reach('b2bCollaborationOutbound'),
  b2bDirectConnectInbound: reach('b2bDirectConnectInbound'),
  b2bDirectConnectOutbound: reach('b2bDirectConnectOutbound'),
  tenantRestrictions: reach('tenantRestrictions'),
  isServiceProvider: flag('isServiceProvider'),
  isInMultiTenantOrganization: flag('isInMultiTenantOrganization'),
  appServiceConnectInbound: reach('appServiceConnectInbound', false),
  m365CollaborationInbound: reach('m365CollaborationInbound', false),
  m365CollaborationOutbound: reach('m365CollaborationOutbound', false),
  roleEnabledGroupSync: { name: `${OF_POLICY}roleEnabledGroupSyncInbound`, shape: 'group', isWritable: false },
  externalCloudApp: { name: `${OF_POLICY}externalCloudAuthorizedApplicationId`, shape: 'value', isWritable: false },
} as const satisfies Readonly<Record<string, SettingRow>>;
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
});
const NONE_SET = each(() => null);
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
  const { name, member } = rowOf(field);
  const setting = others.find((one) => one.name === name);
  if (setting === undefined) return null;
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

/** What has to be written for the settings that Graph lets an app write to be as in `to`. */
export function settingsToWrite(from: Others, to: Others): readonly SettingWrite[] {
  if (to === undefined) return [];
  return WRITABLE_NAMES.flatMap((name): readonly SettingWrite[] => {
    const fields = SETTING_FIELDS.filter((field) => rowOf(field).name === name);
    if (fields.every((field) => comparable(from ?? [], field) === comparable(to, field))) return [];
    const wanted = to.find((one) => one.name === name);
    if (wanted === undefined) return [{ name, fingerprint: '', value: null }];
    return wanted.value === undefined ? [] : [{ name, fingerprint: wanted.fingerprint, value: wanted.value }];
  });
}

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

/** With one part of what is trusted as it is to be, and all others as they are: each is written as a whole. */
export function withTrust(others: Others, field: TrustField, allowed: boolean): readonly OtherSetting[] {
  const { name, member } = SETTINGS[field];
  const known = others?.find((one) => one.name === name)?.value;
  const was: unknown = known === undefined ? {} : JSON.parse(known);
  const parts = SETTING_FIELDS.map(rowOf).flatMap((row) =>
    row.name === name && row.member !== undefined ? [row.member] : [],
  );
  // Graph: null inherits.
  const value = { ...Object.fromEntries(parts.map((part) => [part, null])), ...(was ?? {}), [member]: allowed };
  return withWritten(others, [{ name, fingerprint: '', value: JSON.stringify(value) }]);
}

/** Without the settings of the sync policy, which go with it. */
export const withoutPolicySettings = <Known extends Others>(others: Known): Known | readonly OtherSetting[] =>
  others?.some(isOfPolicy) === true ? others.filter((one) => !isOfPolicy(one)) : others;
const isOfPolicy = ({ name }: OtherSetting): boolean => name.startsWith(OF_POLICY);
