// @ts-nocheck
import type { Finding } from './finding.ts';

type Setting = { readonly name: string; readonly default: string; readonly secret?: true };

/** The settings as they are. @param problems what is wrong with them, as whoever reads them says it */
export function settingsFinding(
  settings: readonly Setting[],
  environment: Readonly<Record<string, string | undefined>>,
  problems: readonly string[],
): Finding {
  const values = settings.map(({ name, default: fallback, secret }) => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') return `${name}: ${fallback.replaceAll('`', '')} (not set)`;
    return `${name}: ${secret === true ? '(set, not shown)' : value}`;
  });
  // A malformed value may be a secret in the wrong place, so none is shown then.
  if (problems.length === 0) return { about: 'Settings', state: 'good', says: values };
  const fix = 'README, Configuration, tells what each is for.';
  return { about: 'Settings', state: 'wrong', says: problems, fix };
}
