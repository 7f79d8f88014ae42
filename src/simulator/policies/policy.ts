/** /policies/crossTenantAccessPolicy itself: with which other clouds the tenant works. */
import { isDeepStrictEqual } from 'node:util';
import { READ_POLICY, WRITE_POLICY } from './cross-tenant-access.ts';
import { badRequest } from '../graph/graph-error.ts';
import { entity } from '../graph/odata.ts';
import { fields } from '../graph/request-body.ts';
import { noContent, type Answer, type Call, type Route } from '../graph/route.ts';

const PATH = '/policies/crossTenantAccessPolicy';

export const policyRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, permissions: READ_POLICY, options: ['$select'], handle: getPolicy },
  { method: 'PATCH', path: PATH, permissions: WRITE_POLICY, handle: updatePolicy },
];

/** Graph: its name is printed so. */
function getPolicy(call: Call): Answer {
  const allowedCloudEndpoints = [...call.tenant.allowedCloudEndpoints];
  const policy = { displayName: 'CrossTenantAccessPolicy', allowedCloudEndpoints };
  return entity(call, 'policies/crossTenantAccessPolicy/$entity', policy);
}

/** Graph: the values that are supported. */
const CLOUDS = ['microsoftonline.com', 'microsoftonline.us', 'partner.microsoftonline.cn'];
const isCloud = (cloud: unknown): cloud is string => typeof cloud === 'string' && CLOUDS.includes(cloud);

/** Graph: the name of what its records are called is not documented (assumed: as of other policies). */
function updatePolicy(call: Call): Answer {
  const { tenant, body, partners } = call;
  const changes = fields(body, 'crossTenantAccessPolicy', ['displayName', 'allowedCloudEndpoints']);
  const clouds = 'allowedCloudEndpoints' in changes ? changes['allowedCloudEndpoints'] : tenant.allowedCloudEndpoints;
  if (!Array.isArray(clouds) || !clouds.every(isCloud)) {
    throw badRequest("Invalid value specified for 'allowedCloudEndpoints'.");
  }
  return noContent(() => {
    if (isDeepStrictEqual(tenant.allowedCloudEndpoints, clouds)) return false;
    tenant.allowedCloudEndpoints = [...clouds];
    partners.recordTemplate('Update policy');
    return true;
  });
}
