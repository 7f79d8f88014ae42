import type { OtherSetting, PartnerState } from './policy.ts';
import {
  isKnownSetting,
  isSettable,
  memberOf,
  rowOf,
  SETTING_FIELDS,
  settingValue,
  type SettingField,
  type SettingRow,
} from './settings.ts';
import { fieldsOf, otherSettings, type FieldName, type Fields, type Snapshot } from './snapshot.ts';
import { levelsIn, TENANT_PARTS, type TenantPart } from './tenant-wide.ts';

type Difference = { readonly before: Snapshot; readonly after: Snapshot };

/**
 * What a difference does. `wider`: it lets through or trusts more than before, or may: what cannot be judged counts as that,
 * and so does what is left to the default again. `narrower`: it surely does not.
 */
export type Move = {
  /** `otherSettings`: what the table does not know. */
  readonly field: SettingField | 'otherSettings';
  readonly way: 'wider' | 'narrower';
};

/** What differs in a partner's settings, in the order of the table; what goes with a partner that is removed is no move. */
export function movesOf({ before, after }: Difference): readonly Move[] {
  if (before.kind !== 'partner' || after.kind !== 'partner') return [];
  if (after.partner === null) return [];
  const { partner: was } = before;
  const { partner: is } = after;
  const [left, right] = [fieldsOf(before), fieldsOf(after)];
  const differs = (name: Move['field']): boolean =>
    left[name] !== right[name] && left[name] !== 'unknown' && right[name] !== 'unknown';
  return [
    ...SETTING_FIELDS.filter(differs).map((field): Move => ({ field, way: wayOf(field, was, is) })),
    ...(differs('otherSettings') ? [{ field: 'otherSettings', way: 'wider' } as const] : []),
  ];
}

/** The parts of the tenant as a whole that a difference is in: each has to be read for it to be taken back, or to be proven. */
export const partsDiffering = (difference: Difference): readonly TenantPart[] => {
  const parts = movesOf(difference).map(({ field }) => (field === 'otherSettings' ? undefined : rowOf(field).part));
  return TENANT_PARTS.filter((part) => parts.includes(part));
};

/** No default allows sync of a partner. */
const SYNCING = ['userSync', 'groupSync'] as const;
const LEAVING = ['redemptionInbound', 'redemptionOutbound', 'templateSync'] as const;

/**
 * The fields by which a difference lets in, or trusts, more than before, or may: what is left to the default may. What goes
 * with a partner that is removed is none.
 */
export function widened(before: Snapshot, after: Snapshot): readonly FieldName[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  if (is.partner === 'absent') return [];
  const mayLet = (value: unknown): boolean => value === true || value === null;
  return [
    ...SYNCING.filter((name) => was[name] !== true && is[name] === true),
    ...LEAVING.filter((name) => was[name] !== is[name] && mayLet(is[name]) && !isEased(name, was)),
    ...movesOf({ before, after }).flatMap(({ field, way }) => (way === 'wider' ? [field] : [])),
  ];
}

/** Where the template said yes and says nothing any more, each tenant keeps its own: none gets more than it had. */
const isEased = (name: FieldName, was: Fields): boolean => name === 'templateSync' && was.templateSync === true;
const isOfTemplate = (field: SettingField): boolean => rowOf(field).part !== undefined;

function wayOf(field: SettingField, was: PartnerState, is: PartnerState): Move['way'] {
  const [before, after] = [settingValue(was?.others, field), settingValue(is?.others, field)];
  const { shape, name } = rowOf(field);
  if (shape === 'switch' && after === null && (isLast(field, is) || (before === true && isOfTemplate(field)))) {
    return 'narrower';
  }
  return WAYS[shape](before, after, name);
}

/** Whether nothing stands behind it that may say yes: what is not set by default is off. */
const isLast = (field: SettingField, is: PartnerState): boolean =>
  is?.isDefault === true && rowOf(field).part === undefined;

/**
 * What became of what is switched, by what it means. `leftToDefault`, `leftToTenants`: it says nothing itself any more, so that
 * what stands behind it applies. `unsetOff`, `setOff`: by default, where what is not set is off and nothing stands behind.
 */
export type Switched = 'on' | 'off' | 'leftToDefault' | 'leftToTenants' | 'unsetOff' | 'setOff';

/** undefined: it is none that is switched. */
export function switchedBy(field: SettingField, { before, after }: Difference): Switched | undefined {
  const { shape, part } = rowOf(field);
  if (shape !== 'switch' && shape !== 'group') return undefined;
  const valueOf = (snapshot: Snapshot): unknown => {
    const value = settingValue(otherSettings(snapshot), field) ?? null;
    return shape === 'group' && value !== null ? memberOf(value, 'isSyncAllowed') === true : value;
  };
  const [was, is] = [valueOf(before), valueOf(after)];
  if (is === true) return 'on';
  const hasNothingBehind = after.kind === 'partner' && isLast(field, after.partner);
  if (hasNothingBehind && was !== true) return is === null ? 'unsetOff' : 'setOff';
  if (is !== null || hasNothingBehind) return 'off';
  return part === undefined ? 'leftToDefault' : 'leftToTenants';
}

type Judge = (before: unknown, after: unknown, name: SettingRow['name']) => Move['way'];
const WAYS: Readonly<Record<SettingRow['shape'], Judge>> = {
  switch: (_, after) => (after === false ? 'narrower' : 'wider'),
  group: (_, after) => (memberOf(after, 'isSyncAllowed') === false ? 'narrower' : 'wider'),
  value: (_, after) => (after === null ? 'narrower' : 'wider'),
  reach: (before, after, name) => (isNarrower(before, after, knownParts(name)) ? 'narrower' : 'wider'),
  list: (before, after) => (isAmong(after, before) ? 'narrower' : 'wider'),
  levels: (before, after) => (isAmong(namesIn(after), namesIn(before)) ? 'narrower' : 'wider'),
};

const namesIn = (levels: unknown): unknown => (typeof levels === 'string' ? levelsIn(levels) : undefined);
const isAmong = (some: unknown, all: unknown): boolean =>
  Array.isArray(some) && Array.isArray(all) && some.every((one) => all.includes(one));

/** Whom, or what, a setting lets through: all, or none, but for some. */
export type Reach = { readonly allows: 'all' | 'some' | 'none' | 'allBut'; readonly targets: readonly string[] };

/**
 * What stands for all of a part. Graph: crossTenantAccessPolicyTarget, which knows other words that begin alike and mean some
 * (`AllMicrosoftApps`).
 */
const ALL_OF: Readonly<Record<string, string>> = {
  usersAndGroups: 'allusers',
  users: 'allusers',
  applications: 'allapplications',
};

/** Graph: crossTenantAccessPolicyB2BSetting, and of the settings of Microsoft 365 the one part that they have. */
const knownParts = (name: string): readonly string[] =>
  name.startsWith('m365') ? ['users'] : ['usersAndGroups', 'applications'];

/**
 * undefined: it cannot be read, or says nothing. Graph: crossTenantAccessPolicyTargetConfiguration.
 * @param name what Graph calls the part
 */
export function reachOf(part: unknown, name: string): Reach | undefined {
  const access = memberOf(part, 'accessType');
  const targets = memberOf(part, 'targets');
  if ((access !== 'allowed' && access !== 'blocked') || !Array.isArray(targets)) return undefined;
  const named = targets.flatMap((one: unknown) => {
    const target = memberOf(one, 'target');
    return typeof target === 'string' ? [target.toLowerCase()] : [];
  });
  if (named.length === 0 || named.length < targets.length) return undefined;
  const isAll = named.some((one) => one === ALL_OF[name]);
  if (access === 'allowed') return { allows: isAll ? 'all' : 'some', targets: named };
  return { allows: isAll ? 'none' : 'allBut', targets: named };
}

/** The parts of a setting that are about whom and what; each has to let something through. */
export function partsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

/** Whether somebody is let through by it; what cannot be read may let somebody through. @param name what Graph calls the setting */
export const letsAnybody = (value: unknown, name: string): boolean =>
  !knownParts(name).some((part) => reachOf(memberOf(value, part), part)?.allows === 'none');

/** @param known what else there is may mean anything */
function isNarrower(before: unknown, after: unknown, known: readonly string[]): boolean {
  const [was, is] = [partsOf(before), partsOf(after)];
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)),
  );
  if (differing.some((name) => !known.includes(name))) return false;
  if (known.some((name) => reachOf(is.get(name), name)?.allows === 'none')) return true;
  return differing.every((name) => isWithin(reachOf(is.get(name), name), reachOf(was.get(name), name)));
}

/** Whether one surely lets nothing through that the other did not. */
function isWithin(inner: Reach | undefined, outer: Reach | undefined): boolean {
  if (inner === undefined || outer === undefined) return false;
  if (outer.allows === 'all') return true;
  const [mine, theirs] = [new Set(inner.targets), new Set(outer.targets)];
  if (inner.allows === 'some' && outer.allows === 'some') return [...mine].every((one) => theirs.has(one));
  if (inner.allows === 'allBut' && outer.allows === 'allBut') return [...theirs].every((one) => mine.has(one));
  return false;
}

/** The names of what differs and is not in the table. */
export function unknownChanged({ before, after }: Difference): readonly string[] {
  const [was, is] = [otherSettings(before), otherSettings(after)];
  const names = [...new Set([...was, ...is].map(({ name }) => name))].filter((name) => !isKnownSetting(name));
  const printOf = (settings: readonly OtherSetting[], wanted: string): string | undefined =>
    settings.find(({ name }) => name === wanted)?.fingerprint;
  return names.filter((name) => printOf(was, name) !== printOf(is, name));
}

/** The names of what differs and Graph lets no app set back as it was. */
export function unsettable(difference: Difference): readonly string[] {
  // What came with a partner goes with it.
  if (difference.before.kind === 'partner' && difference.before.partner === null) return [];
  const was = otherSettings(difference.before);
  const fields = movesOf(difference).flatMap(({ field }) => (field === 'otherSettings' ? [] : [rowOf(field)]));
  const known = fields.filter(({ name, isWritable }) => {
    const setting = was.find((one) => one.name === name);
    return !isWritable || (setting !== undefined && !isSettable(setting));
  });
  return [...new Set([...known.map(({ name }) => name), ...unknownChanged(difference)])];
}
