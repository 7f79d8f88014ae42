import { createHash } from 'node:crypto';
import type { OtherSetting } from '../domain/policy/policy.ts';
import { inOrder, OF_POLICY, rowOf, SETTING_FIELDS } from '../domain/policy/settings.ts';

type Members = Readonly<Record<string, unknown>>;

/** What is read elsewhere by its parts, and which; what Graph adds to them is a setting of its own. */
const READ_IN_PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['automaticUserConsentSettings', ['inboundAllowed', 'outboundAllowed']],
  [`${OF_POLICY}userSyncInbound`, ['isSyncAllowed']],
  [`${OF_POLICY}groupSyncInbound`, ['isSyncAllowed']],
]);
/** The parts of a setting that the table of settings has; any other is a setting by itself, too. */
const PARTS = SETTING_FIELDS.map(rowOf).flatMap(({ name, member }) =>
  member === undefined ? [] : [`${name}.${member}`],
);
const IN_PARTS = SETTING_FIELDS.map(rowOf).flatMap(({ name, member }) => (member === undefined ? [] : [name]));
/** What is read elsewhere, or says whom the settings are of and when they were deleted. */
const NO_SETTINGS = ['id', 'isServiceDefault', 'tenantId', 'deletedDateTime', 'identitySynchronization'].flatMap(
  (name) => [name, OF_POLICY + name],
);
const READ_WHOLE = [...NO_SETTINGS, `${OF_POLICY}displayName`];

/** Most partners set nothing: they have this one list in common. */
const NONE: readonly OtherSetting[] = [];

/**
 * Which settings a partner and its sync policy have of their own beside automatic redemption and sync, also such as nobody
 * here has heard of, each with all of its value. Graph: null inherits from the default; false is a flag that is not set, or,
 * of what nobody knows, perhaps a no; what has an `@` in its name is an annotation.
 */
export function otherSettings(partner: Members, policy: Members | null = null): readonly OtherSetting[] {
  const own = [...settingsIn(partner, ''), ...(policy === null ? NONE : settingsIn(policy, OF_POLICY))];
  return own.length === 0 ? NONE : inOrder(own);
}

/**
 * The settings that a place of the tenant as a whole has, in the same way.
 * @param path what begins their names
 */
export const settingsOfPlace = (members: Members, path: string): readonly OtherSetting[] =>
  inOrder(settingsIn(members, path));

/** @param path what stands before the names */
function settingsIn(members: Members, path: string): readonly OtherSetting[] {
  const found: OtherSetting[] = [];
  for (const member in members) {
    const value = members[member];
    const name = path + member;
    if (value === null || value === undefined || member.includes('@') || READ_WHOLE.includes(name)) continue;
    const parts = READ_IN_PARTS.get(name);
    if (parts === undefined) found.push(...settingOf(name, value));
    if (typeof value === 'object' && (parts !== undefined || IN_PARTS.includes(name))) {
      found.push(...unknownParts(name, value, parts ?? []));
    }
  }
  return found;
}

function unknownParts(name: string, value: object, known: readonly string[]): readonly OtherSetting[] {
  return Object.entries(value).flatMap(([part, of]) =>
    known.includes(part) || part.includes('@') || PARTS.includes(`${name}.${part}`)
      ? []
      : settingOf(`${name}.${part}`, of),
  );
}

function settingOf(name: string, value: unknown): readonly OtherSetting[] {
  const fingerprint = fingerprintOf(value, name);
  return fingerprint === undefined ? [] : [{ name, fingerprint, value: JSON.stringify(tidy(value, name)) }];
}

/** The flags among the known ones: false is none. */
const FLAGS: readonly string[] = SETTING_FIELDS.map(rowOf)
  .filter(({ shape, member }) => shape === 'switch' && member === undefined)
  .map(({ name }) => name.toLowerCase());

/**
 * Of all that a setting has: the same for all spellings of the same. undefined: it has nothing of its own.
 * @param name the setting's, in any case
 */
export function fingerprintOf(value: unknown, name: string): string | undefined {
  // Whether it is there at all is decided on the safe side: an empty list may forbid everything.
  const own = isThere(value) ? (canonical(value, name) ?? []) : undefined;
  if (own === undefined || (own === false && FLAGS.includes(name.toLowerCase()))) return undefined;
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
 * All of a value, as it can be written back: without annotations and without what is null, GUIDs in small letters, and, so
 * that it mostly reads alike, members and sets in an order of their own.
 */
function tidy(value: unknown, name: string): unknown {
  if (typeof value === 'string') return GUID.test(value) ? spelling(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => tidy(item, ''));
    return ORDERED.test(name) ? items : items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  const members = Object.entries(value).filter(([key, member]) => !key.includes('@') && member !== null);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, of]) => [key, tidy(of, key)]));
}

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
