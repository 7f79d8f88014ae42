import { touched, type Plan } from './plan.ts';
import type { PartnerConfiguration, SyncPolicy } from './policy.ts';
import { isSettable, rowOf, SETTING_FIELDS, withSettings } from './settings.ts';
import type { DeletedItems, FieldName, PartnerSnapshot, Snapshot, TemplateSnapshot } from './snapshot.ts';

/**
 * What should be for the plan to be undone: everything it touched as it was before, everything else as it is now.
 * Where Graph still keeps what the plan deleted, `current` tells of it, and that is what comes back.
 * @param current what is now, with the deleted items where Graph beta may be asked for them
 */
export function reverted(plan: Plan, current: Snapshot): Snapshot {
  const { before } = plan;
  if (before.kind === 'template' && current.kind === 'template') return revertedTemplate(before, current);
  if (before.kind === 'template' || current.kind === 'template') {
    throw new Error('a change and what it left behind are of one kind');
  }
  const names = touched(plan);
  // Deleted items that the plan left alone are not undone either: a policy may be purged only by who asks for it.
  const items: PartnerSnapshot = names.includes('deletedPolicy') ? before : { ...before, deleted: 'unread' };
  if (before.partner === null) {
    const deleted = current.partner === null ? revertedItems(items, current, null) : 'unread';
    return { kind: 'partner', partner: null, deleted };
  }
  const partner = withTouched(names, before.partner, current.partner ?? before.partner);
  return { kind: 'partner', partner, deleted: revertedItems(items, current, partner) };
}

/**
 * As `reverted`, where what the plan left behind was changed since: a sync policy that is gone comes back, too, since without
 * it nothing of what was before would.
 */
export function restored(plan: Plan, current: Snapshot): Snapshot {
  const back = reverted(plan, current);
  const { before } = plan;
  if (back.kind === 'template' || before.kind === 'template' || back.partner === null || before.partner === null) {
    return back;
  }
  const policy = back.partner.identitySynchronization ?? before.partner.identitySynchronization;
  return { ...back, partner: { ...back.partner, identitySynchronization: policy } };
}

function revertedTemplate({ userSync }: TemplateSnapshot, current: TemplateSnapshot): TemplateSnapshot {
  // To whom the template applies is not set by this product, so it cannot set it again.
  if (userSync === current.userSync) return current;
  // Saying nothing again takes a reset, which also decides anew to whom the template applies.
  return { ...current, userSync, appliesTo: userSync === null ? 'unknown' : current.appliesTo };
}

/** What should be for the rest of the plan to be done: everything it touches as planned, everything else as it is now. */
export function continued(plan: Plan, current: Snapshot): Snapshot {
  const { after } = plan;
  if (after.kind === 'template' || current.kind === 'template') return after;
  if (after.partner === null || current.partner === null) return after;
  return { ...after, partner: withTouched(touched(plan), after.partner, current.partner) };
}

/** The touched settings as wanted, the others as they are now. */
function withTouched(
  names: readonly FieldName[],
  wanted: PartnerConfiguration,
  now: PartnerConfiguration,
): PartnerConfiguration {
  const { identitySynchronization: policy } = wanted;
  const others = names.includes('partner')
    ? wanted.others?.filter(isSettable)
    : withSettings(now.others, names.filter(isSettableField), wanted.others);
  return {
    automaticRedemption: {
      inbound: (names.includes('redemptionInbound') ? wanted : now).automaticRedemption.inbound,
      outbound: (names.includes('redemptionOutbound') ? wanted : now).automaticRedemption.outbound,
    },
    identitySynchronization: names.includes('policy')
      ? policy
      : policyWithTouched(names, policy, now.identitySynchronization),
    ...(others === undefined ? {} : { others }),
    ...(now.isDefault === true && { isDefault: true }),
  };
}

/** What Graph lets no app write stays as it is. */
const isSettableField = (name: FieldName): boolean =>
  SETTING_FIELDS.some((field) => field === name && rowOf(field).isWritable);

function policyWithTouched(
  names: readonly FieldName[],
  wanted: SyncPolicy | null,
  now: SyncPolicy | null,
): SyncPolicy | null {
  if (wanted === null || now === null) return now;
  return {
    displayName: (names.includes('policyName') ? wanted : now).displayName,
    userSync: (names.includes('userSync') ? wanted : now).userSync,
    // Graph cannot be told to forget a group setting: what never was is off.
    groupSync: names.includes('groupSync') ? (wanted.groupSync ?? false) : now.groupSync,
  };
}

function revertedItems(
  before: PartnerSnapshot,
  current: PartnerSnapshot,
  wanted: PartnerConfiguration | null,
): DeletedItems | 'unread' {
  if (current.deleted === 'unread') return 'unread';
  const { partner, policy } = current.deleted;
  const hasPolicy = (current.partner?.identitySynchronization ?? null) !== null;
  // A policy is live again or among the deleted ones; one that was purged goes back among them.
  const purged = before.deleted === 'unread' ? policy : withoutDate(before.deleted.policy);
  const wantedPolicy = wanted?.identitySynchronization ?? null;
  if (wantedPolicy === null) return hasPolicy ? 'unread' : { partner, policy: purged };
  if (hasPolicy) return { partner, policy: purged };
  const comesBack = policy !== null && sameAsDeleted(wantedPolicy, policy);
  const partnerComesBack =
    current.partner === null &&
    partner !== null &&
    sameRedemption(wanted?.automaticRedemption, partner.automaticRedemption);
  return { partner: partnerComesBack ? null : partner, policy: comesBack ? null : policy };
}

const sameRedemption = (a: Redemption | undefined, b: Redemption): boolean =>
  a?.inbound === b.inbound && a.outbound === b.outbound;
type Redemption = PartnerConfiguration['automaticRedemption'];

/** Put back, it counts as deleted anew. */
const withoutDate = (item: DeletedItems['policy']): DeletedItems['policy'] => item && { ...item, deletedAt: null };

/** An older policy among the deleted ones is not what was deleted last. */
function sameAsDeleted(wanted: SyncPolicy, item: SyncPolicy): boolean {
  // What a deleted policy says of groups may be less than what it said before, but never more.
  const saysMore = item.groupSync === true && wanted.groupSync !== true && wanted.groupSync !== 'unknown';
  return wanted.displayName === item.displayName && wanted.userSync === item.userSync && !saysMore;
}
