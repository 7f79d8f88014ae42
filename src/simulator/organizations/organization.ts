/** /organization: the tenant about itself. */
import { page } from '../graph/odata.ts';
import type { Route } from '../graph/route.ts';

export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/organization',
    permissions: ['Organization.Read.All', 'Directory.Read.All'],
    options: ['$select'],
    handle: (call) => {
      const { tenantId, displayName, domains, defaultDomainName } = call.tenant.home;
      const verifiedDomains = domains.map((name) => ({
        name,
        isDefault: name === defaultDomainName,
        isInitial: name.endsWith('.onmicrosoft.com'),
        type: 'Managed',
        capabilities: 'Email, OfficeCommunicationsOnline',
      }));
      return page(call, 'organization', [{ id: tenantId, displayName, verifiedDomains }], 'id');
    },
  },
];
