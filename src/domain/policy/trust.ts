import type { OtherSetting, Setting } from './policy.ts';
import {
  nothingOf,
  rowOf,
  SETTING_FIELDS,
  SETTINGS,
  settingValue,
  withWritten,
  type Others,
  type TrustField,
} from './settings.ts';

/**
 * With one part of what is trusted as it is to be, and all others as they are: each is written as a whole. null: nothing of its own.
 * @param defaults where a partner begins to have trust of its own: what applied until then, which it keeps. A part that was
 * sent as null may be stored as false. What the default trusts is left to it where nothing is to be opened: setting it anew
 * would be an opening.
 */
export function withTrust(
  others: Others,
  field: TrustField,
  allowed: Setting,
  defaults?: Others,
): readonly OtherSetting[] {
  const { name, member } = SETTINGS[field];
  const setting = others?.find((one) => one.name === name);
  const was: unknown = setting?.value === undefined ? {} : JSON.parse(setting.value);
  const isOwn = setting !== undefined && was !== null;
  const inherited = isOwn || others === undefined ? undefined : defaults;
  const parts = SETTING_FIELDS.flatMap((other): readonly (readonly [string, Setting])[] => {
    const row = rowOf(other);
    if (row.name !== name || row.member === undefined) return [];
    const isTrusted = settingValue(inherited, other) === true;
    // Graph: null inherits.
    return [[row.member, inherited === undefined || (isTrusted && allowed !== true) ? null : isTrusted]];
  });
  const value = { ...Object.fromEntries(parts), ...(was ?? {}), [member]: allowed };
  if (Object.values(value).every((part) => part === null)) return withWritten(others, [nothingOf(name)]);
  return withWritten(others, [{ name, fingerprint: '', value: JSON.stringify(value) }]);
}
