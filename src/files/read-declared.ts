import { parseUntil } from '../domain/ends/asked-end.ts';
import { ENDING_DOORS, type EndingDoor } from '../domain/ends/door.ts';
import type { DeclaredEnd, FileFault, WantedPartner, WantedPolicy } from '../domain/declared/wanted.ts';
import { DECLARED_TRUST } from '../domain/declared/declared.ts';
import { parseTenantId, type TenantId } from '../domain/ids.ts';
import type { OtherSetting, Setting } from '../domain/policy/policy.ts';
import { rowOf, SETTING_FIELDS } from '../domain/policy/settings.ts';
import { DeclaredFault } from './declared-fault.ts';
import { readYaml, type Entry, type Node } from './read-yaml.ts';
import { VERSION } from './yaml.ts';

/** Settings as they would be read where these are set; what says nothing of its own is none. */
export type SettingsOf = (members: Readonly<Record<string, unknown>>) => readonly OtherSetting[];

/**
 * The partners of a file that `export partners` writes, as it wants them, in its order; or why it is not followed. Nothing is
 * taken from a file of which not all is understood.
 * @param home whose partners they have to be
 */
export async function readDeclared(
  text: string,
  home: TenantId,
  settingsOf: SettingsOf,
): Promise<readonly WantedPartner[] | FileFault> {
  try {
    const root = entriesOf(await readYaml(text.replace(/^\uFEFF/, ''), 'partners'), '');
    demandForm(root, home);
    const list = nodeIn(root, 'partners', 1);
    if (list.is !== 'list') throw new DeclaredFault('noList', list.line, 'partners');
    return partnersOf(list.items, settingsOf);
  } catch (error) {
    if (error instanceof DeclaredFault) return error.fault;
    throw error;
  }
}

function demandForm(root: readonly Entry[], home: TenantId): void {
  const version = nodeIn(root, 'version', 1);
  if (version.is !== 'value' || version.value !== VERSION) {
    throw new DeclaredFault('otherForm', version.line, version.is === 'value' ? String(version.value) : '');
  }
  const organization = nodeIn(root, 'organization', 1);
  if (tenantOf(organization, 'organization') !== home) throw new DeclaredFault('elsewhere', organization.line);
  only(root, ['version', 'organization', 'partners'], '');
}

function partnersOf(items: readonly Node[], settingsOf: SettingsOf): readonly WantedPartner[] {
  const seen = new Set<TenantId>();
  return items.map((item) => {
    const entries = entriesOf(item, 'partners');
    const tenant = nodeIn(entries, 'tenant', item.line);
    const tenantId = tenantOf(tenant, 'partners.tenant');
    if (seen.has(tenantId)) throw new DeclaredFault('partnerTwice', tenant.line, tenantId);
    seen.add(tenantId);
    only(entries, ['tenant', 'automaticRedemption', 'synchronization', 'trust', 'settings', 'ends'], 'partners');
    return { tenantId, ...partnerOf(entries, settingsOf) };
  });
}

function partnerOf(entries: readonly Entry[], settingsOf: SettingsOf): Omit<WantedPartner, 'tenantId'> {
  const below = (key: string, keys: readonly string[] | null): readonly Entry[] | null => {
    const found = entries.find((entry) => entry.key === key);
    if (found === undefined) return null;
    const under = entriesOf(found.node, key);
    if (keys !== null) only(under, keys, key);
    return under;
  };
  const ends = below('ends', ENDING_DOORS);
  const trust = below('trust', Object.keys(DECLARED_TRUST)) ?? [];
  const redemption = below('automaticRedemption', ['inbound', 'outbound']) ?? [];
  return {
    redemption: switches(redemption, 'automaticRedemption'),
    ...policyOf(entries),
    trust: switches(trust, 'trust'),
    settings: (below('settings', null) ?? []).map((entry) => settingOf(entry, settingsOf)),
    ends: ends?.map(endOf) ?? null,
  };
}

function policyOf(entries: readonly Entry[]): Pick<WantedPartner, 'synchronization'> {
  const found = entries.find(({ key }) => key === 'synchronization');
  if (found === undefined) return {};
  const { node } = found;
  if (node.is === 'value' && node.value === null) return { synchronization: null };
  const members = entriesOf(node, 'synchronization');
  only(members, ['name', 'users', 'groups'], 'synchronization');
  const isNamed = members.filter(({ key }) => key === 'name');
  const own: Pick<WantedPolicy, 'users' | 'groups'> = switches(
    members.filter(({ key }) => key !== 'name'),
    'synchronization',
  );
  return { synchronization: { ...own, ...Object.fromEntries(isNamed.map((entry) => [entry.key, nameOf(entry)])) } };
}

/** Entra takes no longer one. */
const LONGEST_NAME = 256;

function nameOf({ node }: Entry): string | null {
  if (node.is === 'value') {
    const { value } = node;
    if (value === null || (typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME)) return value;
  }
  throw new DeclaredFault('noName', node.line, 'synchronization.name');
}

/** What stands by itself in a file, or says whom settings are of. */
const ELSEWHERE = [
  rowOf('trustMfa').name,
  'automaticUserConsentSettings',
  'identitySynchronization',
  'tenantId',
  'isServiceDefault',
];
/** Of these a value is a mapping of whom and what. */
const MAPPED = SETTING_FIELDS.map(rowOf).flatMap(({ name, shape }) => (shape === 'reach' ? [name] : []));

function settingOf({ key, line, node }: Entry, settingsOf: SettingsOf): WantedPartner['settings'][number] {
  if (ELSEWHERE.includes(key)) throw new DeclaredFault('standsElsewhere', line, key);
  const isNothing = node.is === 'value' && node.value === null;
  if (MAPPED.includes(key) && !isNothing && node.is !== 'map') throw new DeclaredFault('noMapping', line, key);
  const setting = settingsOf({ [key]: plain(node) }).find(({ name }) => name === key);
  return { name: key, setting: setting ?? null };
}

function endOf({ key, node }: Entry): readonly [EndingDoor, DeclaredEnd] {
  const door = ENDING_DOORS.find((one) => one === key);
  const asked = node.is === 'value' && typeof node.value === 'string' ? parseUntil(node.value) : undefined;
  if (door === undefined || asked === undefined || asked.kind === 'days')
    throw new DeclaredFault('noEnd', node.line, textOf(node));
  return [door, asked];
}

function switches(entries: readonly Entry[], path: string): Readonly<Record<string, Setting>> {
  const read = entries.map(({ key, node }): readonly [string, Setting] => {
    if (node.is !== 'value' || (typeof node.value !== 'boolean' && node.value !== null)) {
      throw new DeclaredFault('noSwitch', node.line, `${path}.${key}`);
    }
    return [key, node.value];
  });
  return Object.fromEntries(read);
}

function entriesOf(node: Node, path: string): readonly Entry[] {
  if (node.is !== 'map') throw new DeclaredFault('noMapping', node.line, path);
  return node.entries;
}

function only(entries: readonly Entry[], keys: readonly string[], path: string): void {
  const unknown = entries.find(({ key }) => !keys.includes(key));
  if (unknown === undefined) return;
  throw new DeclaredFault('keyUnknown', unknown.line, path === '' ? unknown.key : `${path}.${unknown.key}`);
}

function nodeIn(entries: readonly Entry[], key: string, line: number): Node {
  const found = entries.find((entry) => entry.key === key);
  if (found === undefined) throw new DeclaredFault('keyMissing', line, key);
  return found.node;
}

function tenantOf(node: Node, path: string): TenantId {
  const id = node.is === 'value' && typeof node.value === 'string' ? parseTenantId(node.value) : undefined;
  if (id === undefined) throw new DeclaredFault('noTenant', node.line, path);
  return id;
}

const textOf = (node: Node): string => (node.is === 'value' ? String(node.value) : '');

/** As JSON has it. */
function plain(node: Node): unknown {
  switch (node.is) {
    case 'value':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.node)]));
  }
}
