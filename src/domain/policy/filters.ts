import { reachOf, partsOf } from './moves.ts';
import type { DefaultConfiguration, PartnerState } from './policy.ts';
import { settingValue, type SettingField } from './settings.ts';

/** What partners are listed by beside sync: what is so for them, by their own setting or by the default. */
export const OPEN_FILTERS = [
  'trustOn',
  'trustOff',
  'guestsOn',
  'guestsOff',
  'connectOn',
  'connectOff',
  'redemptionOn',
  'redemptionOff',
] as const;
export type OpenFilter = (typeof OPEN_FILTERS)[number];

export const isOpenFilter = (filter: string): filter is OpenFilter => OPEN_FILTERS.some((one) => one === filter);

export function matches(filter: OpenFilter, state: PartnerState, defaults: DefaultConfiguration): boolean {
  switch (filter) {
    case 'trustOn':
      return isTrusted(state, defaults);
    case 'trustOff':
      return !isTrusted(state, defaults);
    case 'guestsOn':
      return letsIn('b2bCollaborationInbound', ['all'], state, defaults);
    case 'guestsOff':
      return !letsIn('b2bCollaborationInbound', ['all'], state, defaults);
    case 'connectOn':
      return letsIn('b2bDirectConnectInbound', ['all', 'some', 'allBut', undefined], state, defaults);
    case 'connectOff':
      return !letsIn('b2bDirectConnectInbound', ['all', 'some', 'allBut', undefined], state, defaults);
    case 'redemptionOn':
      return isRedeemed(state, defaults);
    case 'redemptionOff':
      return !isRedeemed(state, defaults);
  }
}

/** Its own value, or the default's. */
const effective = (field: SettingField, state: PartnerState, defaults: DefaultConfiguration): unknown =>
  settingValue(state?.others ?? [], field) ?? settingValue(defaults.others ?? [], field) ?? null;

const isTrusted = (state: PartnerState, defaults: DefaultConfiguration): boolean =>
  (['trustMfa', 'trustCompliantDevices', 'trustHybridDevices'] as const).some(
    (field) => effective(field, state, defaults) === true,
  );

const isRedeemed = (state: PartnerState, defaults: DefaultConfiguration): boolean =>
  state?.automaticRedemption.inbound ?? defaults.automaticRedemption.inbound;

/** Whether each of its parts lets through one of these. */
function letsIn(
  field: SettingField,
  allowed: readonly (string | undefined)[],
  state: PartnerState,
  defaults: DefaultConfiguration,
): boolean {
  const parts = [...partsOf(effective(field, state, defaults)).values()];
  return parts.length > 0 && parts.every((part) => allowed.includes(reachOf(part)?.allows));
}
