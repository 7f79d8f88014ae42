import type { DefaultConfiguration } from '../../../domain/policy/policy.ts';
import type { Reach } from '../../../domain/policy/moves.ts';
import { isSettingField } from '../../../domain/policy/settings.ts';
import { eachOfTenant } from '../../../domain/policy/tenant-wide.ts';
import { fieldsOf, isOfDefault, live, type FieldName, type Snapshot } from '../../../domain/policy/snapshot.ts';
import { say, type ByKind, type Sayings } from '../../by-kind.ts';
import { fieldValue, LONGEST_POLICY_NAME, type FieldValue } from '../../field-value.ts';
import { isBlank, shown } from '../../text.ts';
import { moment } from '../moment.ts';
import { plural } from '../plural.ts';
import { settingLabel, settingNames } from './moves.ts';

/** How the settings of a partner are called, and how their values read. */

export const FIELD_LABELS: Readonly<Record<FieldName, string>> = {
  partner: 'Partner configuration',
  policy: 'Sync policy',
  policyName: 'Policy name',
  userSync: 'User sync',
  groupSync: 'Group sync',
  redemptionInbound: 'Automatic redemption, inbound',
  redemptionOutbound: 'Automatic redemption, outbound',
  trustMfa: settingLabel('trustMfa'),
  trustCompliantDevices: settingLabel('trustCompliantDevices'),
  trustHybridDevices: settingLabel('trustHybridDevices'),
  b2bCollaborationInbound: settingLabel('b2bCollaborationInbound'),
  b2bCollaborationOutbound: settingLabel('b2bCollaborationOutbound'),
  b2bDirectConnectInbound: settingLabel('b2bDirectConnectInbound'),
  b2bDirectConnectOutbound: settingLabel('b2bDirectConnectOutbound'),
  tenantRestrictions: settingLabel('tenantRestrictions'),
  isServiceProvider: settingLabel('isServiceProvider'),
  isInMultiTenantOrganization: settingLabel('isInMultiTenantOrganization'),
  appServiceConnectInbound: settingLabel('appServiceConnectInbound'),
  m365CollaborationInbound: settingLabel('m365CollaborationInbound'),
  m365CollaborationOutbound: settingLabel('m365CollaborationOutbound'),
  roleEnabledGroupSync: settingLabel('roleEnabledGroupSync'),
  externalCloudApp: settingLabel('externalCloudApp'),
  ...eachOfTenant(settingLabel),
  otherSettings: 'Settings I do not know',
  deletedPartner: 'Deleted partner',
  deletedPolicy: 'Deleted sync policy',
  deletedPartnerAt: 'Partner deleted on',
  deletedPolicyAt: 'Sync policy deleted on',
  templateSync: 'User sync in the template',
  templateAppliesTo: 'Template applies to',
};

const NOT_KNOWN = 'not known';
const NOT_SET = 'by default';

const BY_DEFAULT = {
  on: 'on (by default)',
  off: 'off (by default)',
  unread: 'by default, which I could not read',
} as const;

const VALUES: Sayings<ByKind<FieldValue>, string> = {
  exists: () => 'exists',
  none: () => 'none',
  withoutPolicy: () => 'off (no policy)',
  notKnown: () => NOT_KNOWN,
  hidden: () => 'not shown by Graph v1.0',
  kept: () => 'kept, can be restored',
  on: () => 'on',
  off: () => 'off',
  byDefault: ({ effective }) => BY_DEFAULT[effective],
  leftToTenants: () => 'not set: every tenant keeps its own',
  // In quotes, so that a policy that is called “none” is not taken for none.
  named: ({ name }) => `“${name}”`,
  nameless: () => 'no name',
  others: ({ names }) => settingNames(names),
  byItsDefault: () => NOT_SET,
  unreadable: () => 'set',
  reach: ({ parts }) =>
    parts.map(({ name, reach }) => reachWords(PART_NAMES.get(name) ?? shown(name, LONGEST_PART), reach)).join(', '),
  moment: ({ at }) => moment(at),
  appliesTo: ({ levels }) => appliesTo(levels),
};

/** Graph: the parts of crossTenantAccessPolicyB2BSetting and its kin. */
const PART_NAMES: ReadonlyMap<string, string> = new Map([
  ['usersAndGroups', 'users'],
  ['users', 'users'],
  ['applications', 'applications'],
]);
const LONGEST_PART = 30;

const reachWords = (of: string, reach: Reach | undefined): string =>
  reach === undefined ? `${of} by rules of their own` : REACHES[reach.allows](of, reach.targets.length);

const REACHES: Readonly<Record<Reach['allows'], (of: string, count: number) => string>> = {
  all: (of) => `all ${of}`,
  none: (of) => `no ${of}`,
  some: (of, count) => plural(count, { one: `${of}: only # named`, other: `${of}: only # named` }),
  allBut: (of, count) => plural(count, { one: `all ${of} but #`, other: `all ${of} but #` }),
};

/** What a setting says; where it says nothing of its own, what applies instead. */
export function fieldWords(name: FieldName, state: Snapshot, defaults: DefaultConfiguration | null): string {
  const own = ownWords(name, state, defaults);
  return own === NOT_SET && !isOfDefault(state) ? effective(name, state, defaults) : own;
}

/**
 * What applies of a setting, and whether that is its own: where it is not, what the default says, and where it is, what the
 * default would say. @param defaults null: it could not be read, or there is none
 */
export function effective(name: FieldName, state: Snapshot, defaults: DefaultConfiguration | null): string {
  const own = ownWords(name, state, defaults);
  const fallback = fallbackWords(name, defaults);
  if (fallback === undefined) return own;
  if (fieldsOf(state)[name] === null) return `${fallback} (by default)`;
  return fallback === own ? own : `${own} (default: ${fallback})`;
}

function ownWords(name: FieldName, state: Snapshot, defaults: DefaultConfiguration | null): string {
  const value = fieldValue(name, state, defaults);
  return say<ByKind<FieldValue>, FieldValue['kind'], string>(VALUES, value.kind, value);
}

/** undefined: the default says nothing, or was not read. */
function fallbackWords(name: FieldName, defaults: DefaultConfiguration | null): string | undefined {
  if (!isSettingField(name) || defaults?.others === undefined) return undefined;
  const fallback = ownWords(name, live({ ...defaults, identitySynchronization: null }), null);
  return fallback === NOT_SET ? undefined : fallback;
}

/** Graph: templateApplicationLevel. */
const APPLIES_TO: ReadonlyMap<string, string> = new Map([
  ['none', 'nobody'],
  ['newPartners', 'tenants that are no partner yet'],
  ['existingPartners', 'tenants that are a partner already'],
  ['existingPartners,newPartners', 'all tenants that join'],
  ['unknown', NOT_KNOWN],
]);

/** One that Microsoft may add is shown as it is. */
function appliesTo(levels: string): string {
  return APPLIES_TO.get(levels) ?? (isBlank(levels) ? NOT_KNOWN : shown(levels, LONGEST_POLICY_NAME));
}
