import { graphTenants } from '../../src/graph/tenants.ts';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { tenantsContract } from '../contracts/tenants.ts';
import { FAULTS, simulate } from './support.ts';

tenantsContract('the Graph adapter, on the simulator', async () => {
  const { client, graph, tenant } = await simulate({ tenant: manyPartners(0) });
  return {
    tenants: graphTenants(client),
    set: ({ tenantId, displayName, defaultDomainName }, domains = []) => {
      if (displayName === null || defaultDomainName === null) throw new Error('the simulator knows no such tenant');
      tenant.world.set(tenantId, {
        tenantId,
        displayName,
        defaultDomainName,
        federationBrandName: null,
        domains: [defaultDomainName, ...domains],
      });
    },
    remove: ({ tenantId }) => {
      tenant.world.delete(tenantId);
    },
    fail: (trouble) => {
      graph.fail({ ...FAULTS[trouble], path: /findTenantInformation/ });
    },
  };
});
