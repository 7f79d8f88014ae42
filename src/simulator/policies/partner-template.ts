/** /policies/crossTenantAccessPolicy/templates: what holds for partners that join the tenant's multitenant organization. */
import { isDeepStrictEqual } from 'node:util';
import { applicationLevel, READ_TEMPLATE, WRITE_TEMPLATE } from './identity-sync-template.ts';
import { consentSettings, inboundTrust } from './partners.ts';
import { entity } from '../graph/odata.ts';
import { fields } from '../graph/request-body.ts';
import { noContent, type Answer, type Call, type Route } from '../graph/route.ts';
import type { PartnerTemplate } from '../tenant.ts';

const NAME = 'multiTenantOrganizationPartnerConfiguration';
const PATH = `/policies/crossTenantAccessPolicy/templates/${NAME}`;

/** Graph: $select is not supported here. */
export const partnerTemplateRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, permissions: READ_TEMPLATE, handle: getTemplate },
  { method: 'PATCH', path: PATH, permissions: WRITE_TEMPLATE, handle: updateTemplate },
];

/** Graph: null leaves what partners have themselves alone, and the documented default of the level is both. */
export function unsetPartnerTemplate(): PartnerTemplate {
  return {
    automaticUserConsentSettings: null,
    b2bCollaborationInbound: null,
    b2bCollaborationOutbound: null,
    b2bDirectConnectInbound: null,
    b2bDirectConnectOutbound: null,
    inboundTrust: null,
    templateApplicationLevel: 'newPartners,existingPartners',
  };
}

/** Graph: the id of this single object is never explained (assumed: its name). */
function getTemplate(call: Call): Answer {
  const context = `policies/crossTenantAccessPolicy/templates/${NAME}/$entity`;
  return entity(call, context, { id: NAME, ...call.tenant.partnerTemplate });
}

/** What the body does not name keeps its value; what it names is replaced as a whole, as of a partner. */
function updateTemplate(call: Call): Answer {
  const { partnerTemplate } = call.tenant;
  const changes = fields(call.body, NAME, Object.keys(unsetPartnerTemplate()));
  const after: PartnerTemplate = { ...partnerTemplate, ...changes };
  if ('inboundTrust' in changes) after.inboundTrust = inboundTrust(changes['inboundTrust']);
  if ('automaticUserConsentSettings' in changes) {
    after.automaticUserConsentSettings = consentSettings(changes['automaticUserConsentSettings']);
  }
  if ('templateApplicationLevel' in changes) {
    after.templateApplicationLevel = applicationLevel(changes['templateApplicationLevel']);
  }
  return noContent(() => {
    if (isDeepStrictEqual(partnerTemplate, after)) return false;
    Object.assign(partnerTemplate, after);
    call.partners.recordTemplate('Update a multitenant org partner configuration template');
    return true;
  });
}
