import type { TenantId } from './ids.ts';
import type { PartnerConfiguration, PartnerState, Setting } from './policy.ts';

/** What a change means to do: from what the card showed to what should be. */
export type Plan = { readonly tenantId: TenantId; readonly before: PartnerState; readonly after: PartnerState };

/** One Graph call that writes, in the order Graph demands. */
export type Step =
  /** POST partners. */
  | { readonly kind: 'addPartner' }
  /** PUT identitySynchronization: creates only, answers 409 where a policy exists. */
  | { readonly kind: 'createSyncPolicy'; readonly displayName: string | null; readonly userSync: Setting }
  /** PATCH identitySynchronization: only what is named changes. */
  | { readonly kind: 'updateSyncPolicy'; readonly displayName?: string | null; readonly userSync?: Setting };

/** The things about a partner that can differ, each comparable with `===`. */
export type Fields = {
  readonly partner: 'present' | 'absent';
  readonly policy: 'present' | 'absent';
  readonly policyName: string | null;
  readonly userSync: Setting;
  readonly groupSync: Setting | 'unknown';
  readonly redemptionInbound: Setting;
  readonly redemptionOutbound: Setting;
};
export type FieldName = keyof Fields;
export const FIELD_NAMES = [
  'partner',
  'policy',
  'policyName',
  'userSync',
  'groupSync',
  'redemptionInbound',
  'redemptionOutbound',
] as const satisfies FieldName[];

/** What `POST partners` with only a tenant id leaves behind (Graph: null inherits from the default). */
const FRESH_PARTNER: PartnerConfiguration = {
  automaticRedemption: { inbound: null, outbound: null },
  identitySynchronization: null,
};

export function fieldsOf(state: PartnerState): Fields {
  const policy = state?.identitySynchronization ?? null;
  return {
    partner: state === null ? 'absent' : 'present',
    policy: policy === null ? 'absent' : 'present',
    policyName: policy?.displayName ?? null,
    userSync: policy?.userSync ?? null,
    groupSync: policy === null ? 'unknown' : policy.groupSync,
    redemptionInbound: state?.automaticRedemption.inbound ?? null,
    redemptionOutbound: state?.automaticRedemption.outbound ?? null,
  };
}

/** Whether two values of a field differ; what v1.0 cannot show never counts as a difference. */
function differs(a: Fields, b: Fields, name: FieldName): boolean {
  if (name === 'groupSync' && (a.groupSync === 'unknown' || b.groupSync === 'unknown')) return false;
  return a[name] !== b[name];
}

/** The names of all fields that are not the same in both. */
export function difference(a: PartnerState, b: PartnerState): readonly FieldName[] {
  const left = fieldsOf(a);
  const right = fieldsOf(b);
  return FIELD_NAMES.filter((name) => differs(left, right, name));
}

/** Whether both say the same about everything a card shows. */
export function sameState(a: PartnerState, b: PartnerState): boolean {
  return difference(a, b).length === 0;
}

/** The partner as `user sync allowed` or not should leave it; a policy that must be created takes the tenant's name. */
export function withUserSync(before: PartnerState, allowed: boolean, tenantName: string | null): PartnerConfiguration {
  const partner = before ?? FRESH_PARTNER;
  const policy = partner.identitySynchronization ?? { displayName: tenantName, userSync: null, groupSync: 'unknown' };
  return { ...partner, identitySynchronization: { ...policy, userSync: allowed } };
}

/** The ordered writes that lead from `before` to `after`; empty when there is nothing to write. */
export function steps(plan: Plan): readonly Step[] {
  const { before, after } = plan;
  if (after === null) return [];
  const ordered: Step[] = [];
  if (before === null) ordered.push({ kind: 'addPartner' });
  const from = before?.identitySynchronization ?? null;
  const to = after.identitySynchronization;
  if (to === null) return ordered;
  if (from === null) {
    ordered.push({ kind: 'createSyncPolicy', displayName: to.displayName, userSync: to.userSync });
    return ordered;
  }
  const patch = {
    ...(from.displayName === to.displayName ? {} : { displayName: to.displayName }),
    ...(from.userSync === to.userSync ? {} : { userSync: to.userSync }),
  };
  if (Object.keys(patch).length > 0) ordered.push({ kind: 'updateSyncPolicy', ...patch });
  return ordered;
}

/** The state that one step leaves behind: what reading back must find. */
export function stateAfter(state: PartnerState, step: Step): PartnerState {
  const partner = state ?? FRESH_PARTNER;
  const policy = partner.identitySynchronization;
  switch (step.kind) {
    case 'addPartner':
      return partner;
    case 'createSyncPolicy':
      return {
        ...partner,
        identitySynchronization: { displayName: step.displayName, userSync: step.userSync, groupSync: 'unknown' },
      };
    case 'updateSyncPolicy':
      if (policy === null) return partner;
      return {
        ...partner,
        identitySynchronization: {
          ...policy,
          displayName: step.displayName === undefined ? policy.displayName : step.displayName,
          userSync: step.userSync === undefined ? policy.userSync : step.userSync,
        },
      };
  }
}

/** Every state on the way, `before` first and `after` last: one more than there are steps. */
export function waypoints(plan: Plan): readonly PartnerState[] {
  return steps(plan).reduce<PartnerState[]>(
    (path, step) => [...path, stateAfter(path.at(-1) ?? null, step)],
    [plan.before],
  );
}

/**
 * How far along the plan a reading is: the number of steps whose effect it shows, or undefined when it is
 * nowhere on the way. Only the fields that the plan touches count, so that another administrator's change
 * to something else does not hide the outcome of this one.
 */
export function progress(plan: Plan, found: PartnerState): number | undefined {
  const path = waypoints(plan);
  const touched = FIELD_NAMES.filter((name) => path.some((state) => difference(plan.before, state).includes(name)));
  const index = path.findLastIndex((state) => {
    const off = difference(state, found);
    return touched.every((name) => !off.includes(name));
  });
  return index < 0 ? undefined : index;
}
