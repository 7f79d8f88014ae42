import { reachOf, partsOf, type Reach } from './moves.ts';
import { syncState, type DefaultConfiguration, type PartnerState, type SyncState } from './policy.ts';
import { memberOf, PARTNER_SETTING_FIELDS, PARTNER_SETTINGS, settingValue, type PartnerField } from './settings.ts';

/** What partners are asked for by that is no row of the table, or more than one: `trust` is any of it. */
const BESIDE_TABLE = ['group sync', 'automatic redemption', 'automatic redemption outbound', 'trust'] as const;
export type Asked = (typeof PARTNER_SETTINGS)[PartnerField]['asked'] | (typeof BESIDE_TABLE)[number];
/** In the order of the table. */
export const ASKED: readonly Asked[] = [
  ...BESIDE_TABLE,
  ...PARTNER_SETTING_FIELDS.map((field) => PARTNER_SETTINGS[field].asked),
];

/** What may be so of it. `on`: it lets somebody through, where it has a reach. `unrestricted`: everybody, to everything. */
export const HOW = ['on', 'off', 'unrestricted', 'restricted'] as const;
export type How = (typeof HOW)[number];
const OPPOSITE = { off: 'on', restricted: 'unrestricted' } as const;

/** What is so for a partner, by its own setting or by the default. */
export type OpenFilter = { readonly what: Asked; readonly how: How };
export const isOpenFilter = (filter: OpenFilter | string): filter is OpenFilter => typeof filter === 'object';

/** The row of the table that is asked for so; undefined: it is none. */
export const fieldAsked = (what: Asked): PartnerField | undefined =>
  PARTNER_SETTING_FIELDS.find((field) => PARTNER_SETTINGS[field].asked === what);

/** As it is asked for: only what has a reach tells somebody from everybody. */
export function openFilter(what: Asked, how: How): OpenFilter {
  const field = fieldAsked(what);
  const isOn = how === 'on' || how === 'unrestricted';
  // Restrictions are on where somebody is restricted.
  if (field === RESTRICTIONS) return { what, how: how === 'on' || how === 'restricted' ? 'on' : 'off' };
  if (field !== undefined && PARTNER_SETTINGS[field].shape === 'reach') return { what, how };
  return { what, how: isOn ? 'on' : 'off' };
}
const RESTRICTIONS = 'tenantRestrictions';

/**
 * Whether it is so for a partner.
 * @param filter `any`: all are
 * @param defaults null: they were not read, since it does not hang on them
 */
export function isListed(
  filter: OpenFilter | SyncState | 'any',
  state: PartnerState,
  defaults: DefaultConfiguration | null,
): boolean {
  if (filter === 'any') return true;
  if (!isOpenFilter(filter)) return syncState(state) === filter;
  return defaults !== null && matches(filter, state, defaults);
}

export function matches({ what, how }: OpenFilter, state: PartnerState, defaults: DefaultConfiguration): boolean {
  // Of what Graph does not show, neither is so.
  if (what === 'group sync' && state?.identitySynchronization?.groupSync === 'unknown') return false;
  if (what === PARTNER_SETTINGS[RESTRICTIONS].asked)
    return isSo(what, 'unrestricted', state, defaults) === (how === 'off');
  if (how === 'off' || how === 'restricted') return !isSo(what, OPPOSITE[how], state, defaults);
  return isSo(what, how, state, defaults);
}

function isSo(what: Asked, how: How, state: PartnerState, defaults: DefaultConfiguration): boolean {
  const isOn = (field: PartnerField): boolean => isOpen(field, how, effective(field, state, defaults));
  const redemption = state?.automaticRedemption;
  switch (what) {
    case 'group sync':
      return state?.identitySynchronization?.groupSync === true;
    case 'automatic redemption':
      return redemption?.inbound ?? defaults.automaticRedemption.inbound;
    case 'automatic redemption outbound':
      return redemption?.outbound ?? defaults.automaticRedemption.outbound;
    case 'trust':
      return (['trustMfa', 'trustCompliantDevices', 'trustHybridDevices'] as const).some(isOn);
    default:
      return PARTNER_SETTING_FIELDS.filter((field) => PARTNER_SETTINGS[field].asked === what).some(isOn);
  }
}

/** Its own value, or the default's. */
const effective = (field: PartnerField, state: PartnerState, defaults: DefaultConfiguration): unknown =>
  settingValue(state?.others ?? [], field) ?? settingValue(defaults.others ?? [], field) ?? null;

function isOpen(field: PartnerField, how: How, value: unknown): boolean {
  switch (PARTNER_SETTINGS[field].shape) {
    case 'switch':
      return value === true;
    case 'group':
      return memberOf(value, 'isSyncAllowed') === true;
    case 'value':
      return value !== null;
    case 'reach':
      return letsThrough(value, how === 'unrestricted' ? ['all'] : ['all', 'some', 'allBut', undefined]);
  }
}

/** Whether each of its parts lets through one of these. @param allowed undefined: what cannot be read may let somebody through */
function letsThrough(value: unknown, allowed: readonly (Reach['allows'] | undefined)[]): boolean {
  const parts = [...partsOf(value)];
  return parts.length > 0 && parts.every(([name, part]) => allowed.includes(reachOf(part, name)?.allows));
}
