import type { Instant } from '../domain/instant.ts';
import type { DefaultConfiguration, OtherSetting, Setting } from '../domain/policy/policy.ts';
import { partsOf, reachOf, type Reach } from '../domain/policy/moves.ts';
import {
  isKnownSetting,
  isSettingField,
  memberOf,
  rowOf,
  settingValue,
  type SettingField,
} from '../domain/policy/settings.ts';
import { fieldsOf, otherSettings, type FieldName, type Snapshot } from '../domain/policy/snapshot.ts';
import { isBlank, LONGEST_WORD_OF_NAME, shown } from './text.ts';

export const LONGEST_POLICY_NAME = 40;

/** What a setting says on a card. */
export type FieldValue =
  | { readonly kind: 'exists' }
  | { readonly kind: 'none' }
  /** Off, since there is no policy that could switch it on. */
  | { readonly kind: 'withoutPolicy' }
  | { readonly kind: 'notKnown' }
  /** Graph v1.0 does not show it. */
  | { readonly kind: 'hidden' }
  /** Deleted, and it can be restored. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'on' }
  | { readonly kind: 'off' }
  | { readonly kind: 'byDefault'; readonly effective: 'on' | 'off' | 'unread' }
  /** The template leaves every tenant's own setting alone. */
  | { readonly kind: 'leftToTenants' }
  /** A policy's name comes from people; here it is fit for a text run. */
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'nameless' }
  /** Nothing of its own, and what applies instead is shown elsewhere. */
  | { readonly kind: 'byItsDefault' }
  /** To something of which only the fingerprint was kept. */
  | { readonly kind: 'unreadable' }
  /** Whom and what it lets through; undefined: by rules that are no list. */
  | { readonly kind: 'reach'; readonly parts: readonly { readonly name: string; readonly reach: Reach | undefined }[] }
  | { readonly kind: 'others'; readonly names: readonly OtherSetting['name'][] }
  | { readonly kind: 'moment'; readonly at: Instant }
  /** Graph: templateApplicationLevel, a flags enum. */
  | { readonly kind: 'appliesTo'; readonly levels: string };

const PRESENCE = { present: 'kept', absent: 'none', unknown: 'notKnown' } as const;

/** @param defaults what applies where the partner sets nothing; null: it could not be read */
export function fieldValue(name: FieldName, state: Snapshot, defaults: DefaultConfiguration | null): FieldValue {
  const fields = fieldsOf(state);
  const withoutPolicy = fields.policy !== 'present';
  if (isSettingField(name)) return settingOf(name, state);
  switch (name) {
    case 'partner':
    case 'policy':
      return { kind: fields[name] === 'present' ? 'exists' : 'none' };
    case 'policyName':
      return withoutPolicy ? { kind: 'none' } : nameOf(fields.policyName);
    case 'userSync':
      // No default configuration can allow sync, so what is not set is off.
      return withoutPolicy ? { kind: 'withoutPolicy' } : setting(fields.userSync, false);
    case 'groupSync':
      if (withoutPolicy) return { kind: 'withoutPolicy' };
      return fields.groupSync === 'unknown' ? { kind: 'hidden' } : setting(fields.groupSync, false);
    case 'otherSettings':
      return unknownOf(state);
    case 'deletedPartner':
    case 'deletedPolicy':
      return { kind: PRESENCE[fields[name]] };
    case 'deletedPartnerAt':
    case 'deletedPolicyAt': {
      const at = fields[name];
      return at === 'unknown' ? { kind: 'notKnown' } : { kind: 'moment', at };
    }
    case 'templateAppliesTo':
      return { kind: 'appliesTo', levels: fields.templateAppliesTo };
    case 'templateSync':
      return fields.templateSync === null ? { kind: 'leftToTenants' } : setting(fields.templateSync, false);
    case 'redemptionInbound':
      return setting(fields.redemptionInbound, defaults?.automaticRedemption.inbound);
    case 'redemptionOutbound':
      return setting(fields.redemptionOutbound, defaults?.automaticRedemption.outbound);
  }
}

/** The settings that are known by their names only. */
function unknownOf(state: Snapshot): FieldValue {
  if (fieldsOf(state).otherSettings === 'unknown') return { kind: 'notKnown' };
  return namesOf(otherSettings(state).flatMap(({ name }) => (isKnownSetting(name) ? [] : [name])));
}

const namesOf = (names: readonly string[]): FieldValue =>
  names.length === 0 ? { kind: 'none' } : { kind: 'others', names };

/** One of the table's settings. */
function settingOf(field: SettingField, state: Snapshot): FieldValue {
  if (fieldsOf(state)[field] === 'unknown') return { kind: 'notKnown' };
  const { shape, part } = rowOf(field);
  const nothing: FieldValue = { kind: part === undefined ? 'byItsDefault' : 'leftToTenants' };
  const value = settingValue(otherSettings(state), field);
  if (value === undefined) return { kind: 'unreadable' };
  switch (shape) {
    case 'switch':
      return typeof value === 'boolean' ? { kind: value ? 'on' : 'off' } : nothing;
    case 'group':
      return { kind: memberOf(value, 'isSyncAllowed') === true ? 'on' : 'off' };
    case 'value':
      return { kind: value === null ? 'none' : 'exists' };
    case 'list':
      return namesOf(Array.isArray(value) ? value.map(String) : []);
    case 'levels':
      return { kind: 'appliesTo', levels: typeof value === 'string' ? value : 'unknown' };
    case 'reach': {
      if (value === null) return nothing;
      return {
        kind: 'reach',
        parts: [...partsOf(value)].toReversed().map(([name, part]) => ({ name, reach: reachOf(part, name) })),
      };
    }
  }
}

function setting(own: Setting | 'unknown', byDefault: boolean | undefined): FieldValue {
  if (own === 'unknown') return { kind: 'notKnown' };
  if (own !== null) return { kind: own ? 'on' : 'off' };
  return { kind: 'byDefault', effective: byDefault === undefined ? 'unread' : byDefault ? 'on' : 'off' };
}

function nameOf(name: string | null): FieldValue {
  if (name === null || isBlank(name)) return { kind: 'nameless' };
  return { kind: 'named', name: shown(name, LONGEST_POLICY_NAME, LONGEST_WORD_OF_NAME) };
}
