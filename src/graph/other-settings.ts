import { createHash } from 'node:crypto';
import { OTHER_SETTINGS, type OtherSetting } from '../domain/policy/policy.ts';

/** What is read elsewhere, or tells what the partner is and not what is set for it. */
const NO_SETTINGS = [
  'tenantId',
  'automaticUserConsentSettings',
  'identitySynchronization',
  'isInMultiTenantOrganization',
];

/**
 * Which other settings a partner has of its own, also such as nobody here has heard of. Graph: null inherits from the
 * default; false is a flag that is not set, or, of what nobody knows, perhaps a no; what has an `@` in its name is an
 * annotation.
 */
export function otherSettings(partner: Readonly<Record<string, unknown>>): readonly OtherSetting[] {
  const known: readonly string[] = [...OTHER_SETTINGS, ...NO_SETTINGS];
  const unknown = Object.keys(partner).filter((name) => !known.includes(name) && !name.includes('@'));
  return [...OTHER_SETTINGS, ...unknown.sort()].flatMap((name) => {
    const own = canonical(partner[name]);
    if (own === undefined || (own === false && !unknown.includes(name))) return [];
    return [{ name, fingerprint: createHash('sha256').update(JSON.stringify(own)).digest('base64url').slice(0, 22) }];
  });
}

/** The same for all spellings of a value: members in order, and without those that say nothing. */
function canonical(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item) => canonical(item) ?? null);
  if (typeof value !== 'object') return value;
  const members = Object.entries(value)
    .filter(([name]) => !name.includes('@'))
    .map(([name, member]): [string, unknown] => [name, canonical(member)])
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return members.length === 0 ? undefined : members;
}
