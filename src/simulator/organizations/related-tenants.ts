/** /directory/tenantGovernance/relatedTenants: what Entra itself counts of another tenant, where it has found that one. */
import { resourceNotFound } from '../graph/graph-error.ts';
import { entity } from '../graph/odata.ts';
import { guid } from '../graph/request-body.ts';
import type { Route } from '../graph/route.ts';

export const relatedTenantRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/directory/tenantGovernance/relatedTenants/{id}',
    // Graph: for applications, the one permission that is listed.
    permissions: ['TenantGovernance-RelatedTenant.Read.All'],
    // Graph: this method supports no OData query parameters.
    options: [],
    handle: (call) => {
      const id = guid(call.param('id'), 'id');
      const related = call.tenant.relatedTenants.get(id);
      // Graph: what is answered about a tenant that was not found is documented nowhere (assumed: 404).
      if (related === undefined) throw resourceNotFound(id);
      return entity(call, 'directory/tenantGovernance/relatedTenants/$entity', { id, ...related });
    },
  },
];
