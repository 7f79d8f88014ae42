import type { TenantId } from '../domain/ids.ts';
import type { Operation } from '../domain/policy/operation.ts';
import type { Step } from '../domain/policy/step.ts';
import { requestOfPart } from './tenant-wide.ts';

/** Which operation performs a step, and with which body; undefined: with none. */
export type StepRequest = { readonly operation: Operation; readonly body: object | undefined };

/** Sends only what changes: a member that is sent as null would clear what the partner has set (Graph: null inherits). */
export function requestOf(tenantId: TenantId, step: Step): StepRequest {
  switch (step.kind) {
    case 'addPartner':
      return { operation: step.kind, body: { tenantId } };
    case 'updateAutomaticRedemption': {
      const { inbound, outbound } = step.automaticRedemption;
      const automaticUserConsentSettings = { inboundAllowed: inbound, outboundAllowed: outbound };
      return { operation: step.kind, body: { automaticUserConsentSettings } };
    }
    case 'updateSettings': {
      const ofTenant = requestOfPart(step.settings);
      if (ofTenant !== undefined) return ofTenant;
      const members = step.settings.map(({ name, value }): [string, unknown] => [
        name,
        value === null ? null : JSON.parse(value),
      ]);
      return { operation: step.kind, body: Object.fromEntries(members) };
    }
    case 'createSyncPolicy': {
      const { displayName, userSync, groupSync } = step;
      const name = displayName === null ? {} : { displayName };
      const body = { ...name, ...userSyncInbound(userSync), ...groupSyncInbound(groupSync) };
      return { operation: step.kind, body };
    }
    case 'updateSyncPolicy': {
      const { displayName, userSync, groupSync } = step;
      const name = displayName === undefined ? {} : { displayName };
      const body = { ...name, ...userSyncInbound(userSync), ...groupSyncInbound(groupSync) };
      return { operation: groupSync === undefined ? step.kind : 'updateGroupSync', body };
    }
    case 'recreateDeletedSyncPolicy': {
      const { displayName, userSync } = step;
      const name = displayName === null ? {} : { displayName };
      return { operation: step.kind, body: { tenantId, ...name, ...userSyncInbound(userSync) } };
    }
    case 'updateTemplate':
      return { operation: step.kind, body: userSyncInbound(step.userSync) };
    case 'deleteSyncPolicy':
    case 'removePartner':
    case 'restorePartner':
    case 'restoreSyncPolicy':
    case 'purgeSyncPolicy':
    case 'resetTemplate':
      // Graph: restoring and resetting take no body.
      return { operation: step.kind, body: undefined };
  }
}

function userSyncInbound(isSyncAllowed: boolean | null | undefined): object {
  return isSyncAllowed === undefined ? {} : { userSyncInbound: { isSyncAllowed } };
}

function groupSyncInbound(isSyncAllowed: boolean | undefined): object {
  return isSyncAllowed === undefined ? {} : { groupSyncInbound: { isSyncAllowed } };
}
