import type { DeletedEntry, Directory, PartnerEntry } from '../app/ports.ts';
import { givingWay } from '../app/promises.ts';
import { parseTenantId, type TenantId } from '../domain/ids.ts';
import type { Operation } from '../domain/policy/operation.ts';
import type { PartnerState } from '../domain/policy/policy.ts';
import { inOrder } from '../domain/policy/settings.ts';
import { TENANT_PARTS, type TenantPart } from '../domain/policy/tenant-wide.ts';
import { DirectoryError } from '../domain/problem.ts';
import { isPreview } from '../domain/policy/step.ts';
import type { GraphClient } from './client.ts';
import type { Answer, Purpose } from './call.ts';
import { unexpectedAnswer } from './errors.ts';
import { OPERATIONS } from './operations.ts';
import { requestOf } from './requests.ts';
import {
  defaultConfiguration,
  defaultState,
  deletedPartner,
  deletedPolicy,
  partnerConfiguration,
  templateOf,
} from './settings.ts';
import { readPart } from './tenant-wide.ts';
import {
  parsed,
  parsedRows,
  wireDefault,
  wireDeletedPartner,
  wireDeletedSyncPolicy,
  wirePartner,
  wireSyncPolicy,
  wireTemplate,
} from './wire.ts';

/**
 * Cross-tenant access settings over Microsoft Graph.
 * @param preview whether beta may be read where v1.0 shows less: group sync
 * @param home the tenant that is guarded: under its id stands the default; left out: it has nothing there
 */
export function graphDirectory(
  graph: GraphClient,
  { preview, home }: { readonly preview: boolean; readonly home?: TenantId },
): Directory {
  const version = preview ? 'beta' : 'v1.0';
  const readPolicy: Purpose = { ...OPERATIONS.readSyncPolicy, version };
  // As the list is read: beta has settings that v1.0 does not show.
  const readPartner: Purpose = { ...OPERATIONS.readPartner, version };

  const get = async <Body extends { readonly tenantId: string | null }>(
    operation: Operation,
    tenantId: TenantId,
    read: (answer: Answer) => Body,
    purpose: Purpose = OPERATIONS[operation],
  ): Promise<Body | null> => {
    const answer = await present(graph.get(pathOf(operation, tenantId), purpose));
    if (answer === null) return null;
    const body = read(answer);
    // The key says that it is what was asked for; an answer that says nothing is not a policy that sets nothing.
    if (parseTenantId(body.tenantId ?? '') !== tenantId) throw unexpectedAnswer(purpose, answer.requestIds);
    return body;
  };

  const readDefault = async () => {
    const purpose = OPERATIONS.readDefaults;
    return parsed(wireDefault, await graph.get(purpose.path, purpose), purpose);
  };

  /** @param wanted what has to be read; `readable`: what the app may read of it, and what there is in this cloud */
  const readHome = async (wanted: readonly TenantPart[] | 'readable'): Promise<PartnerState> => {
    const parts = wanted === 'readable' ? TENANT_PARTS : wanted;
    const [own, ...beside] = await Promise.all([
      readDefault(),
      ...parts.map((part) => {
        const reading = readPart(graph, part);
        return wanted === 'readable' ? unlessUnreadable(reading) : reading;
      }),
    ]);
    const state = defaultState(own);
    return parts.length === 0 ? state : { ...state, others: inOrder([...(state.others ?? []), ...beside.flat()]) };
  };

  return {
    read: async (tenantId, wanted = []) => {
      if (tenantId === home) return readHome(wanted);
      const [partner, policy] = await Promise.all([
        get('readPartner', tenantId, (answer) => parsed(wirePartner, answer, readPartner), readPartner),
        get('readSyncPolicy', tenantId, (answer) => parsed(wireSyncPolicy, answer, readPolicy), readPolicy),
      ]);
      if (partner !== null) return partnerConfiguration(partner, policy, preview);
      // A policy without its partner cannot be: one of the two answers is out of date.
      if (policy !== null) throw unexpectedAnswer(readPolicy, []);
      return null;
    },

    list: async () => {
      const purpose: Purpose = { ...OPERATIONS.listPartners, version };
      const { path } = OPERATIONS.listPartners;
      // A row that moves from page to page while they are read comes twice: the later reading is the newer one.
      const entries = new Map<TenantId, PartnerEntry>();
      // Of each page only what is read of it is kept: a row of Graph is many times as large.
      for await (const rows of graph.pages(`${path}?$expand=identitySynchronization`, purpose)) {
        await givingWay(rows, (body) => {
          const row = parsed(wirePartner, { body, requestIds: [] }, purpose);
          const state = partnerConfiguration(row, row.identitySynchronization ?? null, preview);
          const tenantId = idOf(row, purpose);
          entries.set(tenantId, { tenantId, state });
        });
      }
      return [...entries.values()];
    },

    defaults: async () => defaultConfiguration(await readDefault()),

    readDeleted: async (tenantId) => {
      const [partner, policy] = await Promise.all([
        get('readDeletedPartner', tenantId, (answer) =>
          parsed(wireDeletedPartner, answer, OPERATIONS.readDeletedPartner),
        ),
        get('readDeletedSyncPolicy', tenantId, (answer) =>
          parsed(wireDeletedSyncPolicy, answer, OPERATIONS.readDeletedSyncPolicy),
        ),
      ]);
      return { partner: partner && deletedPartner(partner), policy: policy && deletedPolicy(policy) };
    },

    listDeleted: async () => {
      const { listDeletedPartners, listDeletedSyncPolicies } = OPERATIONS;
      const [partners, policies] = await Promise.all([
        graph.getAll(listDeletedPartners.path, listDeletedPartners),
        graph.getAll(listDeletedSyncPolicies.path, listDeletedSyncPolicies),
      ]);
      const entries = new Map<TenantId, DeletedEntry>();
      for (const row of parsedRows(wireDeletedSyncPolicy, policies, listDeletedSyncPolicies)) {
        const tenantId = idOf(row, listDeletedSyncPolicies);
        entries.set(tenantId, { tenantId, items: { partner: null, policy: deletedPolicy(row) } });
      }
      for (const row of parsedRows(wireDeletedPartner, partners, listDeletedPartners)) {
        const tenantId = idOf(row, listDeletedPartners);
        const policy = entries.get(tenantId)?.items.policy ?? null;
        entries.set(tenantId, { tenantId, items: { partner: deletedPartner(row), policy } });
      }
      return [...entries.values()];
    },

    template: async () => {
      const purpose = OPERATIONS.readTemplate;
      return templateOf(parsed(wireTemplate, await graph.get(purpose.path, purpose), purpose));
    },

    write: async (tenantId, step) => {
      const request = requestOf(tenantId, step);
      const { body } = request;
      const isOfDefault = tenantId === home && request.operation === 'updateSettings';
      const operation = isOfDefault ? 'updateDefaults' : request.operation;
      const { method, ...purpose } = OPERATIONS[operation];
      if (method === 'GET') throw new Error(`${operation} writes nothing`);
      const version = isPreview(step) ? 'beta' : purpose.version;
      const { requestIds } = await graph.write(method, pathOf(operation, tenantId), body, { ...purpose, version });
      return { requestIds };
    },
  };
}

const pathOf = (operation: Operation, tenantId: TenantId): string =>
  OPERATIONS[operation].path.replace('{id}', tenantId);

function idOf(row: { readonly tenantId: string | null }, purpose: Purpose): TenantId {
  const tenantId = parseTenantId(row.tenantId ?? '');
  if (tenantId === undefined) throw unexpectedAnswer(purpose, []);
  return tenantId;
}

/** The answer, or null for a proven absence: a 404 that Graph itself gave. */
async function present(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DirectoryError && error.problem.kind === 'notFound') return null;
    throw error;
  }
}

/** Nothing of what cannot be read now, for whatever reason: it counts as it was, and what can be read is watched all the same. */
async function unlessUnreadable<Read>(reading: Promise<readonly Read[]>): Promise<readonly Read[]> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DirectoryError) return [];
    throw error;
  }
}
