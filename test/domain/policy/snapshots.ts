import fc from 'fast-check';
import * as goals from '../../../src/domain/policy/goals.ts';
import { waypoints, type Plan } from '../../../src/domain/policy/plan.ts';
import type {
  OtherSetting,
  PartnerConfiguration,
  PartnerState,
  Setting,
  SyncPolicy,
} from '../../../src/domain/policy/policy.ts';
import {
  live,
  type DeletedItems,
  type DeletedPartner,
  type DeletedPolicy,
  type PartnerSnapshot,
  type Snapshot,
  type TemplateSnapshot,
} from '../../../src/domain/policy/snapshot.ts';
import { aTenant, tenantIdOf } from '../../builders.ts';

/** Snapshots and plans for the tests of the domain: by hand, and any at all. */

/** How often and from where a property is tried. */
export const TRIED = { numRuns: 500, seed: 20260105 };

export const policy = (overrides: Partial<SyncPolicy> = {}): SyncPolicy => ({
  displayName: 'Fabrikam',
  userSync: false,
  groupSync: 'unknown',
  ...overrides,
});

export const REDEEMING = { inbound: true, outbound: null } as const;

/** A partner that inherits everything but its policy. */
export const partner = (
  identitySynchronization: SyncPolicy | null = policy(),
  overrides: Partial<PartnerConfiguration> = {},
): PartnerConfiguration => ({
  automaticRedemption: { inbound: null, outbound: null },
  identitySynchronization,
  ...overrides,
});

/** What Graph keeps of a policy and a partner that were deleted. */
export const keptPolicy = (overrides: Partial<SyncPolicy> = {}): DeletedPolicy => ({
  ...policy(overrides),
  deletedAt: 0,
});
export const KEPT_PARTNER: DeletedPartner = { automaticRedemption: REDEEMING, deletedAt: 0 };

/** A snapshot that tells of the deleted items too: of none, unless told otherwise. */
export const withDeleted = (state: PartnerState, items: Partial<DeletedItems> = {}): PartnerSnapshot => ({
  kind: 'partner',
  partner: state,
  deleted: { partner: null, policy: null, ...items },
});

export const template = (userSync: Setting): TemplateSnapshot => ({
  kind: 'template',
  userSync,
  appliesTo: 'newPartners',
});

export const planOf = (before: Snapshot, after: Snapshot): Plan => ({ tenantId: tenantIdOf(1), before, after });

/** What is there once the plan was carried out. */
export const endOf = (plan: Plan): Snapshot => waypoints(plan).at(-1) ?? plan.before;

const aSetting: fc.Arbitrary<Setting> = fc.constantFrom(true, false, null);
export const aName = fc.constantFrom(null, 'Fabrikam', 'Contoso');
export const aPolicy: fc.Arbitrary<SyncPolicy> = fc.record({
  displayName: aName,
  userSync: aSetting,
  groupSync: fc.constantFrom<SyncPolicy['groupSync'][]>('unknown', true, false, null),
});
const aRedemption = fc.record({ inbound: aSetting, outbound: aSetting });
export const aPartner: fc.Arbitrary<PartnerConfiguration> = fc.record({
  automaticRedemption: aRedemption,
  identitySynchronization: fc.option(aPolicy),
  others: fc.constantFrom<OtherSetting[][]>([], [{ name: 'inboundTrust', fingerprint: 'a' }]),
});
export const aState: fc.Arbitrary<PartnerState> = fc.option(aPartner);

export const someDeleted: fc.Arbitrary<DeletedItems> = fc.record({
  partner: fc.option(fc.record({ automaticRedemption: aRedemption, deletedAt: fc.constant(0) })),
  policy: fc.option(aPolicy.map((was) => ({ ...was, deletedAt: 0 }))),
});

/** Every goal that a command has for a partner, by name. */
export const PARTNER_GOALS = {
  userSyncOn: goals.userSyncOn,
  userSyncOff: goals.userSyncOff,
  policyCreated: goals.policyCreated,
  policyDeleted: goals.policyDeleted,
  policyRenamed: goals.policyRenamed('Renamed'),
  groupSyncOn: goals.groupSyncSet(true),
  groupSyncOff: goals.groupSyncSet(false),
  partnerAdded: goals.partnerAdded,
  partnerRemoved: goals.partnerRemoved,
  redemptionInboundOn: goals.redemptionSet('inbound', true),
  redemptionInboundOff: goals.redemptionSet('inbound', false),
  redemptionOutboundOn: goals.redemptionSet('outbound', true),
  redemptionOutboundOff: goals.redemptionSet('outbound', false),
  policyRestored: goals.policyRestored,
  policyPurged: goals.policyPurged,
} as const satisfies Record<string, goals.PartnerGoal>;
export const TEMPLATE_GOALS = {
  templateOn: goals.templateSyncSet(true),
  templateOff: goals.templateSyncSet(false),
  templateReset: goals.templateReset,
} as const satisfies Record<string, goals.TemplateGoal>;

export type GoalName = keyof typeof PARTNER_GOALS | keyof typeof TEMPLATE_GOALS;
const GOAL_NAMES = Object.keys(PARTNER_GOALS) as (keyof typeof PARTNER_GOALS)[];

/** A snapshot of a partner as a command reads it: only what is about deleted items asks for them. */
const aSnapshot: fc.Arbitrary<PartnerSnapshot> = fc.oneof(
  aState.map(live),
  fc.tuple(aState, someDeleted).map(([state, items]) => withDeleted(state, items)),
);

/** A plan as commands make them, of any kind and from anywhere. */
export const aPlan: fc.Arbitrary<Plan> = fc
  .tuple(aSnapshot, fc.constantFrom(...GOAL_NAMES))
  .map(([before, name]) => ({ before, goal: PARTNER_GOALS[name](before, aTenant()) }))
  .filter(({ goal }) => goal.kind === 'change')
  .map(({ before, goal }) => planOf(before, goal.kind === 'change' ? goal.after : before));
