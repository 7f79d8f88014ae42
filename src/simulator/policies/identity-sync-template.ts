/** /policies/crossTenantAccessPolicy/templates: what partners get who join the tenant's multitenant organization. */
import { isDeepStrictEqual } from 'node:util';
import type { TemplateActivity } from '../audit-log/audit-log.ts';
import { badRequest } from '../graph/graph-error.ts';
import { userSyncInbound } from './identity-synchronization.ts';
import { entity } from '../graph/odata.ts';
import { fields } from '../graph/request-body.ts';
import { noContent, type Answer, type Call, type Route } from '../graph/route.ts';
import type { IdentitySyncTemplate } from '../tenant.ts';

const NAME = 'multiTenantOrganizationIdentitySynchronization';
const PATH = `/policies/crossTenantAccessPolicy/templates/${NAME}`;

// Microsoft's pages contradict each other; this is the stricter of what they say.
export const WRITE_TEMPLATE = ['MultiTenantOrganization.ReadWrite.All'];
export const READ_TEMPLATE = ['MultiTenantOrganization.Read.All', ...WRITE_TEMPLATE];

/** Graph: $select is not supported here. */
export const identitySyncTemplateRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, permissions: READ_TEMPLATE, handle: getTemplate },
  { method: 'PATCH', path: PATH, permissions: WRITE_TEMPLATE, handle: updateTemplate },
  {
    method: 'POST',
    path: `${PATH}/resetToDefaultSettings`,
    permissions: WRITE_TEMPLATE,
    handle: (call) => write(call, unsetTemplate(), 'Reset a multitenant org identity sync policy template'),
  },
];

/**
 * Graph: a null value leaves partners' own values alone, and the documented default of the level is both; what a reset
 * leaves is not printed (assumed: these two).
 */
export function unsetTemplate(): IdentitySyncTemplate {
  return { userSyncInbound: { isSyncAllowed: null }, templateApplicationLevel: 'newPartners,existingPartners' };
}

/** Graph: the id of this single object is never explained (assumed: its name). */
function getTemplate(call: Call): Answer {
  const context = `policies/crossTenantAccessPolicy/templates/${NAME}/$entity`;
  return entity(call, context, { id: NAME, ...call.tenant.identitySyncTemplate });
}

function updateTemplate(call: Call): Answer {
  const changes = fields(call.body, NAME, ['userSyncInbound', 'templateApplicationLevel']);
  const after: IdentitySyncTemplate = { ...call.tenant.identitySyncTemplate };
  if ('userSyncInbound' in changes) after.userSyncInbound = userSyncInbound(changes['userSyncInbound']);
  if ('templateApplicationLevel' in changes) {
    after.templateApplicationLevel = applicationLevel(changes['templateApplicationLevel']);
  }
  return write(call, after, 'Update a multitenant org identity sync policy template');
}

function write(call: Call, after: IdentitySyncTemplate, activity: TemplateActivity): Answer {
  const { identitySyncTemplate } = call.tenant;
  return noContent(() => {
    if (isDeepStrictEqual(identitySyncTemplate, after)) return false;
    Object.assign(identitySyncTemplate, after);
    call.partners.recordTemplate(activity);
    return true;
  });
}

const LEVELS = ['none', 'newPartners', 'existingPartners'];

/** Graph: flags, sent as a comma list; not nullable. */
export function applicationLevel(value: unknown): string {
  const levels = typeof value === 'string' ? value.split(',').map((level) => level.trim()) : [''];
  if (levels.some((level) => !LEVELS.includes(level))) {
    throw badRequest("Invalid value specified for 'templateApplicationLevel'.");
  }
  return levels.join(',');
}
