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
    const own = fingerprintOf(partner[name], name);
    return own === undefined ? [] : [{ name, fingerprint: own }];
  });
}

/** The flags among the known ones: false is none. */
const KNOWN: readonly string[] = OTHER_SETTINGS.map((name) => name.toLowerCase());

/**
 * Of all that a setting has: the same for all spellings of the same. undefined: it has nothing of its own.
 * @param name the setting's, in any case
 */
export function fingerprintOf(value: unknown, name: string): string | undefined {
  // Whether it is there at all is decided on the safe side: an empty list may forbid everything.
  const own = isThere(value) ? (canonical(value, name) ?? []) : undefined;
  if (own === undefined || (own === false && KNOWN.includes(name.toLowerCase()))) return undefined;
  return createHash('sha256').update(JSON.stringify(own)).digest('base64url').slice(0, 22);
}

/** Graph: null inherits, and so does an object of nothing else. */
function isThere(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value !== 'object' || Array.isArray(value)) return true;
  return Object.entries(value).some(([name, member]) => !name.includes('@') && isThere(member));
}

const GUID = /^\{?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}?$/i;
const NUMBER = /^-?\d{1,15}(\.\d+)?$/;
/** Graph's lists are sets (targets, rules, countries), but for what says of itself that it is an order of precedence. */
const ORDERED = /order$/i;

/**
 * The same for all spellings of a value: members in order, without those that say nothing, as null, an empty text and an
 * empty list do; lists as sets; GUIDs in small letters; numbers as texts. undefined: it says nothing.
 */
function canonical(value: unknown, name = ''): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return spelling(value);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return list(value, name);
  const members = Object.entries(value)
    .filter(([name]) => !name.includes('@'))
    .map(([name, member]): [string, unknown] => [name, canonical(member, name)])
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return members.length === 0 ? undefined : members;
}

function list(value: readonly unknown[], name: string): unknown {
  const items = value.map((item) => canonical(item)).filter((item) => item !== undefined);
  if (items.length === 0) return undefined;
  if (ORDERED.test(name)) return items;
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** GUIDs in small letters and without braces, numbers in one way; any other text as it is. */
export function spelling(text: string): string {
  if (GUID.test(text)) return text.replace(/[{}]/g, '').toLowerCase();
  return NUMBER.test(text) ? String(Number(text)) : text;
}
