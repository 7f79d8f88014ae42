import { TRUST_FIELDS, rowOf, settingValue } from '../policy/settings.ts';
import type { DefaultConfiguration, OtherSetting } from '../policy/policy.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { FORBID_NOTHING } from './approval.ts';

/**
 * Whether nothing is let in, as it is now, that a partner forbids for itself once the partner is removed and the default
 * applies. What is decided of it later is another matter: to remove it is an opening by the rule of approvals all the same.
 * @param defaults null: they are not known, and may allow anything
 */
export function opensNothingByDefault(before: Snapshot, defaults: DefaultConfiguration | null): boolean {
  if (before.kind !== 'partner' || before.partner === null || defaults === null) return false;
  const { automaticRedemption: own, others } = before.partner;
  const { automaticRedemption: byDefault, others: defaultOthers } = defaults;
  if (others === undefined || defaultOthers === undefined) return false;
  const redeems = (own.inbound === false && byDefault.inbound) || (own.outbound === false && byDefault.outbound);
  return !redeems && others.every((setting) => isNoStricter(setting, others, defaultOthers));
}

/** Trust is judged by each of its switches; of anything else only the same is known to forbid no more. */
function isNoStricter(
  { name, value }: OtherSetting,
  others: readonly OtherSetting[],
  defaults: readonly OtherSetting[],
): boolean {
  if (FORBID_NOTHING.includes(name)) return true;
  if (name === rowOf('trustMfa').name) {
    return TRUST_FIELDS.every(
      (field) => settingValue(others, field) === true || settingValue(defaults, field) !== true,
    );
  }
  return value !== undefined && defaults.some((setting) => setting.name === name && setting.value === value);
}
