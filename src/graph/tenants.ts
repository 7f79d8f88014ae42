import type { Tenants } from '../app/ports.ts';
import { parseTenantId } from '../domain/ids.ts';
import { DirectoryError } from '../domain/problem.ts';
import type { TenantInformation } from '../domain/partners/tenant.ts';
import type { GraphClient } from './client.ts';
import type { Purpose } from './call.ts';
import { unexpectedAnswer } from './errors.ts';
import { parsed, wireTenant } from './wire.ts';

const LOOK_UP: Purpose = { subject: 'tenant', permission: 'CrossTenantInformation.ReadBasic.All' };
const FIND = '/tenantRelationships/findTenantInformationBy';

/** Any tenant by domain or id, over Graph v1.0. */
export function graphTenants(graph: GraphClient): Tenants {
  const find = async (path: string): Promise<TenantInformation | null> => {
    try {
      const answer = await graph.get(path, LOOK_UP);
      const found = parsed(wireTenant, answer, LOOK_UP);
      const tenantId = parseTenantId(found.tenantId);
      if (tenantId === undefined) throw unexpectedAnswer(LOOK_UP, answer.requestIds);
      return { tenantId, displayName: found.displayName, defaultDomainName: found.defaultDomainName };
    } catch (error) {
      if (error instanceof DirectoryError && isUnknownTenant(error)) return null;
      throw error;
    }
  };

  return {
    byDomain: (domain) => find(`${FIND}DomainName(domainName='${inline(domain)}')`),
    byId: async (tenantId) => {
      const found = await find(`${FIND}TenantId(tenantId='${inline(tenantId)}')`);
      if (found !== null && found.tenantId !== tenantId) throw unexpectedAnswer(LOOK_UP, []);
      return found;
    },
  };
}

/** A text inside an inline function parameter: quotes doubled (OData), then URL-encoded, for the client encodes nothing. */
const inline = (text: string): string => encodeURIComponent(text.replaceAll("'", "''"));

/** Graph: 404 for a tenant nobody knows; 400 is assumed for a name that cannot be one. */
function isUnknownTenant({ problem }: DirectoryError): boolean {
  return problem.kind === 'notFound' || (problem.kind === 'rejected' && problem.status === 400);
}
