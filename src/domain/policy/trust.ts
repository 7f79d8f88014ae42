import type { OtherSetting, Setting } from './policy.ts';
import {
  nothingOf,
  SETTINGS,
  settingValue,
  TRUST_FIELDS,
  withWritten,
  type Others,
  type TrustField,
} from './settings.ts';

/**
 * With these parts of what is trusted as they are to be, and all others as they are: each is written as a whole. null: nothing of its own.
 * @param defaults where a partner begins to have trust of its own: what applied until then, which it keeps. A part that was
 * sent as null may be stored as false. What the default trusts is left to it where nothing is to be opened: setting it anew
 * would be an opening.
 */
export function withTrust(
  others: Others,
  wanted: Readonly<Partial<Record<TrustField, Setting>>>,
  defaults?: Others,
): readonly OtherSetting[] {
  const { name } = SETTINGS.trustMfa;
  const setting = others?.find((one) => one.name === name);
  const was: unknown = setting?.value === undefined ? {} : JSON.parse(setting.value);
  const isOwn = setting !== undefined && was !== null;
  const inherited = isOwn || others === undefined ? undefined : defaults;
  const isOpening = Object.values(wanted).includes(true);
  const asIs = TRUST_FIELDS.map((field): readonly [string, Setting] => {
    const isTrusted = settingValue(inherited, field) === true;
    // Graph: null inherits.
    return [SETTINGS[field].member, inherited === undefined || (isTrusted && !isOpening) ? null : isTrusted];
  });
  const set = TRUST_FIELDS.flatMap((field): readonly (readonly [string, Setting])[] => {
    const allowed = wanted[field];
    return allowed === undefined ? [] : [[SETTINGS[field].member, allowed]];
  });
  const value = { ...Object.fromEntries(asIs), ...(was ?? {}), ...Object.fromEntries(set) };
  if (Object.values(value).every((part) => part === null)) return withWritten(others, [nothingOf(name)]);
  return withWritten(others, [{ name, fingerprint: '', value: JSON.stringify(value) }]);
}
