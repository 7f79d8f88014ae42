import type { Directory, PartnerEntry } from '../app/ports.ts';
import { parseTenantId, type TenantId } from '../domain/ids.ts';
import type { Step } from '../domain/plan.ts';
import type { PartnerConfiguration, SyncPolicy } from '../domain/policy.ts';
import { DirectoryError } from '../domain/problem.ts';
import type { z } from 'zod/v4';
import type { Answer, GraphClient, Purpose } from './client.ts';
import { unexpectedAnswer } from './errors.ts';
import type { Permission } from './permissions.ts';
import { parsed, parsedRows, wireDefault, wirePartner, wireSyncPolicy } from './wire.ts';

const ROOT = '/policies/crossTenantAccessPolicy';
const partnerPath = (tenantId: TenantId): string => `${ROOT}/partners/${tenantId}`;
const syncPath = (tenantId: TenantId): string => `${partnerPath(tenantId)}/identitySynchronization`;

const purpose = (subject: Purpose['subject'], permission: Permission): Purpose => ({ subject, permission });
const READ = purpose('partner', 'Policy.Read.All');
const WRITE = purpose('partner', 'Policy.ReadWrite.CrossTenantAccess');
const DEFAULTS = purpose('defaults', 'Policy.Read.All');

/** Cross-tenant access settings over Microsoft Graph v1.0. */
export function graphDirectory(graph: GraphClient): Directory {
  return {
    read: async (tenantId) => {
      const [partner, policy] = await Promise.all([
        present(graph.get(partnerPath(tenantId), READ)),
        present(graph.get(syncPath(tenantId), READ)),
      ]);
      if (partner === null) {
        // A policy without its partner cannot be: one of the two answers is out of date.
        if (policy !== null) throw unexpectedAnswer(READ, policy.requestIds);
        return null;
      }
      const found = parsed(wirePartner, partner, READ);
      const itsPolicy = policy === null ? null : parsed(wireSyncPolicy, policy, READ);
      const others = [found.tenantId, itsPolicy?.tenantId ?? tenantId].filter((id) => parseTenantId(id) !== tenantId);
      if (others.length > 0) throw unexpectedAnswer(READ, [...partner.requestIds, ...(policy?.requestIds ?? [])]);
      return configuration(found, itsPolicy);
    },

    list: async () => {
      const rows = await graph.getAll(`${ROOT}/partners?$expand=identitySynchronization`, READ);
      const entries = parsedRows(wirePartner, rows, READ).map((row): PartnerEntry => {
        const tenantId = parseTenantId(row.tenantId);
        if (tenantId === undefined) throw unexpectedAnswer(READ, []);
        return { tenantId, state: configuration(row, row.identitySynchronization ?? null) };
      });
      // A row that moves from page to page while they are read comes twice: the later reading is the newer one.
      return [...new Map(entries.map((entry) => [entry.tenantId, entry])).values()];
    },

    defaults: async () => {
      const consent = parsed(
        wireDefault,
        await graph.get(`${ROOT}/default`, DEFAULTS),
        DEFAULTS,
      ).automaticUserConsentSettings;
      // Graph: the default for automatic redemption is always false.
      return {
        automaticRedemption: { inbound: consent?.inboundAllowed ?? false, outbound: consent?.outboundAllowed ?? false },
      };
    },

    write: async (tenantId, step) => {
      const { method, path, body } = requestOf(tenantId, step);
      const { requestIds } = await graph.write(method, path, body, WRITE);
      return { requestIds };
    },
  };
}

type WireSyncPolicy = z.infer<typeof wireSyncPolicy>;

function configuration(partner: z.infer<typeof wirePartner>, policy: WireSyncPolicy | null): PartnerConfiguration {
  const consent = partner.automaticUserConsentSettings;
  return {
    automaticRedemption: { inbound: consent?.inboundAllowed ?? null, outbound: consent?.outboundAllowed ?? null },
    identitySynchronization: policy === null ? null : syncPolicy(policy),
  };
}

function syncPolicy(policy: WireSyncPolicy): SyncPolicy {
  return {
    displayName: policy.displayName,
    userSync: policy.userSyncInbound?.isSyncAllowed ?? null,
    groupSync: policy.groupSyncInbound === undefined ? 'unknown' : (policy.groupSyncInbound?.isSyncAllowed ?? null),
  };
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

type WriteRequest = { readonly method: 'POST' | 'PUT' | 'PATCH'; readonly path: string; readonly body: object };

/** Sends only what changes: a member that is sent as null would clear what the partner has set (Graph: null inherits). */
function requestOf(tenantId: TenantId, step: Step): WriteRequest {
  switch (step.kind) {
    case 'addPartner':
      return { method: 'POST', path: `${ROOT}/partners`, body: { tenantId } };
    case 'createSyncPolicy':
      return {
        method: 'PUT',
        path: syncPath(tenantId),
        body: {
          ...(step.displayName === null ? {} : { displayName: step.displayName }),
          userSyncInbound: { isSyncAllowed: step.userSync },
        },
      };
    case 'updateSyncPolicy':
      return {
        method: 'PATCH',
        path: syncPath(tenantId),
        body: {
          ...(step.displayName === undefined ? {} : { displayName: step.displayName }),
          ...(step.userSync === undefined ? {} : { userSyncInbound: { isSyncAllowed: step.userSync } }),
        },
      };
  }
}
