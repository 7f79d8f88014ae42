import { z } from 'zod/v4-mini';
import { UNTOLD, type Touch } from '../domain/drift/trace.ts';
import { parseTenantId, type TenantId } from '../domain/ids.ts';
import { OF_POLICY, rowOf, SETTING_FIELDS, type SettingField } from '../domain/policy/settings.ts';
import { fingerprintOf, spelling } from './other-settings.ts';

/**
 * What a record of the audit log says that was changed (directoryAudit: targetResources, modifiedProperties). Values are
 * text that holds JSON, sometimes in quotes once more; names and shapes of the properties are documented nowhere, so what
 * is known by name is looked for wherever it stands, and what is not known tells nothing.
 */
export type Properties = {
  /** Whom the record is about. */
  readonly tenantIds: readonly TenantId[];
  /** Whether a property says so. */
  readonly isNamed: boolean;
  readonly touches: readonly Touch[];
  /** Whether no other setting that the product knows was changed. */
  readonly tells: boolean;
};

const text = z.pipe(
  z.unknown(),
  z.transform((value) =>
    typeof value === 'string' ? value : value === undefined || value === null ? null : JSON.stringify(value),
  ),
);
const property = z.object({ displayName: text, oldValue: text, newValue: text });
const resource = z.object({ displayName: text, modifiedProperties: z.nullish(z.array(z.unknown())) });
type Property = z.infer<typeof property>;

/** They say whom a record is about, and nothing of what was changed. */
const PARTNER_NAMES = ['tenantid', 'partneridentifier', 'partnertenantid'];
/** A list of the names of what was changed, without values. */
const LIST = 'included updated properties';
/** What is of the tenant as a whole has records of its own, of which no properties are known. */
const FIELDS = SETTING_FIELDS.filter((field) => rowOf(field).part === undefined);
/** Settings that are one value each, by the last part of what Graph calls them. */
const WHOLE: ReadonlyMap<string, SettingField> = new Map(
  FIELDS.filter((field) => rowOf(field).member === undefined).map((field) => [
    rowOf(field).name.replace(OF_POLICY, '').toLowerCase(),
    field,
  ]),
);
/** Those of which only a part is one. */
const PARTS: ReadonlyMap<string, SettingField> = new Map(
  FIELDS.flatMap((field): readonly [string, SettingField][] => {
    const { member } = rowOf(field);
    return member === undefined ? [] : [[member.toLowerCase(), field]];
  }),
);
/** Settings that the product knows by name only. */
const OTHERS = ['crossCloudMeetingConfiguration', 'protectedContentSharing', 'serviceProviderConstraints'].map((name) =>
  name.toLowerCase(),
);

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** @param resources `targetResources` as it came */
export function propertiesIn(resources: unknown): Properties {
  const known = (Array.isArray(resources) ? resources : []).flatMap(
    (one: unknown) => resource.safeParse(one).data ?? [],
  );
  const properties = known.flatMap(({ modifiedProperties }) =>
    (modifiedProperties ?? []).flatMap((one) => property.safeParse(one).data ?? []),
  );
  const isPartner = ({ displayName }: Property): boolean => PARTNER_NAMES.includes(nameOf(displayName));
  const named = properties
    .filter(isPartner)
    .flatMap(({ oldValue, newValue }) => [...guids(oldValue), ...guids(newValue)]);
  const titled = known.flatMap(({ displayName }) => guids(displayName));
  const says = properties.filter((one) => !isPartner(one)).map(saying);
  return {
    // A value may speak of other tenants: it counts only where nothing says whom the record is about. The resource's own
    // id is that of the policy, and names nobody.
    tenantIds: [named, titled, guids(JSON.stringify(known))].find((ids) => ids.length > 0) ?? [],
    isNamed: named.length > 0,
    touches: says.flatMap(({ touches }) => touches),
    tells: says.some(({ all }) => all) || (says.length > 0 && says.every(({ understood }) => understood)),
  };
}

/** @param all whether it holds all settings, as they were and as they are, and what changed is known by name */
type Saying = { readonly touches: readonly Touch[]; readonly understood: boolean; readonly all: boolean };

function saying({ displayName, oldValue, newValue }: Property): Saying {
  const name = nameOf(displayName);
  if (name === LIST) return listed(decoded(newValue));
  const path = name.split('.');
  const [before, after] = [leaves(decoded(oldValue), path), leaves(decoded(newValue), path)];
  const isSetting = settingsAt(path) !== undefined;
  if (isSetting && (before === undefined || after === undefined)) {
    return {
      touches: (settingsAt(path) ?? []).map((field) => ({ field, became: UNTOLD, sure: false })),
      understood: true,
      all: false,
    };
  }
  // One that holds all settings says which were changed only where it tells how they were.
  const hasBoth = before !== undefined && after !== undefined && before.size > 0 && after.size > 0;
  const changed = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].filter(
    (key) => (before?.get(key) ?? null) !== (after?.get(key) ?? null),
  );
  const touches = changed.flatMap((key) => {
    const fields = settingsAt(key.split('.')) ?? [];
    const became = after?.get(key) ?? null;
    const sure = fields.length === 1 && (isSetting || hasBoth);
    return fields.map((field): Touch => {
      // Entra writes its parts otherwise here than Graph does: what it became is not to be compared.
      if (isOther(key.split('.'))) return { field, became: UNTOLD, sure };
      return { field, became, ...(sure && { was: before?.get(key) ?? null }), sure };
    });
  });
  const isKnown = changed.length > 0 && changed.every((key) => settingsAt(key.split('.')) !== undefined);
  return { touches, understood: isSetting, all: !isSetting && hasBoth && isKnown };
}

function listed(names: unknown): Saying {
  const each = (typeof names === 'string' ? names.split(',') : Array.isArray(names) ? names.map(String) : []).map(
    nameOf,
  );
  const touches = each.flatMap((name) =>
    (settingsAt(name.split('.')) ?? []).map((field): Touch => ({ field, became: UNTOLD, sure: false })),
  );
  return {
    touches,
    understood: each.length > 0 && each.every((name) => settingsAt(name.split('.')) !== undefined),
    all: false,
  };
}

/** The settings that a name stands for; empty: one that the product does not read; undefined: it is not known. */
function settingsAt(path: readonly string[]): readonly Touch['field'][] | undefined {
  const last = path.at(-1);
  const within = (name: string): boolean => path.includes(name);
  if (path.some((name) => OTHERS.includes(name))) return ['otherSettings'];
  const whole = path.map((name) => WHOLE.get(name)).find((field) => field !== undefined);
  if (whole !== undefined) return [whole];
  const part = PARTS.get(last ?? '');
  if (part !== undefined) return [part];
  if (last === 'inboundtrust') return [...PARTS.values()];
  if (last === 'inboundallowed') return ['redemptionInbound'];
  if (last === 'outboundallowed') return ['redemptionOutbound'];
  if (last === 'automaticuserconsentsettings') return ['redemptionInbound', 'redemptionOutbound'];
  if (last === 'usersyncinbound') return ['userSync'];
  if (last === 'groupsyncinbound') return ['groupSync'];
  if (last === 'issyncallowed') {
    if (within('usersyncinbound')) return ['userSync'];
    return within('groupsyncinbound') ? ['groupSync'] : ['userSync', 'groupSync'];
  }
  if (last === 'displayname') return ['policyName'];
  return undefined;
}

type Leaf = string | boolean | null;
const DEEPEST = 8;

/**
 * Each value with its path, all spellings of the same alike; undefined: there is text where something with parts was
 * expected. What is empty is not there.
 */
function leaves(value: unknown, path: readonly string[]): ReadonlyMap<string, Leaf> | undefined {
  const found = new Map<string, Leaf>();
  const isWhole = path.length > 0 && settingsAt(path)?.length === 1;
  const walk = (one: unknown, at: readonly string[], into: Map<string, Leaf>): boolean => {
    const put = (leaf: Leaf | undefined): true => {
      if (leaf !== undefined) into.set(at.join('.'), leaf);
      return true;
    };
    if (at.length - path.length > DEEPEST) return false;
    if (isOther(at)) return put(fingerprintOf(unwrapped(one), at.at(-1) ?? ''));
    if (Array.isArray(one)) {
      // One alone is what it holds. Of several the order says nothing, and what belongs together must stay so.
      if (one.length < 2) return one.every((item: unknown) => walk(item, at, into));
      const parts = new Map<string, Leaf>();
      const isRead = one.every((item: unknown) => walk(item, at, parts));
      for (const [key, leaf] of parts) if (settingsAt(key.split('.')) !== undefined) into.set(key, leaf);
      return isRead && put(fingerprintOf(unwrapped(one), ''));
    }
    if (typeof one === 'object' && one !== null) {
      return Object.entries(one).every(([key, item]) => walk(item, [...at, key.toLowerCase()], into));
    }
    if (one === null || one === undefined || one === '') return true;
    if (typeof one === 'string' && /^\s*[[{]/.test(one)) {
      const inner = decoded(one);
      if (typeof inner === 'object') return walk(inner, at, into);
    }
    return put(leafOf(one, settingsAt(at) !== undefined));
  };
  const isText = typeof value === 'string' && typeof leafOf(value, true) === 'string';
  if (isText && value !== '' && !isWhole) return undefined;
  return walk(value, path, found) ? found : undefined;
}

/** @param isSetting one that the product reads: what it is called is told as it was written */
function leafOf(value: unknown, isSetting: boolean): Leaf {
  if (typeof value === 'boolean') return value;
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  if (/^(?:true|false)$/i.test(written)) return written.toLowerCase() === 'true';
  return isSetting ? written : spelling(written);
}

/** What is compared as one, whatever it is built of. */
const isOther = (path: readonly string[]): boolean => path.some((name) => OTHERS.includes(name) || WHOLE.has(name));

/** As it is when no part of it is text that holds JSON. */
function unwrapped(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => unwrapped(item, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unwrapped(item, depth + 1)]));
  }
  if (typeof value !== 'string') return value;
  const inner = /^\s*[[{]/.test(value) ? decoded(value) : value;
  return typeof inner === 'string' ? inner : unwrapped(inner, depth + 1);
}

/** The value in a text: JSON, or the JSON of a text that holds JSON. */
function decoded(value: string | null): unknown {
  let inner: unknown = value;
  for (let layer = 0; layer < 4 && typeof inner === 'string'; layer += 1) {
    try {
      inner = JSON.parse(inner);
    } catch {
      return inner;
    }
  }
  return inner;
}

const nameOf = (name: string | null): string => (name ?? '').trim().toLowerCase();

function guids(value: string | null): readonly TenantId[] {
  return [...new Set((value?.match(GUID) ?? []).flatMap((one) => parseTenantId(one) ?? []))];
}
