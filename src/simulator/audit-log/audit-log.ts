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
  return activities(before, after).map(([category, activityDisplayName]) => ({
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
        // Values are JSON inside of strings.
        modifiedProperties: [{ displayName: 'tenantId', oldValue: null, newValue: JSON.stringify(tenantId) }],
      },
    ],
  }));
}

export type TemplateActivity = `${'Update' | 'Reset'} a multitenant org identity sync policy template`;

/** The record of a write to the template of the multitenant organization. What it names is not documented (assumed: nothing). */
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
    const { appId, displayName } = actor.app;
    return { user: null, app: { appId, displayName, servicePrincipalId: null, servicePrincipalName: null } };
  }
  return { app: null, user: { ...actor.user, ipAddress: actor.ipAddress } };
}

const SYNC = 'CrossTenantIdentitySyncSettings';
const ACCESS = 'CrossTenantAccessSettings';

/** Graph: the names are irregular, as in the audit activity reference. */
function activities(before: Partner | undefined, after: Partner | undefined): readonly (readonly [string, string])[] {
  const was = before?.identitySynchronization ?? null;
  const is = after?.identitySynchronization ?? null;
  const found: (readonly [string, string])[] = [];
  if (before === undefined && after !== undefined) {
    found.push([ACCESS, 'Add a partner to cross-tenant access setting']);
  }
  if (was === null && is !== null) found.push([SYNC, 'Create a partner cross-tenant identity sync setting']);
  if (was !== null && is === null) found.push([SYNC, 'Delete a partner cross-tenant identity sync setting']);
  if (was !== null && is !== null && !isDeepStrictEqual(was, is)) {
    found.push([SYNC, 'Update a partner cross-tenant identity sync setting']);
  }
  if (before !== undefined && after !== undefined && !isDeepStrictEqual(settings(before), settings(after))) {
    found.push([ACCESS, 'Update a partner cross-tenant access setting']);
  }
  if (before !== undefined && after === undefined) {
    found.push([ACCESS, 'Delete partner specific cross-tenant access setting']);
  }
  return found;
}

const settings = (partner: Partner): Partner => ({ ...partner, identitySynchronization: null });
