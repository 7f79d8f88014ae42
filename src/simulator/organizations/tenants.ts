/** /tenantRelationships/findTenantInformationBy…: who is behind a domain name or a tenant id, anywhere in the world. */
import { badRequest, resourceNotFound } from '../graph/graph-error.ts';
import { entity } from '../graph/odata.ts';
import { unquote } from '../graph/odata-filter.ts';
import { guid } from '../graph/request-body.ts';
import type { Answer, Call, Route } from '../graph/route.ts';
import type { WorldTenant } from '../tenant.ts';

/** Graph: the one permission that is listed, with no higher alternative. */
const permissions = ['CrossTenantInformation.ReadBasic.All'];
const options = ['$select'];

export const tenantRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/tenantRelationships/findTenantInformationByDomainName({parameter})',
    permissions,
    options,
    handle: (call) => {
      const domain = domainName(parameter(call, 'domainName'));
      // Graph: the parameter is described as the primary domain; that any verified domain resolves is assumed.
      return found(call, (tenant) => tenant.domains.includes(domain), domain);
    },
  },
  {
    method: 'GET',
    path: '/tenantRelationships/findTenantInformationByTenantId({parameter})',
    permissions,
    options,
    handle: (call) => {
      const tenantId = guid(parameter(call, 'tenantId'), 'tenantId');
      return found(call, (tenant) => tenant.tenantId === tenantId, tenantId);
    },
  },
];

/** Graph: `name='value'` within the path, quotes in the value doubled, the whole URL-encoded. */
function parameter(call: Call, name: string): string {
  const literal = new RegExp(`^${name}=('(?:[^']|'')*')$`).exec(call.param('parameter'))?.[1];
  if (literal === undefined) throw badRequest(`The function parameter '${name}' is malformed.`);
  return unquote(literal);
}

const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** Graph: the answer to malformed input is documented nowhere (assumed: 400); a name that is not in its ASCII form counts. */
function domainName(text: string): string {
  const name = text.toLowerCase();
  if (!DOMAIN.test(name)) throw badRequest('The domain name is malformed.');
  return name;
}

/** Graph: status and code for an unknown tenant are documented nowhere; callers in the wild treat 404 as not found. */
function found(call: Call, matches: (tenant: WorldTenant) => boolean, what: string): Answer {
  const tenant = [call.tenant.home, ...call.tenant.world.values()].find(matches);
  if (tenant === undefined) throw resourceNotFound(what);
  const { tenantId, displayName, defaultDomainName, federationBrandName } = tenant;
  return entity(call, 'microsoft.graph.tenantInformation', {
    tenantId,
    displayName,
    defaultDomainName,
    federationBrandName,
  });
}
