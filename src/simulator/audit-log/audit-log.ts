/** Entra's audit log: who changed which partner, told with a delay. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Partner } from '../tenant.ts';

import type { AuditActor, AuditRecord } from './record.ts';

/** The records of one change of one partner; one for each resource that differs. */
export function auditRecords(
  tenantId: string,
  before: Partner | undefined,
  after: Partner | undefined,
  actor: AuditActor,
  at: Date,
): readonly AuditRecord[] {
  return activities(before, after).map(([category, activityDisplayName, properties]) => ({
    id: `Directory_${randomUUID()}`,
    activityDateTime: at.toISOString(),
    activityDisplayName,
    category,
    loggedByService: 'Core Directory',
    result: 'success',
    initiatedBy: initiatedBy(actor),
    targetResources: [
      {
        id: randomUUID(),
        displayName: `CrossTenantAccessPolicy for ${tenantId}`,
        type: 'Policy',
        modifiedProperties: [
          { displayName: 'tenantId', oldValue: null, newValue: JSON.stringify(tenantId) },
          ...properties,
        ],
      },
    ],
  }));
}

/** Of what belongs to the tenant as a whole, and to no partner. */
export type TemplateActivity =
  | `${'Update' | 'Reset'} a multitenant org ${'identity sync policy' | 'partner configuration'} template`
  | 'Update policy'
  | 'Update the company default cross-tenant access setting';

/** The record of a write to the template of the multitenant organization, to the default or to the policy itself. What it names is not documented (assumed: nothing). */
export function templateRecord(activityDisplayName: TemplateActivity, actor: AuditActor, at: Date): AuditRecord {
  return {
    id: `Directory_${randomUUID()}`,
    activityDateTime: at.toISOString(),
    activityDisplayName,
    category: 'MultiTenantOrgIdentitySyncPolicyUpdate',
    loggedByService: 'Core Directory',
    result: 'success',
    initiatedBy: initiatedBy(actor),
    targetResources: [],
  };
}

function initiatedBy(actor: AuditActor): AuditRecord['initiatedBy'] {
  if ('app' in actor) {
    const { appId, displayName, servicePrincipalId = null } = actor.app;
    return { user: null, app: { appId, displayName, servicePrincipalId, servicePrincipalName: null } };
  }
  return { app: null, user: { ...actor.user, ipAddress: actor.ipAddress } };
}

const SYNC = 'CrossTenantIdentitySyncSettings';
const ACCESS = 'CrossTenantAccessSettings';

/** Graph: the names are irregular, as in the audit activity reference. */
function activities(before: Partner | undefined, after: Partner | undefined): readonly Activity[] {
  const was = before?.identitySynchronization ?? null;
  const is = after?.identitySynchronization ?? null;
  const found: Activity[] = [];
  if (before === undefined && after !== undefined) {
    found.push([ACCESS, 'Add a partner to cross-tenant access setting', modified(before, settings(after))]);
  }
  if (was === null && is !== null) {
    found.push([SYNC, 'Create a partner cross-tenant identity sync setting', modified(was, is)]);
  }
  if (was !== null && is === null) {
    found.push([SYNC, 'Delete a partner cross-tenant identity sync setting', modified(was, is)]);
  }
  if (was !== null && is !== null && !isDeepStrictEqual(was, is)) {
    found.push([SYNC, 'Update a partner cross-tenant identity sync setting', modified(was, is)]);
  }
  if (before !== undefined && after !== undefined && !isDeepStrictEqual(settings(before), settings(after))) {
    found.push([ACCESS, 'Update a partner cross-tenant access setting', modified(settings(before), settings(after))]);
  }
  if (before !== undefined && after === undefined) {
    found.push([ACCESS, 'Delete partner specific cross-tenant access setting', modified(settings(before), after)]);
  }
  return found;
}

type Modified = { readonly displayName: string; readonly oldValue: string | null; readonly newValue: string | null };
type Activity = readonly [category: string, name: string, properties: readonly Modified[]];

const settings = ({ tenantId: _, identitySynchronization: __, ...rest }: Partner): object => rest;

/** Each property that differs. Graph: values are JSON in a string, in quotes once more. */
function modified(before: object | null | undefined, after: object | null | undefined): readonly Modified[] {
  const [was, is] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  const text = (value: unknown): string | null =>
    (value ?? null) === null ? null : JSON.stringify(JSON.stringify(value));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => !isDeepStrictEqual(was.get(name) ?? null, is.get(name) ?? null))
    .map((name) => ({ displayName: name, oldValue: text(was.get(name)), newValue: text(is.get(name)) }));
}
