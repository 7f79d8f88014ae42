import { fieldsOf } from '../../../domain/policy/snapshot.ts';
import { rowOf, SETTING_FIELDS, type SettingField } from '../../../domain/policy/settings.ts';
import { switchedBy, unknownChanged, type Move, type Switched } from '../../../domain/policy/moves.ts';
import {
  placeOf,
  prefixOf,
  tenantPartOf,
  type TenantField,
  type TenantPart,
} from '../../../domain/policy/tenant-wide.ts';
import { isBlank, shown } from '../../text.ts';

/** What the settings of the table are called, and what a difference in one of them opens or closes. */

const NAMES: Readonly<Record<SettingField, string>> = {
  trustMfa: 'trust of their MFA',
  trustCompliantDevices: 'trust of their compliant devices',
  trustHybridDevices: 'trust of their hybrid joined devices',
  b2bCollaborationInbound: 'B2B collaboration, inbound',
  b2bCollaborationOutbound: 'B2B collaboration, outbound',
  b2bDirectConnectInbound: 'B2B direct connect, inbound',
  b2bDirectConnectOutbound: 'B2B direct connect, outbound',
  tenantRestrictions: 'tenant restrictions',
  isServiceProvider: 'service provider',
  isInMultiTenantOrganization: 'member of the multitenant organization',
  appServiceConnectInbound: 'App Service connect, inbound',
  m365CollaborationInbound: 'Microsoft 365 collaboration, inbound',
  m365CollaborationOutbound: 'Microsoft 365 collaboration, outbound',
  roleEnabledGroupSync: 'sync of groups that can hold roles',
  externalCloudApp: 'app of another cloud that synchronises',
  allowedClouds: 'use of other clouds',
  mtoTrustMfa: 'trust of their MFA in the template',
  mtoTrustCompliantDevices: 'trust of their compliant devices in the template',
  mtoTrustHybridDevices: 'trust of their hybrid joined devices in the template',
  mtoRedemptionInbound: 'automatic redemption in the template, inbound',
  mtoRedemptionOutbound: 'automatic redemption in the template, outbound',
  mtoCollaborationInbound: 'B2B collaboration in the template, inbound',
  mtoCollaborationOutbound: 'B2B collaboration in the template, outbound',
  mtoDirectConnectInbound: 'B2B direct connect in the template, inbound',
  mtoDirectConnectOutbound: 'B2B direct connect in the template, outbound',
  mtoAppliesTo: 'whom the template for partners applies to',
  mtoUserSync: 'user sync in the template',
  mtoSyncAppliesTo: 'whom the template for sync applies to',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Those of which a sentence says something else than what they are called: each is one thing. */
const SUBJECTS: Partial<Readonly<Record<SettingField, string>>> = {
  tenantRestrictions: 'what tenant restrictions allow',
};

/** At the beginning of a sentence: what stands after a comma ends with one. */
function subject(field: SettingField): string {
  const name = SUBJECTS[field] ?? NAMES[field];
  return name.includes(',') ? `${name},` : name;
}

/** As the label of a row. */
export const settingLabel = (field: SettingField): string => capital(NAMES[field]);

/** What it is from now on, whether that has been done or is yet to be. */
type Meaning = Readonly<Record<Move['way'], string>>;
const OF_PARTNERS: Readonly<Record<Exclude<SettingField, TenantField>, Meaning>> = {
  trustMfa: {
    wider: 'MFA that their users did in their own tenant counts here.',
    narrower: 'MFA that their users did in their own tenant does not count here.',
  },
  trustCompliantDevices: {
    wider: 'Devices that their tenant calls compliant count as compliant here.',
    narrower: 'Devices that their tenant calls compliant do not count as compliant here.',
  },
  trustHybridDevices: {
    wider: 'Devices that are hybrid joined to their tenant count as such here.',
    narrower: 'Devices that are hybrid joined to their tenant do not count as such here.',
  },
  b2bCollaborationInbound: {
    wider: 'More of their users may be guests here, or reach more of our applications.',
    narrower: 'Fewer of their users may be guests here, or reach fewer of our applications.',
  },
  b2bCollaborationOutbound: {
    wider: 'More of our users may be guests there, or reach more of their applications.',
    narrower: 'Fewer of our users may be guests there, or reach fewer of their applications.',
  },
  b2bDirectConnectInbound: {
    wider: 'More of their users may come into shared channels of ours without being guests.',
    narrower: 'Fewer of their users may come into shared channels of ours.',
  },
  b2bDirectConnectOutbound: {
    wider: 'More of our users may go into shared channels of theirs.',
    narrower: 'Fewer of our users may go into shared channels of theirs.',
  },
  tenantRestrictions: {
    wider: 'More accounts of theirs may be used on our networks and devices.',
    narrower: 'Fewer accounts of theirs may be used on our networks and devices.',
  },
  isServiceProvider: {
    wider: 'It counts as a service provider of ours, whose staff may be given rights here.',
    narrower: 'It does not count as a service provider of ours.',
  },
  isInMultiTenantOrganization: {
    wider: 'It belongs to our multitenant organization.',
    narrower: 'It does not belong to our multitenant organization.',
  },
  appServiceConnectInbound: {
    wider: 'More of our App Service applications may be connected to from there.',
    narrower: 'Fewer of our App Service applications may be connected to from there.',
  },
  m365CollaborationInbound: {
    wider: 'More of their users may work in our Microsoft 365.',
    narrower: 'Fewer of their users may work in our Microsoft 365.',
  },
  m365CollaborationOutbound: {
    wider: 'More of our users may work in their Microsoft 365.',
    narrower: 'Fewer of our users may work in their Microsoft 365.',
  },
  roleEnabledGroupSync: {
    wider: 'Groups that can hold roles may be synchronised in.',
    narrower: 'Groups that can hold roles are not synchronised in.',
  },
  externalCloudApp: {
    wider: 'An app of another cloud may synchronise their users in.',
    narrower: 'No app of another cloud synchronises their users in.',
  },
};

/** What a template says a partner gets as soon as it belongs to the organisation. */
const joining = ({ wider, narrower }: Meaning): Meaning => ({
  wider: `Tenants that join our multitenant organization: ${wider}`,
  narrower: `Tenants that join our multitenant organization: ${narrower}`,
});

const OF_TENANT: Readonly<Record<TenantField, Meaning>> = {
  allowedClouds: {
    wider: 'Organisations of more Microsoft clouds can be partners.',
    narrower: 'Organisations of fewer Microsoft clouds can be partners.',
  },
  mtoTrustMfa: joining(OF_PARTNERS.trustMfa),
  mtoTrustCompliantDevices: joining(OF_PARTNERS.trustCompliantDevices),
  mtoTrustHybridDevices: joining(OF_PARTNERS.trustHybridDevices),
  mtoRedemptionInbound: joining({
    wider: 'Their users come in without being asked for consent.',
    narrower: 'Their users are asked for consent before they come in.',
  }),
  mtoRedemptionOutbound: joining({
    wider: 'Our users go there without being asked for consent.',
    narrower: 'Our users are asked for consent before they go there.',
  }),
  mtoCollaborationInbound: joining(OF_PARTNERS.b2bCollaborationInbound),
  mtoCollaborationOutbound: joining(OF_PARTNERS.b2bCollaborationOutbound),
  mtoDirectConnectInbound: joining(OF_PARTNERS.b2bDirectConnectInbound),
  mtoDirectConnectOutbound: joining(OF_PARTNERS.b2bDirectConnectOutbound),
  mtoAppliesTo: {
    wider: 'More tenants get what the template for partners says.',
    narrower: 'Fewer tenants get what the template for partners says.',
  },
  mtoUserSync: {
    wider: 'Tenants that join our multitenant organization may synchronise users in.',
    narrower: 'Tenants that join our multitenant organization may not synchronise users in.',
  },
  mtoSyncAppliesTo: {
    wider: 'More tenants get what the template for sync says.',
    narrower: 'Fewer tenants get what the template for sync says.',
  },
};

const MEANINGS: Readonly<Record<SettingField, Meaning>> = { ...OF_PARTNERS, ...OF_TENANT };

const NOT_KNOWN = 'What it opens I do not know: look it up before you accept it.';

/** @param isSet whether the setting says something itself afterwards, and does not follow the default again */
export function moveMeaning({ field, way }: Move, isSet: boolean): string {
  if (field === 'otherSettings') return NOT_KNOWN;
  const { shape, part } = rowOf(field);
  const isNarrower = way === 'narrower';
  if (isSet || shape === 'value' || (isNarrower && part === undefined)) return MEANINGS[field][way];
  const mayAllow = isNarrower ? '' : ', which may allow more';
  return `${capital(subject(field))} ${part === undefined ? 'follows the default' : 'is left to what each tenant has'}${mayAllow}.`;
}

const AND = new Intl.ListFormat('en-GB');
const LONGEST_SETTING_NAME = 60;
const WHERE: Readonly<Record<TenantPart, string>> = {
  policy: '',
  partnerTemplate: ' in the template for partners',
  syncTemplate: ' in the template for sync',
};

/** What nobody here has heard of, as Graph calls it, and where it is. */
function named(whole: string): string {
  const part = tenantPartOf({ name: whole });
  const name = part === undefined ? whole : whole.slice(prefixOf(part).length);
  return isBlank(name)
    ? 'one without a name'
    : shown(name, LONGEST_SETTING_NAME) + (part === undefined ? '' : WHERE[part]);
}

const SWITCHED: Readonly<Record<Switched, string>> = {
  on: 'was switched on',
  off: 'was switched off',
  leftToDefault: 'was left to the default',
  leftToTenants: 'was left to what each tenant has',
  unsetOff: 'is not set any more, which means off as before',
  setOff: 'is set to off, which it was without that',
};

/** What was done, as news. */
export function moved({ field, way }: Move, difference: Parameters<typeof unknownChanged>[0]): string {
  if (field === 'otherSettings') {
    return `a setting I do not know: ${AND.format(unknownChanged(difference).map(named))} changed`;
  }
  const { shape, part } = rowOf(field);
  if (way === 'wider' && fieldsOf(difference.after)[field] === null) {
    return part === undefined ? `${subject(field)} follows the default again` : `${subject(field)} is not set any more`;
  }
  if (shape === 'reach' || shape === 'list' || shape === 'levels') {
    return `${subject(field)} was ${way === 'wider' ? 'opened wider' : 'narrowed'}`;
  }
  return `${subject(field)} ${SWITCHED[switchedBy(field, difference) ?? (way === 'wider' ? 'on' : 'off')]}`;
}

const TEMPLATE = placeOf('partnerTemplate');
/** What has parts that are settings each. */
const IN_PARTS: ReadonlyMap<string, string> = new Map([
  ['inboundTrust', 'trust of their MFA and devices'],
  [`${TEMPLATE}.inboundTrust`, 'trust of their MFA and devices in the template'],
  [`${TEMPLATE}.automaticUserConsentSettings`, 'automatic redemption in the template'],
]);

/** Graph: allowedCloudEndpoints. */
const CLOUDS: ReadonlyMap<string, string> = new Map([
  ['microsoftonline.com', 'the global cloud'],
  ['microsoftonline.us', 'US Government'],
  ['partner.microsoftonline.cn', 'China'],
]);

/** Settings, and clouds, by the names that people know; a trust with its parts is one. */
export const settingNames = (names: readonly string[]): string =>
  AND.format(
    names.map((name) => {
      const field = SETTING_FIELDS.find((one) => rowOf(one).name === name);
      return CLOUDS.get(name) ?? IN_PARTS.get(name) ?? (field === undefined ? named(name) : NAMES[field]);
    }),
  );
