/** /policies/crossTenantAccessPolicy/default: what partners inherit where they say nothing. */
import { isDeepStrictEqual } from 'node:util';
import { READ_POLICY, WRITE_POLICY } from './cross-tenant-access.ts';
import { inboundTrust } from './partners.ts';
import { entity } from '../graph/odata.ts';
import { fields } from '../graph/request-body.ts';
import { noContent, type Answer, type Call, type Route } from '../graph/route.ts';

const PATH = '/policies/crossTenantAccessPolicy/default';

/** Graph: the default has no identitySynchronization, so sync is never allowed for everyone at once. */
export const defaultConfigurationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    permissions: READ_POLICY,
    options: ['$select'],
    handle: (call) =>
      entity(call, 'policies/crossTenantAccessPolicy/default/$entity', { ...call.tenant.defaultConfiguration }),
  },
  { method: 'PATCH', path: PATH, permissions: WRITE_POLICY, handle: updateDefault },
];

/** Graph: automatic redemption is not among what an update takes. */
const WRITABLE = [
  'b2bCollaborationInbound',
  'b2bCollaborationOutbound',
  'b2bDirectConnectInbound',
  'b2bDirectConnectOutbound',
  'inboundTrust',
  'tenantRestrictions',
  'invitationRedemptionIdentityProviderConfiguration',
];

function updateDefault(call: Call): Answer {
  const { defaultConfiguration } = call.tenant;
  const changes = fields(call.body, 'default', WRITABLE);
  const trusted = 'inboundTrust' in changes ? { inboundTrust: inboundTrust(changes['inboundTrust']) } : {};
  const after = { ...defaultConfiguration, ...changes, ...trusted, isServiceDefault: false };
  return noContent(() => {
    if (isDeepStrictEqual(defaultConfiguration, after)) return false;
    Object.assign(defaultConfiguration, after);
    call.partners.recordTemplate('Update the company default cross-tenant access setting');
    return true;
  });
}
