import type { TenantId } from '../ids.ts';
import { KEYS, type Many, type OnePlan } from './many.ts';
import type { PartnerConfiguration, SyncPolicy } from './policy.ts';
import { byRequest, settingsToWrite } from './settings.ts';
import {
  difference,
  FIELD_NAMES,
  fieldsOf,
  sameState,
  withoutOthers,
  type FieldName,
  type PartnerSnapshot,
  type Snapshot,
} from './snapshot.ts';
import { isPreview, stateAfter, type Step } from './step.ts';

/** What a change means to do: to one partner or the template, or to many partners at once. */
export type Plan = {
  readonly tenantId: OnePlan['tenantId'];
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly prolongs?: OnePlan['prolongs'];
  /** Left out unless it is about many partners: `before` and `after` say nothing then, and nothing is written by itself. */
  readonly many?: Many | undefined;
};

const NOTHING: Snapshot = { kind: 'partner', partner: null, deleted: 'unread' };

/** What decides for many partners at once. */
export function planOfMany(many: Many): Plan {
  return { tenantId: KEYS[many.kind], before: NOTHING, after: NOTHING, many };
}

/** A plan in which the settings beside redemption and sync count only where it is about them. */
export function planOf(tenantId: TenantId, before: Snapshot, after: Snapshot): Plan {
  return isAboutSettings({ before, after })
    ? { tenantId, before, after }
    : { tenantId, before: withoutOthers(before), after: withoutOthers(after) };
}

/** Whether it takes the partner, and all its settings with it, away, or writes some of them. */
export function isAboutSettings(plan: Pick<Plan, 'before' | 'after'>): boolean {
  return removesPartner(plan) || steps(plan).some(({ kind }) => kind === 'updateSettings');
}

export function removesPartner({ before, after }: Pick<Plan, 'before' | 'after'>): boolean {
  return before.kind === 'partner' && before.partner !== null && after.kind === 'partner' && after.partner === null;
}

/** The ordered writes that lead from `before` to `after`, in the order Graph demands; empty when there is nothing to write. */
export function steps({ before, after }: Pick<Plan, 'before' | 'after'>): readonly Step[] {
  if (before.kind === 'template' || after.kind === 'template') return templateSteps(before, after);
  const ordered: Step[] = [];
  let now: PartnerSnapshot = before;
  const take = (step: Step): void => {
    ordered.push(step);
    now = stateAfter(now, step);
  };
  const policyOf = (state: PartnerSnapshot): SyncPolicy | null => state.partner?.identitySynchronization ?? null;
  const keptPolicy = (state: PartnerSnapshot) => (state.deleted === 'unread' ? null : state.deleted.policy);
  const keptPartner = (state: PartnerSnapshot) => (state.deleted === 'unread' ? null : state.deleted.partner);

  if (policyOf(now) !== null && policyOf(after) === null) take({ kind: 'deleteSyncPolicy' });
  if (after.partner === null) {
    if (now.partner !== null) take({ kind: 'removePartner' });
  } else {
    // What is restored comes back with all its settings.
    const isRestored = now.partner === null && keptPartner(before) !== null && keptPartner(after) === null;
    if (now.partner === null) take({ kind: isRestored ? 'restorePartner' : 'addPartner' });
    const { automaticRedemption } = after.partner;
    if (!sameRedemption(now, automaticRedemption)) {
      take({ kind: 'updateAutomaticRedemption', automaticRedemption });
    }
    const settings = isRestored ? [] : settingsToWrite(now.partner?.others, after.partner.others);
    for (const some of byRequest(settings)) take({ kind: 'updateSettings', settings: some });
    const comesBack = keptPolicy(before) !== null && after.deleted !== 'unread' && keptPolicy(after) === null;
    if (comesBack && policyOf(now) === null && policyOf(after) !== null) take({ kind: 'restoreSyncPolicy' });
    const write = policyWrite(policyOf(now), policyOf(after));
    if (write !== undefined) take(write);
  }
  const kept = keptPolicy(after);
  if (after.deleted !== 'unread' && keptPolicy(now) !== null && kept === null) take({ kind: 'purgeSyncPolicy' });
  if (kept !== null && before.deleted !== 'unread' && keptPolicy(now) === null) {
    take({ kind: 'recreateDeletedSyncPolicy', displayName: kept.displayName, userSync: kept.userSync });
  }
  return ordered;
}

/** A template that says nothing again is one that was reset: Graph has no other way to take a value back. */
function templateSteps(before: Snapshot, after: Snapshot): readonly Step[] {
  if (before.kind !== 'template' || after.kind !== 'template') throw new Error('a plan is about one kind of thing');
  if (after.userSync === null) return sameState(before, after) ? [] : [{ kind: 'resetTemplate' }];
  return before.userSync === after.userSync ? [] : [{ kind: 'updateTemplate', userSync: after.userSync }];
}

function sameRedemption(now: PartnerSnapshot, wanted: PartnerConfiguration['automaticRedemption']): boolean {
  const { redemptionInbound, redemptionOutbound } = fieldsOf(now);
  return redemptionInbound === wanted.inbound && redemptionOutbound === wanted.outbound;
}

function policyWrite(from: SyncPolicy | null, to: SyncPolicy | null): Step | undefined {
  if (to === null) return undefined;
  // Graph cannot be told to forget a group setting, and what was never read cannot be written.
  const groupSync = typeof to.groupSync === 'boolean' ? to.groupSync : undefined;
  if (from === null) {
    const { displayName, userSync } = to;
    return { kind: 'createSyncPolicy', displayName, userSync, ...(groupSync === undefined ? {} : { groupSync }) };
  }
  const patch = {
    ...(from.displayName === to.displayName ? {} : { displayName: to.displayName }),
    ...(from.userSync === to.userSync ? {} : { userSync: to.userSync }),
    ...(groupSync === undefined || from.groupSync === groupSync ? {} : { groupSync }),
  };
  return Object.keys(patch).length > 0 ? { kind: 'updateSyncPolicy', ...patch } : undefined;
}

/** Whether carrying the plan out takes Graph beta, to write or to see what it is about. */
export function needsPreview(plan: Plan): boolean {
  if (plan.many?.members.some((member) => needsPreview(member.plan)) === true) return true;
  const isAboutDeleted = [plan.before, plan.after].some(
    (state) => state.kind === 'partner' && state.deleted !== 'unread',
  );
  return isAboutDeleted || steps(plan).some(isPreview);
}

/** Every state on the way, `before` first: one more than there are steps. */
export function waypoints(plan: Pick<Plan, 'before' | 'after'>): readonly Snapshot[] {
  let now = plan.before;
  return [now, ...steps(plan).map((step) => (now = stateAfter(now, step)))];
}

/** Whether a reading is in every setting as the plan leaves it after so many steps. */
export function isAt(plan: Plan, found: Snapshot, done: number): boolean {
  return waypoints(plan).some((state, index) => index === done && sameState(found, state));
}

/** The fields that the plan changes at some point of its way. */
export function touched(plan: Plan): readonly FieldName[] {
  const path = waypoints(plan);
  // Each state against every earlier one: what was unknown at first can still be changed on the way.
  const changed = path.flatMap((state, index) => path.slice(0, index).flatMap((earlier) => difference(earlier, state)));
  return FIELD_NAMES.filter((name) => changed.includes(name));
}

/**
 * How far along the plan a reading is: the number of steps whose effect it shows, or undefined when it is
 * nowhere on the way. Only the fields that the plan touches count, so that another administrator's change
 * to something else does not hide the outcome of this one.
 */
export function progress(plan: Plan, found: Snapshot): number | undefined {
  const names = touched(plan);
  const index = waypoints(plan).findLastIndex((state) => {
    const off = difference(state, found);
    return names.every((name) => !off.includes(name));
  });
  return index < 0 ? undefined : index;
}

/**
 * Whether a reading that is nowhere on the way shows some of its places at once, none of them beyond the first `reach` steps:
 * Graph is read in several calls, and one of them may lag behind the others (Graph: eventual consistency).
 */
export function isMixed(plan: Plan, found: Snapshot, reach: number): boolean {
  if (progress(plan, found) !== undefined) return false;
  const path = waypoints(plan).slice(0, reach + 1);
  return touched(plan).every((name) => path.some((state) => !difference(state, found).includes(name)));
}
