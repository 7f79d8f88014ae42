/** /policies/crossTenantAccessPolicy/default: what partners inherit where they say nothing. */
import { READ_POLICY } from './cross-tenant-access.ts';
import { entity } from '../graph/odata.ts';
import type { Route } from '../graph/route.ts';

/** Graph: the default has no identitySynchronization, so sync is never allowed for everyone at once. */
export const defaultConfigurationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/policies/crossTenantAccessPolicy/default',
    permissions: READ_POLICY,
    options: ['$select'],
    handle: (call) =>
      entity(call, 'policies/crossTenantAccessPolicy/default/$entity', {
        ...call.tenant.defaultConfiguration,
        b2bCollaborationInbound: ALLOW_ALL,
        b2bCollaborationOutbound: ALLOW_ALL,
      }),
  },
];

const ALLOW_ALL = {
  usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
};
