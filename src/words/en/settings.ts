import type { DefaultConfiguration, OtherSetting, Setting } from '../../domain/policy/policy.ts';
import { fieldsOf, type FieldName, type Snapshot } from '../../domain/policy/snapshot.ts';
import { moment } from './moment.ts';
import { isBlank, LONGEST_WORD_OF_NAME, shown } from '../text.ts';

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

const LONGEST_POLICY_NAME = 80;

/** What a field says, fit for a text run: a policy's name comes from people. */
export function fieldWords(name: FieldName, state: Snapshot, defaults: DefaultConfiguration | null): string {
  const fields = fieldsOf(state);
  const withoutPolicy = fields.policy !== 'present';
  switch (name) {
    case 'partner':
    case 'policy':
      return fields[name] === 'present' ? 'exists' : 'none';
    case 'policyName':
      return withoutPolicy ? 'none' : policyName(fields.policyName);
    case 'userSync':
      // No default configuration can allow sync, so what is not set is off.
      return withoutPolicy ? 'off (no policy)' : settingWords(fields.userSync, false);
    case 'groupSync':
      if (withoutPolicy) return 'off (no policy)';
      return fields.groupSync === 'unknown' ? 'not shown by Graph v1.0' : settingWords(fields.groupSync, false);
    case 'otherSettings':
      return otherSettingsWords(state) ?? 'not known';
    case 'deletedPartner':
    case 'deletedPolicy':
      return { present: 'kept, can be restored', absent: 'none', unknown: 'not known' }[fields[name]];
    case 'deletedPartnerAt':
    case 'deletedPolicyAt': {
      const deletedAt = fields[name];
      return deletedAt === 'unknown' ? 'not known' : moment(deletedAt);
    }
    case 'templateAppliesTo':
      return appliesToWords(fields.templateAppliesTo);
    case 'templateSync':
      return fields.templateSync === null
        ? 'not set: every tenant keeps its own'
        : settingWords(fields.templateSync, false);
    case 'redemptionInbound':
      return settingWords(fields.redemptionInbound, defaults?.automaticRedemption.inbound);
    case 'redemptionOutbound':
      return settingWords(fields.redemptionOutbound, defaults?.automaticRedemption.outbound);
  }
}

const AND = new Intl.ListFormat('en-GB');

/** The settings that the product does not read, by their names in the Entra admin center; undefined: not known. */
export function otherSettingsWords(state: Snapshot): string | undefined {
  const others = state.kind === 'partner' ? state.partner?.others : undefined;
  if (others === undefined) return undefined;
  return others.length === 0 ? 'none' : AND.format(others.map(({ name }) => OTHER_SETTING_NAMES[name]));
}

const OTHER_SETTING_NAMES: Readonly<Record<OtherSetting['name'], string>> = {
  b2bCollaborationInbound: 'B2B collaboration inbound',
  b2bCollaborationOutbound: 'B2B collaboration outbound',
  b2bDirectConnectInbound: 'B2B direct connect inbound',
  b2bDirectConnectOutbound: 'B2B direct connect outbound',
  inboundTrust: 'trust of their MFA and devices',
  isServiceProvider: 'service provider',
  tenantRestrictions: 'tenant restrictions',
};

/** Graph: templateApplicationLevel, a flags enum. */
export function appliesToWords(levels: string): string {
  return APPLIES_TO.get(levels) ?? (isBlank(levels) ? 'not known' : shown(levels, LONGEST_POLICY_NAME));
}

const APPLIES_TO: ReadonlyMap<string, string> = new Map([
  ['none', 'nobody'],
  ['newPartners', 'tenants that are no partner yet'],
  ['existingPartners', 'tenants that are a partner already'],
  ['existingPartners,newPartners', 'all tenants that join'],
  ['unknown', 'not known'],
]);

function settingWords(own: Setting | 'unknown', byDefault: boolean | undefined): string {
  if (own === 'unknown') return 'not known';
  if (own !== null) return onOff(own);
  const effective = byDefault === undefined ? 'I could not read it' : onOff(byDefault);
  return `not set (default applies): ${effective}`;
}

const onOff = (value: boolean): string => (value ? 'on' : 'off');

/** In quotes, so that a policy that is called “none” is not taken for none. */
function policyName(name: string | null): string {
  return name === null || isBlank(name) ? 'no name' : `“${shown(name, LONGEST_POLICY_NAME, LONGEST_WORD_OF_NAME)}”`;
}
