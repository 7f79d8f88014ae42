import type { z } from 'zod/v4-mini';
import type { AuditLog, OwnRecord } from '../app/ports.ts';
import { AUDIT_ACTIVITIES } from '../domain/drift/audit.ts';
import { outcomeOf } from '../domain/drift/outcome.ts';
import { parseObjectId, parseTenantId, type TenantId } from '../domain/ids.ts';
import type { NewAccount } from '../domain/partners/arrivals.ts';
import type { Actor } from '../domain/people/actor.ts';
import { propertiesIn } from './audit-properties.ts';
import type { GraphClient } from './client.ts';
import { OPERATIONS } from './operations.ts';
import { wireArrival, wireAuditRecord } from './wire.ts';

const LONGEST_NAME = 256;

/**
 * What the service does that synchronises accounts in, also from other places than tenants, and what its records of a new
 * account are called, one or both (Microsoft: Configure cross-tenant synchronization, Monitor provisioning; Entra: audit
 * activity reference).
 */
const SYNC_SERVICE = 'Microsoft.Azure.SyncFabric';
const NEW_ACCOUNT = { added: 'Add user', invited: 'Invite external user' } as const;
/** The name that an account of another tenant gets: its address with `_` in the place of `@`. */
const LONGEST_DOMAIN = 253;
const EXTERNAL = /_(?<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)#ext#@/i;

/** The bot's own app: the log gives its app id, or only the object id of its service principal. */
export type OwnApp = {
  readonly appId: string;
  /** undefined: it is not known. */
  readonly servicePrincipalId: () => Promise<string | undefined>;
};

/**
 * Entra's audit log over Graph v1.0.
 * @param home the tenant that the bot guards
 */
export function graphAuditLog(graph: GraphClient, own: OwnApp, home: TenantId): AuditLog {
  const purpose = OPERATIONS.listAuditRecords;
  return {
    find: async (activity, since) => {
      // Graph: category cannot be filtered on, the activity's name can.
      const from = new Date(since).toISOString();
      const filter = `activityDateTime ge ${from} and activityDisplayName eq '${activity}'`;
      const rows = await graph.getAll(`${purpose.path}?$filter=${encodeURIComponent(filter)}`, purpose);
      const idOf = await appIds(own);
      return rows.flatMap((row) => recordOf(row, home, idOf)).map((record) => ({ ...record, activity }));
    },
    findOwn: async (since) => {
      // Graph: initiatedBy/app/appId can be filtered on.
      const from = new Date(since).toISOString();
      const filter = `activityDateTime ge ${from} and initiatedBy/app/appId eq '${own.appId}'`;
      const rows = await graph.getAll(`${purpose.path}?$filter=${encodeURIComponent(filter)}`, purpose);
      const idOf = await appIds(own);
      return rows
        .flatMap((row) => recordOf(row, home, idOf))
        .map((record) => ({ ...record, activity: AUDIT_ACTIVITIES.find((one) => one === record.called) ?? null }));
    },
    findArrivals: async (since, { list, link }) => {
      // Graph: whether a third condition may follow is documented nowhere, so who did it is looked at here.
      const from = new Date(since).toISOString();
      const filter = `activityDateTime ge ${from} and activityDisplayName eq '${NEW_ACCOUNT[list]}'`;
      const path = link ?? `${purpose.path}?$filter=${encodeURIComponent(filter)}`;
      const { rows, next } = await graph.getPage(path, purpose);
      return {
        list,
        accounts: rows.flatMap((row) => arrivalOf(row) ?? []),
        next: next === undefined ? null : { list, link: next },
      };
    },
  };
}

/** The account that a record tells of; undefined: of none that was created, or none of another tenant. */
function arrivalOf(row: unknown): NewAccount | undefined {
  const read = wireArrival.safeParse(row);
  if (!read.success) return undefined;
  const { id, activityDateTime: at, result, initiatedBy, targetResources } = read.data;
  if (initiatedBy?.app?.displayName !== SYNC_SERVICE) return undefined;
  const target = targetResources.find(({ userPrincipalName }) => EXTERNAL.test(userPrincipalName ?? ''));
  const domain = EXTERNAL.exec(target?.userPrincipalName ?? '')?.groups?.['domain'];
  if (at === null || domain === undefined || outcomeOf(result) !== 'success') return undefined;
  if (domain.length > LONGEST_DOMAIN) return undefined;
  return { account: filled(target?.id) ?? id, at, domain: domain.toLowerCase() };
}

/** One record, or nothing of one that is not understood: it names nobody, and the others still may. */
function recordOf(
  row: unknown,
  home: TenantId,
  idOf: (app: App) => string | null,
): readonly Omit<OwnRecord, 'activity'>[] {
  const read = wireAuditRecord.safeParse(row);
  if (!read.success) return [];
  const {
    id,
    activityDateTime: at,
    activityDisplayName,
    result,
    correlationId,
    initiatedBy,
    targetResources,
  } = read.data;
  const called = filled(activityDisplayName) ?? '';
  const who = initiatorOf(initiatedBy?.user ?? null, initiatedBy?.app ?? null, home, idOf);
  if (at === null) return [];
  return [
    { ...who, at, auditId: id, called, correlationId, outcome: outcomeOf(result), ...propertiesIn(targetResources) },
  ];
}

/** A record need not say who did it: what was done is still to be told. */
const NOBODY = {
  kind: 'unsaid',
  name: null,
  signInName: null,
  objectId: null,
  tenantId: null,
  organization: null,
  appId: null,
  ip: null,
} as const;

type Initiators = NonNullable<z.infer<typeof wireAuditRecord>['initiatedBy']>;
type App = NonNullable<Initiators['app']>;
type User = NonNullable<Initiators['user']>;

/** Where both are named, a person acted by means of an app. */
function initiatorOf(
  user: User | null,
  app: App | null,
  home: TenantId,
  idOf: (app: App) => string | null,
): Omit<Actor, 'at' | 'auditId'> {
  const appId = app === null ? null : idOf(app);
  const name = filled(user?.displayName);
  const signInName = filled(user?.userPrincipalName);
  const objectId = filled(user?.id);
  if (name !== null || signInName !== null || objectId !== null) {
    const tenantId = parseTenantId(user?.homeTenantId ?? '') ?? null;
    return {
      kind: 'person',
      name: name ?? (signInName === null ? objectId : null),
      signInName,
      objectId: parseObjectId(objectId ?? '') ?? null,
      tenantId,
      organization: tenantId === home ? null : (filled(user?.homeTenantName) ?? tenantId),
      appId,
      ip: filled(user?.ipAddress),
    };
  }
  if (filled(app?.displayName) === null && appId === null && filled(app?.servicePrincipalId) === null) return NOBODY;
  return {
    kind: 'app',
    name: filled(app?.displayName),
    signInName: null,
    objectId: parseObjectId(app?.servicePrincipalId ?? '') ?? null,
    tenantId: null,
    organization: null,
    appId,
    ip: null,
  };
}

/** Names are cut: nothing that somebody else writes may fill the store. */
function filled(text: string | null | undefined): string | null {
  return text === undefined || text === null || text.trim() === '' ? null : text.slice(0, LONGEST_NAME);
}

/** Tells the id of an app: where there is none, that of the bot's own is known by its service principal. */
async function appIds({ appId, servicePrincipalId }: OwnApp): Promise<(app: App) => string | null> {
  const own = (await servicePrincipalId().catch(() => undefined))?.toLowerCase();
  return (app) => {
    const isOwn = own !== undefined && app.servicePrincipalId?.toLowerCase() === own;
    return filled(app.appId) ?? (isOwn ? appId : null);
  };
}
