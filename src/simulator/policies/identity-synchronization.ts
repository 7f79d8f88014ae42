/** /policies/crossTenantAccessPolicy/partners/{tenantId}/identitySynchronization: may the partner push its users in? */
import { alreadyExists, PARTNER, READ_POLICY, tenantIdOf, WRITE_POLICY } from './cross-tenant-access.ts';
import { keep } from './deleted-items.ts';
import { badRequest, GraphError, resourceNotFound } from '../graph/graph-error.ts';
import { entity } from '../graph/odata.ts';
import { fields, nullableBoolean, nullableString } from '../graph/request-body.ts';
import { noContent, type Answer, type Call, type Route, type Version } from '../graph/route.ts';
import type { IdentitySynchronization, Partner } from '../tenant.ts';

const PATH = `${PARTNER}/identitySynchronization`;

export const identitySynchronizationRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, permissions: READ_POLICY, options: ['$select'], handle: getPolicy },
  { method: 'PUT', path: PATH, permissions: WRITE_POLICY, handle: createPolicy },
  { method: 'PATCH', path: PATH, permissions: WRITE_POLICY, handle: updatePolicy },
  { method: 'DELETE', path: PATH, permissions: WRITE_POLICY, handle: deletePolicy },
];

/** Graph: status and code for a missing policy, or a missing partner, are documented nowhere (assumed: 404, general code). */
function getPolicy(call: Call): Answer {
  const tenantId = tenantIdOf(call);
  const policy = call.partners.asRead(tenantId)?.identitySynchronization ?? null;
  if (policy === null) throw resourceNotFound(tenantId);
  const context = `policies/crossTenantAccessPolicy/partners('${tenantId}')/identitySynchronization/$entity`;
  return entity(call, context, identitySynchronizationAsSeen(call.version, tenantId, policy));
}

/** Graph: PUT is create only; where a policy exists it answers 409 and changes nothing. */
function createPolicy(call: Call): Answer {
  const tenantId = tenantIdOf(call);
  const partner = call.partners.live(tenantId);
  // Graph: the answer for a partner that does not exist is documented nowhere (assumed: 404).
  if (partner === undefined) throw resourceNotFound(tenantId);
  const policy = newPolicy(call.version, call.body);
  if (partner.identitySynchronization !== null) throw alreadyExists();
  return write(call, partner, policy);
}

/** Graph: PATCH is partial; what the body leaves out keeps its value. */
function updatePolicy(call: Call): Answer {
  const partner = call.partners.live(tenantIdOf(call));
  const policy = partner?.identitySynchronization ?? null;
  if (partner === undefined || policy === null) {
    // Graph: the code is documented, its status is not printed (assumed: 404).
    throw new GraphError(404, 'Directory_ObjectNotFound', 'Unable to read the company information from the directory.');
  }
  return write(call, partner, withChanges(call.version, policy, call.body));
}

/** Graph: the answer when there is nothing to delete is documented nowhere (assumed: 404). */
function deletePolicy(call: Call): Answer {
  const tenantId = tenantIdOf(call);
  const partner = call.partners.live(tenantId);
  if (partner === undefined || partner.identitySynchronization === null) throw resourceNotFound(tenantId);
  const deleted = partner.identitySynchronization;
  return noContent(() => {
    keep(call.tenant.deletedSyncPolicies, tenantId, deleted, call.now);
    return call.partners.write(tenantId, { ...partner, identitySynchronization: null });
  });
}

function write(call: Call, partner: Partner, identitySynchronization: IdentitySynchronization): Answer {
  return noContent(() => call.partners.write(partner.tenantId, { ...partner, identitySynchronization }));
}

/** The policy that a body describes: what it does not name is null. */
export function newPolicy(version: Version, body: unknown): IdentitySynchronization {
  return withChanges(version, { displayName: null, userSyncInbound: null, groupSyncInbound: null }, body);
}

function withChanges(version: Version, policy: IdentitySynchronization, body: unknown): IdentitySynchronization {
  // Graph: group synchronisation exists in beta only.
  const beta = version === 'beta' ? ['groupSyncInbound'] : [];
  const changes = fields(body, 'identitySynchronization', ['displayName', 'userSyncInbound', ...beta]);
  const after: IdentitySynchronization = { ...policy };
  if ('displayName' in changes) after.displayName = nullableString(changes, 'displayName');
  if ('userSyncInbound' in changes) after.userSyncInbound = userSyncInbound(changes['userSyncInbound']);
  if ('groupSyncInbound' in changes) after.groupSyncInbound = groupSyncInbound(changes['groupSyncInbound']);
  return after;
}

export function userSyncInbound(value: unknown): IdentitySynchronization['userSyncInbound'] {
  if (value === null) return null;
  return { isSyncAllowed: nullableBoolean(fields(value, 'userSyncInbound', ['isSyncAllowed']), 'isSyncAllowed') };
}

/** Graph: isSyncAllowed is nullable for users, and not for groups. */
function groupSyncInbound(value: unknown): IdentitySynchronization['groupSyncInbound'] {
  if (value === null) return null;
  const isSyncAllowed = nullableBoolean(fields(value, 'groupSyncInbound', ['isSyncAllowed']), 'isSyncAllowed');
  if (isSyncAllowed === null) throw badRequest("A null value was found for the non-nullable property 'isSyncAllowed'.");
  return { isSyncAllowed };
}

/** The policy as a version shows it: beta adds group synchronisation and members that v1.0 never holds. */
export function identitySynchronizationAsSeen(
  version: Version,
  tenantId: string,
  policy: IdentitySynchronization,
): Record<string, unknown> {
  const { displayName, userSyncInbound, groupSyncInbound } = policy;
  const seen = { tenantId, displayName, userSyncInbound };
  if (version === 'v1.0') return seen;
  const { roleEnabledGroupSyncInbound: roles, externalCloudAuthorizedApplicationId = null } = policy;
  const ofRoles = roles === undefined ? {} : { roleEnabledGroupSyncInbound: roles };
  return { ...seen, groupSyncInbound, ...ofRoles, externalCloudAuthorizedApplicationId, deletedDateTime: null };
}
