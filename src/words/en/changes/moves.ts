import { isKnownSetting, rowOf, SETTING_FIELDS, type SettingField } from '../../../domain/policy/settings.ts';
import { unknownChanged, type Move } from '../../../domain/policy/moves.ts';
import { isBlank, shown } from '../../text.ts';

/** What a partner's settings are called, and what a difference in one of them opens or closes. */

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
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** At the beginning of a sentence: what stands after a comma ends with one. */
const subject = (field: SettingField): string => (NAMES[field].includes(',') ? `${NAMES[field]},` : NAMES[field]);

/** As the label of a row. */
export const settingLabel = (field: SettingField): string => capital(NAMES[field]);

/** What it is from now on, whether that has been done or is yet to be. */
const MEANINGS: Readonly<Record<SettingField, Readonly<Record<Move['way'], string>>>> = {
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

const NOT_KNOWN = 'What it opens I do not know: look it up before you accept it.';

/** @param isSet whether the setting says something itself afterwards, and does not follow the default again */
export function moveMeaning({ field, way }: Move, isSet: boolean): string {
  if (field === 'otherSettings') return NOT_KNOWN;
  const followsDefault = !isSet && way === 'wider' && rowOf(field).shape !== 'value';
  return followsDefault
    ? `${capital(subject(field))} follows the default, which may allow more.`
    : MEANINGS[field][way];
}

const AND = new Intl.ListFormat('en-GB');
const LONGEST_SETTING_NAME = 60;
const named = (name: string): string => (isBlank(name) ? 'one without a name' : shown(name, LONGEST_SETTING_NAME));

/** What was done, as news. */
export function moved({ field, way }: Move, difference: Parameters<typeof unknownChanged>[0]): string {
  if (field === 'otherSettings') {
    return `a setting I do not know: ${AND.format(unknownChanged(difference).map(named))} changed`;
  }
  const { shape } = rowOf(field);
  if (shape === 'reach') return `${subject(field)} was ${way === 'wider' ? 'opened wider' : 'narrowed'}`;
  return `${subject(field)} was ${way === 'wider' ? 'switched on' : 'switched off'}`;
}

/** Settings by the names that people know; a trust with its parts is one. */
export const settingNames = (names: readonly string[]): string =>
  AND.format(
    names.map((name) => {
      if (name === 'inboundTrust') return 'trust of their MFA and devices';
      const field = SETTING_FIELDS.find((one) => rowOf(one).name === name);
      return isKnownSetting(name) && field !== undefined ? NAMES[field] : named(name);
    }),
  );
