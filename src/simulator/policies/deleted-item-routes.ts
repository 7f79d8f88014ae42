/** /policies/deletedItems: what was deleted in the last 30 days, to look at, to restore and to purge. */
import { alreadyExists, tenantIdOf, WRITE_POLICY } from './cross-tenant-access.ts';
import { keep, kept, type Deleted, type DeletedItems } from './deleted-items.ts';
import { resourceNotFound } from '../graph/graph-error.ts';
import { identitySynchronizationAsSeen, newPolicy } from './identity-synchronization.ts';
import { entity, page } from '../graph/odata.ts';
import { partnerAsSeen } from './partners.ts';
import { fields, guid } from '../graph/request-body.ts';
import { noContent, type Answer, type Call, type Route } from '../graph/route.ts';
import type { IdentitySynchronization, Partner, SimulatedTenant } from '../tenant.ts';

const ROOT = '/policies/deletedItems';

interface Kind<Item> {
  readonly collection: string;
  of(tenant: SimulatedTenant): DeletedItems<Item>;
  asSeen(call: Call, tenantId: string, item: Item): Record<string, unknown>;
  /** The live partner that holds the item again; throws where it cannot be. */
  restored(call: Call, tenantId: string, item: Item): Partner;
}

const partners: Kind<Partner> = {
  collection: 'crossTenantPartners',
  of: (tenant) => tenant.deletedPartners,
  asSeen: (call, _, partner) => partnerAsSeen(call, partner, false),
  restored: (call, tenantId, partner) => {
    // Graph: the answer where a live one exists is documented nowhere (assumed: as for a second create).
    if (call.partners.live(tenantId) !== undefined) throw alreadyExists();
    return structuredClone(partner);
  },
};

const syncPolicies: Kind<IdentitySynchronization> = {
  collection: 'crossTenantSyncPolicyPartners',
  of: (tenant) => tenant.deletedSyncPolicies,
  asSeen: (call, tenantId, policy) => {
    const { groupSyncInbound, ...seen } = identitySynchronizationAsSeen(call.version, tenantId, policy);
    // Graph: the samples of deleted policies hold no groupSyncInbound, the type does (assumed: shown where it is set).
    return groupSyncInbound === null ? seen : { ...seen, groupSyncInbound };
  },
  restored: (call, tenantId, policy) => {
    const partner = call.partners.live(tenantId);
    // Graph: whether the partner must be restored first is documented nowhere (assumed: yes, 404 until then).
    if (partner === undefined) throw resourceNotFound(tenantId);
    if (partner.identitySynchronization !== null) throw alreadyExists();
    return { ...partner, identitySynchronization: structuredClone(policy) };
  },
};

/**
 * Graph: beta only. One source allows these to apps with Policy.ReadWrite.CrossTenantAccess, another to no app at all,
 * so a tenant says which is true. Query options are documented nowhere (assumed: none).
 */
const RULES = {
  versions: ['beta'],
  permissions: WRITE_POLICY,
  refusedIn: (tenant: SimulatedTenant) => !tenant.appMayUseDeletedItems,
} as const;

export const deletedItemRoutes: readonly Route[] = [
  ...routesOf(partners),
  ...routesOf(syncPolicies),
  { ...RULES, method: 'POST', path: `${ROOT}/${syncPolicies.collection}`, handle: createDeletedPolicy },
];

function routesOf<Item>(kind: Kind<Item>): Route[] {
  const collection = `${ROOT}/${kind.collection}`;
  const one = `${collection}/{tenantId}`;
  return [
    { ...RULES, method: 'GET', path: collection, options: ['$skiptoken'], handle: (call) => list(call, kind) },
    { ...RULES, method: 'GET', path: one, handle: (call) => show(call, kind, tenantIdOf(call)) },
    { ...RULES, method: 'DELETE', path: one, handle: (call) => purge(call, kind, tenantIdOf(call)) },
    { ...RULES, method: 'POST', path: `${one}/restore`, handle: (call) => restore(call, kind, tenantIdOf(call)) },
  ];
}

function list<Item>(call: Call, kind: Kind<Item>): Answer {
  const rows = [...kind.of(call.tenant).keys()].flatMap((tenantId) => {
    const deleted = kept(kind.of(call.tenant), tenantId, call.now);
    return deleted === undefined ? [] : [asSeen(call, kind, tenantId, deleted)];
  });
  return page(call, `policies/deletedItems/${kind.collection}`, rows, 'tenantId');
}

function show<Item>(call: Call, kind: Kind<Item>, tenantId: string): Answer {
  const seen = asSeen(call, kind, tenantId, find(call, kind, tenantId));
  return entity(call, `policies/deletedItems/${kind.collection}/$entity`, seen);
}

function purge<Item>(call: Call, kind: Kind<Item>, tenantId: string): Answer {
  find(call, kind, tenantId);
  return noContent(() => kind.of(call.tenant).delete(tenantId));
}

/** Graph: the object in the answer still has the deletedDateTime, so only the live object shows that it is restored. */
function restore<Item>(call: Call, kind: Kind<Item>, tenantId: string): Answer {
  const after = kind.restored(call, tenantId, find(call, kind, tenantId).item);
  return {
    ...show(call, kind, tenantId),
    effect: () => {
      kind.of(call.tenant).delete(tenantId);
      return call.partners.write(tenantId, after);
    },
  };
}

/**
 * Graph: an unfinished draft that never says what it is for (assumed: what it creates is a deleted item, as the
 * collection it is posted to says). Nobody should build on it.
 */
function createDeletedPolicy(call: Call): Answer {
  const { tenantId: key, ...body } = fields(call.body, 'crossTenantIdentitySyncPolicyPartner');
  const tenantId = guid(key, 'tenantId');
  const policy = newPolicy(call.version, body);
  if (kept(call.tenant.deletedSyncPolicies, tenantId, call.now) !== undefined) throw alreadyExists();
  const deleted = { item: policy, deletedDateTime: call.now.toISOString() };
  const context = `policies/deletedItems/${syncPolicies.collection}/$entity`;
  return {
    ...entity(call, context, asSeen(call, syncPolicies, tenantId, deleted)),
    status: 201,
    effect: () => {
      keep(call.tenant.deletedSyncPolicies, tenantId, policy, call.now);
      return true;
    },
  };
}

function find<Item>(call: Call, kind: Kind<Item>, tenantId: string): Deleted<Item> {
  const deleted = kept(kind.of(call.tenant), tenantId, call.now);
  if (deleted === undefined) throw resourceNotFound(tenantId);
  return deleted;
}

function asSeen<Item>(call: Call, kind: Kind<Item>, tenantId: string, { item, deletedDateTime }: Deleted<Item>) {
  return { ...kind.asSeen(call, tenantId, item), deletedDateTime };
}
