import type { DefaultConfiguration, OTHER_SETTINGS, OtherSetting } from '../../../domain/policy/policy.ts';
import type { FieldName, Snapshot } from '../../../domain/policy/snapshot.ts';
import { say, type ByKind, type Sayings } from '../../by-kind.ts';
import { fieldValue, LONGEST_POLICY_NAME, type FieldValue } from '../../field-value.ts';
import { isBlank, shown } from '../../text.ts';
import { moment } from '../moment.ts';

/** How the settings of a partner are called, and how their values read. */

export const FIELD_LABELS: Readonly<Record<FieldName, string>> = {
  partner: 'Partner configuration',
  policy: 'Sync policy',
  policyName: 'Policy name',
  userSync: 'User sync',
  groupSync: 'Group sync',
  redemptionInbound: 'Automatic redemption, inbound',
  redemptionOutbound: 'Automatic redemption, outbound',
  otherSettings: 'Other settings of its own',
  deletedPartner: 'Deleted partner',
  deletedPolicy: 'Deleted sync policy',
  deletedPartnerAt: 'Partner deleted on',
  deletedPolicyAt: 'Sync policy deleted on',
  templateSync: 'User sync in the template',
  templateAppliesTo: 'Template applies to',
};

const NOT_KNOWN = 'not known';

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
  others: ({ names }) => otherSettings(names),
  moment: ({ at }) => moment(at),
  appliesTo: ({ levels }) => appliesTo(levels),
};

export function fieldWords(name: FieldName, state: Snapshot, defaults: DefaultConfiguration | null): string {
  const value = fieldValue(name, state, defaults);
  return say<ByKind<FieldValue>, FieldValue['kind'], string>(VALUES, value.kind, value);
}

const AND = new Intl.ListFormat('en-GB');

/** The settings that the product does not read, by their names in the Entra admin center. */
export const otherSettings = (names: readonly OtherSetting['name'][]): string =>
  AND.format(names.map((name) => OTHER_SETTING_NAMES.get(name) ?? shown(name, LONGEST_SETTING_NAME)));

const LONGEST_SETTING_NAME = 60;
const OTHER_SETTING_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    b2bCollaborationInbound: 'B2B collaboration inbound',
    b2bCollaborationOutbound: 'B2B collaboration outbound',
    b2bDirectConnectInbound: 'B2B direct connect inbound',
    b2bDirectConnectOutbound: 'B2B direct connect outbound',
    inboundTrust: 'trust of their MFA and devices',
    isServiceProvider: 'service provider',
    tenantRestrictions: 'tenant restrictions',
    appServiceConnectInbound: 'App Service connect inbound',
    m365CollaborationInbound: 'Microsoft 365 collaboration inbound',
    m365CollaborationOutbound: 'Microsoft 365 collaboration outbound',
  } satisfies Record<(typeof OTHER_SETTINGS)[number], string>),
);

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
