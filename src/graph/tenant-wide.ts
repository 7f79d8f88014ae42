import type { OtherSetting } from '../domain/policy/policy.ts';
import type { Operation } from '../domain/policy/operation.ts';
import type { SettingWrite } from '../domain/policy/settings.ts';
import { alwaysOf, levelsValue, prefixOf, tenantPartOf, type TenantPart } from '../domain/policy/tenant-wide.ts';
import type { GraphClient } from './client.ts';
import { OPERATIONS } from './operations.ts';
import { fingerprintOf, settingsOfPlace } from './other-settings.ts';
import { parsed, wireWhole } from './wire.ts';

/** What is of the tenant as a whole: with which clouds it works, and both templates of its multitenant organization. */

const READS: Readonly<Record<TenantPart, Operation>> = {
  policy: 'readPolicy',
  partnerTemplate: 'readPartnerTemplate',
  syncTemplate: 'readTemplate',
};
const WRITES: Readonly<Record<TenantPart, Operation>> = {
  policy: 'updatePolicy',
  partnerTemplate: 'updatePartnerTemplate',
  syncTemplate: 'updateTemplate',
};

/** What names and describes the policy, or is read elsewhere, and lets nobody through. Graph: policyBase. */
const NO_SETTINGS = [
  'id',
  'displayName',
  'description',
  'definition',
  'deletedDateTime',
  'default',
  'partners',
  'templates',
];

/** All that one part says, also what nobody here has heard of; throws DirectoryError. */
export async function readPart(graph: GraphClient, part: TenantPart): Promise<readonly OtherSetting[]> {
  const purpose = OPERATIONS[READS[part]];
  const body = parsed(wireWhole, await graph.get(purpose.path, purpose), purpose);
  const members = Object.fromEntries(Object.entries(body).filter(([name]) => !NO_SETTINGS.includes(name)));
  const { allowedCloudEndpoints: clouds, templateApplicationLevel: levels, ...rest } = members;
  // Whether Graph sends a list that is empty is not documented; that it was read is told by what is always there.
  const always =
    part === 'policy' ? JSON.stringify(tidyNames(clouds)) : levelsValue(typeof levels === 'string' ? levels : '');
  const mine = { name: alwaysOf(part), fingerprint: fingerprintOf(JSON.parse(always), '') ?? '', value: always };
  return [mine, ...settingsOfPlace(rest, prefixOf(part))];
}

const tidyNames = (names: unknown): readonly string[] =>
  Array.isArray(names) ? [...new Set(names.filter((name) => typeof name === 'string'))].sort() : [];

/** The request that writes settings of one part; undefined: they are of none. */
export function requestOfPart(settings: readonly SettingWrite[]) {
  const [first] = settings;
  const part = first && tenantPartOf(first);
  if (part === undefined) return undefined;
  const body = settings.map(({ name, value }): [string, unknown] => {
    const member = name.slice(prefixOf(part).length);
    if (value !== null) return [member, JSON.parse(value)];
    // As of a partner's policy, where the value inside is what can be null.
    return [member, member === 'userSyncInbound' ? { isSyncAllowed: null } : null];
  });
  return { operation: WRITES[part], body: Object.fromEntries(body) };
}
