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
    // Whether it is there at all is decided on the safe side: an empty list may forbid everything.
    const own = isThere(partner[name]) ? (canonical(partner[name], name) ?? []) : undefined;
    if (own === undefined || (own === false && !unknown.includes(name))) return [];
    return [{ name, fingerprint: createHash('sha256').update(JSON.stringify(own)).digest('base64url').slice(0, 22) }];
  });
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

function spelling(text: string): string {
  if (GUID.test(text)) return text.replace(/[{}]/g, '').toLowerCase();
  return NUMBER.test(text) ? String(Number(text)) : text;
}
