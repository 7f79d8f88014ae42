/** /policies/crossTenantAccessPolicy/partners: which tenants have settings of their own. */
import { alreadyExists, PARTNER, PARTNERS, READ_POLICY, tenantIdOf, WRITE_POLICY } from './cross-tenant-access.ts';
import { keep } from './deleted-items.ts';
import { badRequest, resourceNotFound } from '../graph/graph-error.ts';
import { identitySynchronizationAsSeen } from './identity-synchronization.ts';
import { entity, expands, page } from '../graph/odata.ts';
import { fields, guid, nullableBoolean } from '../graph/request-body.ts';
import { noContent, type Answer, type Call, type Route } from '../graph/route.ts';
import { newPartner, type AutomaticUserConsentSettings, type InboundTrust, type Partner } from '../tenant.ts';

const CONTEXT = 'policies/crossTenantAccessPolicy/partners';

const OPAQUE = [
  'b2bCollaborationInbound',
  'b2bCollaborationOutbound',
  'b2bDirectConnectInbound',
  'b2bDirectConnectOutbound',
  'tenantRestrictions',
] as const;
// Graph: isServiceProvider is listed for create; whether an update takes it is documented nowhere (assumed: yes).
const WRITABLE = ['isServiceProvider', 'automaticUserConsentSettings', 'inboundTrust', ...OPAQUE];

// Graph: only $select and $expand are promised for this list, so $filter, $top and the like are answered with 400.
const OPTIONS = ['$select', '$expand'];

export const partnerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PARTNERS,
    permissions: READ_POLICY,
    options: [...OPTIONS, '$skiptoken'],
    handle: listPartners,
  },
  { method: 'POST', path: PARTNERS, permissions: WRITE_POLICY, handle: createPartner },
  { method: 'GET', path: PARTNER, permissions: READ_POLICY, options: OPTIONS, handle: getPartner },
  { method: 'PATCH', path: PARTNER, permissions: WRITE_POLICY, handle: updatePartner },
  { method: 'DELETE', path: PARTNER, permissions: WRITE_POLICY, handle: deletePartner },
];

/** Graph: rows carry no display name of the partner. */
function listPartners(call: Call): Answer {
  const expanded = expands(call, 'identitySynchronization');
  const rows = call.partners.allAsRead().map((partner) => partnerAsSeen(call, partner, expanded));
  return page(call, CONTEXT, rows, 'tenantId');
}

function getPartner(call: Call): Answer {
  const tenantId = tenantIdOf(call);
  const partner = call.partners.asRead(tenantId);
  // Graph: the code for a missing partner is documented nowhere; assumed is the general one.
  if (partner === undefined) throw resourceNotFound(tenantId);
  return entity(call, `${CONTEXT}/$entity`, partnerAsSeen(call, partner, expands(call, 'identitySynchronization')));
}

/**
 * Graph: only tenantId is needed, and the answer holds members that the reference does not list. Whether the tenant
 * must exist in the world is documented nowhere; assumed: no. A delete is eventually consistent: for as long as reads
 * still show the partner, creating it again is a 409.
 */
function createPartner(call: Call): Answer {
  const tenantId = guid(fields(call.body, 'partner', ['tenantId', ...WRITABLE])['tenantId'], 'tenantId');
  if ((call.partners.live(tenantId) ?? call.partners.asRead(tenantId)) !== undefined) throw alreadyExists();
  const partner = withChanges(newPartner(tenantId), call.body, ['tenantId', ...WRITABLE]);
  const created = entity(call, `${CONTEXT}/$entity`, {
    ...partnerAsSeen(call, partner, false),
    crossCloudMeetingConfiguration: { inboundAllowed: null, outboundAllowed: null },
    protectedContentSharing: { inboundAllowed: null, outboundAllowed: null },
  });
  return { ...created, status: 201, effect: () => call.partners.write(tenantId, partner) };
}

/** Graph: what the body does not name keeps its value; null makes a setting inherit from the default again. */
function updatePartner(call: Call): Answer {
  const tenantId = tenantIdOf(call);
  const partner = call.partners.live(tenantId);
  if (partner === undefined) throw resourceNotFound(tenantId);
  const after = withChanges(partner, call.body, WRITABLE);
  return noContent(() => call.partners.write(tenantId, after));
}

/** Graph: the sync policy must be deleted first; status and code of the refusal are documented nowhere (assumed: 400). */
function deletePartner(call: Call): Answer {
  const tenantId = tenantIdOf(call);
  const partner = call.partners.live(tenantId);
  if (partner === undefined) throw resourceNotFound(tenantId);
  if (partner.identitySynchronization !== null) {
    throw badRequest('The partner cannot be deleted while it has an identity synchronization policy.');
  }
  return noContent(() => {
    keep(call.tenant.deletedPartners, tenantId, partner, call.now);
    return call.partners.write(tenantId, undefined);
  });
}

/**
 * The partner with the members that the body names. automaticUserConsentSettings and inboundTrust are replaced as
 * wholes: whether Graph keeps a half that the body leaves out is documented nowhere, and this is the harsher reading.
 */
function withChanges(partner: Partner, body: unknown, known: readonly string[]): Partner {
  const changes = fields(body, 'partner', known);
  const after: Partner = { ...partner };
  if ('isServiceProvider' in changes) after.isServiceProvider = nullableBoolean(changes, 'isServiceProvider');
  if ('automaticUserConsentSettings' in changes) {
    after.automaticUserConsentSettings = consentSettings(changes['automaticUserConsentSettings']);
  }
  if ('inboundTrust' in changes) after.inboundTrust = inboundTrust(changes['inboundTrust']);
  for (const name of OPAQUE) if (name in changes) after[name] = changes[name];
  return after;
}

export function consentSettings(value: unknown): AutomaticUserConsentSettings | null {
  if (value === null) return null;
  const given = fields(value, 'automaticUserConsentSettings', ['inboundAllowed', 'outboundAllowed']);
  return {
    inboundAllowed: nullableBoolean(given, 'inboundAllowed'),
    outboundAllowed: nullableBoolean(given, 'outboundAllowed'),
  };
}

export function inboundTrust(value: unknown): InboundTrust | null {
  if (value === null) return null;
  const claims = ['isMfaAccepted', 'isCompliantDeviceAccepted', 'isHybridAzureADJoinedDeviceAccepted'];
  const given = fields(value, 'inboundTrust', claims);
  return {
    isMfaAccepted: nullableBoolean(given, 'isMfaAccepted'),
    isCompliantDeviceAccepted: nullableBoolean(given, 'isCompliantDeviceAccepted'),
    isHybridAzureADJoinedDeviceAccepted: nullableBoolean(given, 'isHybridAzureADJoinedDeviceAccepted'),
  };
}

export function partnerAsSeen(call: Call, partner: Partner, expanded: boolean): Record<string, unknown> {
  const { identitySynchronization, ...settings } = partner;
  const seen = call.version === 'beta' ? { ...settings, deletedDateTime: null } : settings;
  if (!expanded) return seen;
  if (identitySynchronization !== null) {
    return {
      ...seen,
      identitySynchronization: identitySynchronizationAsSeen(call.version, partner.tenantId, identitySynchronization),
    };
  }
  return call.tenant.expandsMissingPolicyAs === 'null' ? { ...seen, identitySynchronization: null } : seen;
}
