import type { z } from 'zod/v4';
import type { AuditLog, AuditRecord } from '../app/ports.ts';
import type { AuditActivity } from '../domain/drift/audit.ts';
import { parseTenantId, type TenantId } from '../domain/ids.ts';
import type { GraphClient } from './client.ts';
import { OPERATIONS } from './operations.ts';
import { wireAuditRecord } from './wire.ts';

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const LONGEST_NAME = 256;

/** The bot's own app: the log gives its app id, or only the object id of its service principal. */
export type OwnApp = {
  readonly appId: string;
  /** undefined: it is not known. */
  readonly servicePrincipalId: () => Promise<string | undefined>;
};

/**
 * Entra's audit log over Graph v1.0. Which property of a record holds the partner's tenant id is documented nowhere, so
 * every GUID in what was changed counts.
 */
export function graphAuditLog(graph: GraphClient, own: OwnApp): AuditLog {
  const purpose = OPERATIONS.listAuditRecords;
  return {
    find: async (activity, since) => {
      // Graph: category cannot be filtered on, the activity's name can.
      const from = new Date(since).toISOString();
      const filter = `activityDateTime ge ${from} and activityDisplayName eq '${activity}'`;
      const rows = await graph.getAll(`${purpose.path}?$filter=${encodeURIComponent(filter)}`, purpose);
      const idOf = await appIds(own);
      return rows.flatMap((row) => recordOf(row, activity, idOf));
    },
  };
}

/** One record, or nothing of one that is not understood: it names nobody, and the others still may. */
function recordOf(row: unknown, activity: AuditActivity, idOf: (app: App) => string): readonly AuditRecord[] {
  const read = wireAuditRecord.safeParse(row);
  if (!read.success || read.data.result?.toLowerCase() !== 'success') return [];
  const { id, activityDateTime: at, correlationId, initiatedBy, targetResources } = read.data;
  const user = initiatedBy?.user ?? null;
  const app = initiatedBy?.app ?? null;
  const name =
    user?.displayName ??
    user?.userPrincipalName ??
    user?.id ??
    app?.displayName ??
    app?.appId ??
    app?.servicePrincipalId ??
    null;
  if (at === null || name === null) return [];
  return [
    {
      activity,
      auditId: id,
      at,
      name: name.slice(0, LONGEST_NAME),
      ip: user?.ipAddress ?? null,
      appId: app === null ? null : idOf(app),
      correlationId,
      tenantIds: tenantIdsIn(targetResources),
    },
  ];
}

type App = NonNullable<NonNullable<z.infer<typeof wireAuditRecord>['initiatedBy']>['app']>;

/** Tells the id of an app: where there is none, that of the bot's own is known by its service principal. */
async function appIds({ appId, servicePrincipalId }: OwnApp): Promise<(app: App) => string> {
  const own = (await servicePrincipalId().catch(() => undefined))?.toLowerCase();
  return (app) => {
    const isOwn = own !== undefined && app.servicePrincipalId?.toLowerCase() === own;
    return app.appId ?? (isOwn ? appId : '');
  };
}

/** Values are JSON inside of strings, sometimes twice, so the text is searched. */
function tenantIdsIn(resources: unknown): readonly TenantId[] {
  const found = JSON.stringify(resources ?? null).match(GUID) ?? [];
  return [...new Set(found.flatMap((text) => parseTenantId(text) ?? []))];
}
