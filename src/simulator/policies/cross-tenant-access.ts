/** What the routes under /policies/crossTenantAccessPolicy have in common. */
import { GraphError } from '../graph/graph-error.ts';
import { guid } from '../graph/request-body.ts';
import type { Call } from '../graph/route.ts';

/** Graph: either permission suffices for reads, and only the second for writes; nothing higher is offered. */
export const READ_POLICY = ['Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess'];
export const WRITE_POLICY = ['Policy.ReadWrite.CrossTenantAccess'];

export const PARTNERS = '/policies/crossTenantAccessPolicy/partners';
export const PARTNER = `${PARTNERS}/{tenantId}`;

/** Graph: the answer to a malformed key is documented nowhere (assumed: 400). */
export function tenantIdOf(call: Call): string {
  return guid(call.param('tenantId'), 'tenantId');
}

/** Graph: a second partner, or a second sync policy, with the same tenantId is a 409 whose details say which kind. */
export function alreadyExists(): GraphError {
  const message = 'Another object with the same value for property tenantId already exists.';
  return new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', message, {
    details: [{ code: 'ConflictingObjects', message }],
  });
}
