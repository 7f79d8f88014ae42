import { opens } from '../change/approval.ts';
import type { Change } from '../change/change.ts';
import type { Status } from '../change/status.ts';
import type { TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { progress, steps, touched, waypoints, type Plan } from '../policy/plan.ts';
import type { PartnerConfiguration, PartnerState, SyncPolicy } from '../policy/policy.ts';
import { inOrder, SETTINGS, withoutPolicySettings, withSettings, withWritten } from '../policy/settings.ts';
import {
  difference,
  FIELD_NAMES,
  fieldsOf,
  isOfDefault,
  live,
  sameState,
  type FieldName,
  type PartnerSnapshot,
  type Snapshot,
  type TemplateSnapshot,
} from '../policy/snapshot.ts';
import { FRESH_PARTNER } from '../policy/step.ts';
import { isPartRead, levelsValue, tenantPartOf, withPartsOf } from '../policy/tenant-wide.ts';

/** How a tenant should look: as the bot wrote it, as somebody accepted it, or as it was when the watch began. */
export type Baseline = {
  readonly tenantId: TenantId;
  /** null: no partner. */
  readonly state: PartnerState;
  /** When the tenant last looked as expected. */
  readonly seenAt: Instant;
  /** Grows whenever the bot wrote or somebody accepted: what was compared with an older one counts for nothing. */
  readonly revision: number;
};

/**
 * `state` with what the first `done` steps of the plan wrote, and nothing else: what somebody else changed at the same
 * time is theirs, and must still be found.
 * @param left how it was found then; left out: that is not known, or does not matter
 */
export function written(state: PartnerState, plan: Plan, done: number, left?: Snapshot): PartnerState {
  const path = waypoints(plan).slice(0, done + 1);
  const last = path.reduce((_, point) => point, plan.before);
  if (last.kind === 'template') {
    const found = left?.kind === 'template' ? left.appliesTo : 'unknown';
    return done === 0 ? state : withTemplate(state, last, resets(plan) ? found : undefined);
  }
  const names = FIELD_NAMES.filter((name) => path.some((point) => difference(plan.before, point).includes(name)));
  return withFields(state, names, last);
}

const resets = (plan: Plan): boolean => steps(plan).some(({ kind }) => kind === 'resetTemplate');

/**
 * The template for sync stands beside the default. A part that was never read is learned as it is.
 * @param appliesTo what became of that, and with it of all that the template says; `unknown`: nobody has read it since, and it
 * is learned from the next reading; undefined: it stays
 */
function withTemplate(state: PartnerState, { userSync }: TemplateSnapshot, appliesTo?: string): PartnerState {
  const known = state?.others;
  if (state === null || known === undefined || !isPartRead(known, 'syncTemplate')) return state;
  const { mtoUserSync, mtoSyncAppliesTo } = SETTINGS;
  const value = userSync === null ? null : JSON.stringify({ [mtoUserSync.member]: userSync });
  const synced = { name: mtoUserSync.name, fingerprint: '', value };
  if (appliesTo === undefined) return { ...state, others: withWritten(known, [synced]) };
  const others = known.filter((one) => tenantPartOf(one) !== 'syncTemplate');
  if (appliesTo === 'unknown') return { ...state, others };
  const levels = { name: mtoSyncAppliesTo.name, fingerprint: '', value: levelsValue(appliesTo) };
  return { ...state, others: withWritten(others, [synced, levels]) };
}

/** A reading, in which what could not be read of the tenant as a whole is as it was known. */
export function withUnread(read: PartnerState, known: PartnerState): PartnerState {
  if (read?.isDefault !== true || known?.isDefault !== true) return read;
  const others = withPartsOf(read.others, known.others);
  return others === undefined ? read : { ...read, others: inOrder(others) };
}

/**
 * `state` with what a reading tells that was not known before: a group setting, which Graph v1.0 does not show, the settings
 * beside redemption and sync, and a part of the tenant as a whole, which were not read before. The same object where it tells
 * nothing new.
 */
export function learned(state: PartnerState, read: PartnerState): PartnerState {
  if (state === null || read === null) return state;
  const known = state.identitySynchronization;
  const { groupSync = 'unknown' } = read.identitySynchronization ?? {};
  const isGroupNew = known?.groupSync === 'unknown' && groupSync !== 'unknown';
  const areOthersNew = state.others === undefined && read.others !== undefined;
  const withParts = areOthersNew || read.isDefault !== true ? undefined : withPartsOf(state.others, read.others);
  if (!isGroupNew && !areOthersNew && withParts === undefined) return state;
  return {
    ...state,
    ...(isGroupNew && { identitySynchronization: { ...known, groupSync } }),
    ...(areOthersNew && { others: read.others }),
    ...(withParts !== undefined && { others: inOrder(withParts) }),
  };
}

/**
 * What is left of a difference in how a partner looks by now: from that without it, to that. What changed for another
 * reason since then is in both.
 */
export function standing({ before, after }: Difference, now: PartnerState): Difference {
  const is = live(now);
  if (sameState(is, after)) return { before, after: is };
  const [found, made] = [fieldsOf(is), fieldsOf(after)];
  const names = difference(before, after).filter((name) => found[name] === made[name]);
  return { before: live(withFields(now, names, before)), after: is };
}
type Difference = { readonly before: PartnerSnapshot; readonly after: PartnerSnapshot };

/** Whether what counts of a difference is still there: what let in more still does, or any of what did not. */
export function isStillThere(difference: Difference, now: PartnerState): boolean {
  const left = standing(difference, now);
  return opens(difference) ? opens(left) : !sameState(left.before, left.after);
}

/** Those fields of a difference alone. */
export const onlyFields = ({ before, after }: Difference, names: readonly FieldName[]): Difference => ({
  before: live(withFields(after.partner, names, before)),
  after,
});

/**
 * Whether some of what a plan closes was opened past the bot and never accepted: what takes it back must not open that as if
 * somebody had decided it.
 * @param right how it should be before the plan; of what applies by default null is what was never read
 */
export function closesUnaccepted(right: PartnerState, { before, after }: Pick<Plan, 'before' | 'after'>): boolean {
  if ((right === null && isOfDefault(before)) || !opens({ before: after, after: before })) return false;
  const others = difference(live(right), before);
  return difference(before, after).some((name) => others.includes(name));
}

/** How many steps of a change that has ended are known to have taken effect. @param before what it was until then */
export function stepsWritten({ proposal: { plan }, status }: Change, before: Status): number {
  if (status.state === 'applied') return steps(plan).length;
  if (status.state !== 'failed') return 0;
  const { failure } = status;
  switch (failure.kind) {
    case 'notApplied':
      return 0;
    case 'partlyApplied':
      return failure.done.length;
    case 'diverged':
      return progress(plan, failure.found) ?? ('done' in before ? before.done : 0);
  }
}

/**
 * How many steps of a change that was given up have taken effect after all, when that alone explains the difference;
 * undefined when it does not.
 */
export function lateEffect(expected: PartnerState, plan: Plan, found: PartnerState): number | undefined {
  const index = waypoints(plan).findLastIndex(
    (_, done) => done > 0 && sameState(live(written(expected, plan, done)), live(found)),
  );
  return index < 0 ? undefined : index;
}

/** Whether the difference is what an applied plan would leave if the reading is older than the writing. */
export function looksOutdated(expected: PartnerState, plan: Plan, found: PartnerState): boolean {
  const names = touched(plan);
  const earlier = waypoints(plan).slice(0, -1);
  const back = (point: Snapshot): PartnerState =>
    point.kind === 'template'
      ? withTemplate(expected, point, resets(plan) ? point.appliesTo : undefined)
      : withFields(expected, names, point);
  return earlier.some((point) => sameState(live(back(point)), live(found)));
}

function withFields(state: PartnerState, names: readonly FieldName[], source: PartnerSnapshot): PartnerState {
  const takes = (name: FieldName): boolean => names.includes(name);
  if ((takes('partner') ? source.partner : state) === null) return null;
  const mine = state ?? FRESH_PARTNER;
  // Whoever is no partner surely sets nothing.
  const theirs = source.partner ?? { ...FRESH_PARTNER, others: [] };
  const others = othersWith(mine, names, theirs, state === null);
  return {
    automaticRedemption: {
      inbound: (takes('redemptionInbound') ? theirs : mine).automaticRedemption.inbound,
      outbound: (takes('redemptionOutbound') ? theirs : mine).automaticRedemption.outbound,
    },
    identitySynchronization: policyWith(mine.identitySynchronization, takes, theirs.identitySynchronization),
    ...(others === undefined ? {} : { others }),
    ...(mine.isDefault === true && { isDefault: true }),
  };
}

function othersWith(
  mine: PartnerConfiguration,
  names: readonly FieldName[],
  theirs: PartnerConfiguration,
  isNew: boolean,
): PartnerConfiguration['others'] {
  const taken = isNew ? theirs.others : withSettings(mine.others, names, theirs.others);
  const hasNoPolicy = names.includes('policy') && theirs.identitySynchronization === null;
  return hasNoPolicy ? withoutPolicySettings(taken) : taken;
}

function policyWith(
  mine: SyncPolicy | null,
  takes: (name: FieldName) => boolean,
  theirs: SyncPolicy | null,
): SyncPolicy | null {
  const kept = takes('policy') ? theirs : mine;
  if (kept === null || mine === null || theirs === null) return kept;
  return {
    displayName: (takes('policyName') ? theirs : mine).displayName,
    userSync: (takes('userSync') ? theirs : mine).userSync,
    groupSync: (takes('groupSync') ? theirs : mine).groupSync,
  };
}
