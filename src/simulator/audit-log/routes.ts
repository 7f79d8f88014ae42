/** /auditLogs/directoryAudits: what was changed, some time after it was. */
import { badRequest } from '../graph/graph-error.ts';
import { page } from '../graph/odata.ts';
import type { AuditRecord } from './record.ts';
import type { Answer, Call, Route } from '../graph/route.ts';

export const auditLogRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/auditLogs/directoryAudits',
    permissions: ['AuditLog.Read.All', 'Directory.Read.All'],
    options: ['$filter', '$top', '$orderby', '$skiptoken'],
    handle: listAudits,
  },
];

const FILTER =
  /^activityDateTime ge (?<from>\S+) and (?:activityDisplayName eq '(?<activity>[^']+)'|initiatedBy\/app\/appId eq '(?<appId>[^']+)')$/;

/** Of all that Graph can filter by here (category is not among it), only what is used. */
function listAudits(call: Call): Answer {
  const { from, activity, appId } = FILTER.exec(call.query.get('$filter') ?? '')?.groups ?? {};
  if (from === undefined) throw badRequest('Invalid filter clause.');
  const rows = call.tenant.auditRecords.filter(
    (record) =>
      (activity === undefined ? appOf(record) === appId : record.activityDisplayName === activity) &&
      Date.parse(record.activityDateTime) >= Date.parse(from) &&
      Date.parse(record.activityDateTime) + call.auditDelayMs <= call.now.getTime(),
  );
  return page(
    call,
    'auditLogs/directoryAudits',
    rows.map((record) => ({ ...record })),
    'id',
  );
}

/** Which app did it; undefined: a person did. */
function appOf({ initiatedBy: { app } }: AuditRecord): unknown {
  return typeof app === 'object' && app !== null && 'appId' in app ? app.appId : undefined;
}
