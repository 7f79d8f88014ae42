import type { PartnerConfiguration, Setting, SyncPolicy } from './policy.ts';
import { withoutPolicySettings, withWritten, type SettingWrite } from './settings.ts';
import {
  DEFAULT_LEVELS,
  type DeletedItems,
  type DeletedPartner,
  type PartnerSnapshot,
  type Snapshot,
  type TemplateSnapshot,
} from './snapshot.ts';

/** One Graph call that writes. graph/operations.ts has the verb, path, version and permission of each. */
export type Step =
  | { readonly kind: 'addPartner' }
  /** Both halves, always: whether Graph keeps one that is left out is not documented. */
  | {
      readonly kind: 'updateAutomaticRedemption';
      readonly automaticRedemption: PartnerConfiguration['automaticRedemption'];
    }
  /** Each as a whole: whether Graph keeps a member that is left out is not documented. */
  | { readonly kind: 'updateSettings'; readonly settings: readonly SettingWrite[] }
  /** Creates only; Graph answers 409 where a policy exists. */
  | {
      readonly kind: 'createSyncPolicy';
      readonly displayName: string | null;
      readonly userSync: Setting;
      /** Graph beta; left out: not sent. */
      readonly groupSync?: boolean;
    }
  /** Only what is named changes. `groupSync` is Graph beta. */
  | {
      readonly kind: 'updateSyncPolicy';
      readonly displayName?: string | null;
      readonly userSync?: Setting;
      readonly groupSync?: boolean;
    }
  | { readonly kind: 'deleteSyncPolicy' }
  /** Graph refuses it while there is a sync policy. */
  | { readonly kind: 'removePartner' }
  /** The four that follow are Graph beta. */
  | { readonly kind: 'restorePartner' }
  | { readonly kind: 'restoreSyncPolicy' }
  | { readonly kind: 'purgeSyncPolicy' }
  /** Puts a policy back among the deleted ones: an unfinished draft of Microsoft's. */
  | { readonly kind: 'recreateDeletedSyncPolicy'; readonly displayName: string | null; readonly userSync: Setting }
  | { readonly kind: 'updateTemplate'; readonly userSync: boolean }
  | { readonly kind: 'resetTemplate' };

/** What `POST partners` with only a tenant id leaves behind (Graph: null inherits from the default). */
export const FRESH_PARTNER: PartnerConfiguration = {
  automaticRedemption: { inbound: null, outbound: null },
  identitySynchronization: null,
};

/** Whether Graph offers the step in beta only. */
export function isPreview(step: Step): boolean {
  switch (step.kind) {
    case 'createSyncPolicy':
    case 'updateSyncPolicy':
      return step.groupSync !== undefined;
    case 'restorePartner':
    case 'restoreSyncPolicy':
    case 'purgeSyncPolicy':
    case 'recreateDeletedSyncPolicy':
      return true;
    case 'addPartner':
    case 'updateAutomaticRedemption':
    case 'updateSettings':
    case 'deleteSyncPolicy':
    case 'removePartner':
    case 'updateTemplate':
    case 'resetTemplate':
      return false;
  }
}

/** The state that one step leaves behind: what reading back must find. A step that does not fit leaves all as it is. */
export function stateAfter(snapshot: PartnerSnapshot, step: Step): PartnerSnapshot;
export function stateAfter(snapshot: Snapshot, step: Step): Snapshot;
export function stateAfter(snapshot: Snapshot, step: Step): Snapshot {
  if (snapshot.kind === 'template') {
    if (step.kind === 'updateTemplate') return { ...snapshot, userSync: step.userSync };
    return step.kind === 'resetTemplate' ? reset(snapshot) : snapshot;
  }
  return partnerAfter(snapshot, step);
}

/**
 * The template as a reset leaves it. Graph does not say which level that is: the documented default is expected only
 * where nothing else would tell whether the reset took effect.
 */
export function reset({ kind, userSync }: TemplateSnapshot): TemplateSnapshot {
  return { kind, userSync: null, appliesTo: userSync === null ? DEFAULT_LEVELS : 'unknown' };
}

function partnerAfter(snapshot: PartnerSnapshot, step: Step): PartnerSnapshot {
  const { deleted } = snapshot;
  const items: DeletedItems = deleted === 'unread' ? { partner: null, policy: null } : deleted;
  const partner = snapshot.partner ?? FRESH_PARTNER;
  const policy = partner.identitySynchronization;
  const withPolicy = (identitySynchronization: SyncPolicy | null): PartnerConfiguration => ({
    ...partner,
    identitySynchronization,
  });
  switch (step.kind) {
    case 'addPartner':
      return { ...snapshot, partner };
    case 'updateAutomaticRedemption':
      return { ...snapshot, partner: { ...partner, automaticRedemption: step.automaticRedemption } };
    case 'updateSettings':
      return { ...snapshot, partner: { ...partner, others: withWritten(partner.others, step.settings) } };
    case 'createSyncPolicy': {
      const { displayName, userSync, groupSync = 'unknown' } = step;
      return { ...snapshot, partner: withPolicy({ displayName, userSync, groupSync }) };
    }
    case 'updateSyncPolicy': {
      if (policy === null) return snapshot;
      const { displayName = policy.displayName, userSync = policy.userSync, groupSync = policy.groupSync } = step;
      return { ...snapshot, partner: withPolicy({ displayName, userSync, groupSync }) };
    }
    // Where a deletion leaves an item behind is not documented for v1.0, so nothing is expected of it.
    case 'deleteSyncPolicy':
      return { ...snapshot, partner: withoutItsSettings(withPolicy(null)), deleted: 'unread' };
    case 'removePartner':
      return { ...snapshot, partner: null, deleted: 'unread' };
    case 'restorePartner':
      return { ...snapshot, partner: restored(items.partner), deleted: { ...items, partner: null } };
    case 'restoreSyncPolicy':
      return items.policy === null
        ? snapshot
        : { ...snapshot, partner: withPolicy(withoutDate(items.policy)), deleted: { ...items, policy: null } };
    case 'purgeSyncPolicy':
      return { ...snapshot, deleted: { ...items, policy: null } };
    case 'recreateDeletedSyncPolicy': {
      const { displayName, userSync } = step;
      const again = { displayName, userSync, groupSync: 'unknown', deletedAt: null } as const;
      return { ...snapshot, deleted: { ...items, policy: again } };
    }
    case 'updateTemplate':
    case 'resetTemplate':
      return snapshot;
  }
}

/** What belongs to a policy goes with it. */
function withoutItsSettings(partner: PartnerConfiguration): PartnerConfiguration {
  const { others } = partner;
  return others === undefined ? partner : { ...partner, others: withoutPolicySettings(others) };
}

const restored = (item: DeletedPartner | null): PartnerConfiguration =>
  item === null ? FRESH_PARTNER : { ...FRESH_PARTNER, automaticRedemption: item.automaticRedemption };

const withoutDate = ({ displayName, userSync, groupSync }: SyncPolicy): SyncPolicy => ({
  displayName,
  userSync,
  groupSync,
});
