import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withUserSync } from '../../src/domain/goals.ts';
import {
  needsPreview,
  progress as progressOf,
  steps,
  touched,
  waypoints as pathOf,
  type Plan,
} from '../../src/domain/plan.ts';
import type { PartnerConfiguration, PartnerState, Setting, SyncPolicy } from '../../src/domain/policy.ts';
import * as snapshot from '../../src/domain/snapshot.ts';
import { FIELD_NAMES, live, type DeletedItems, type Snapshot } from '../../src/domain/snapshot.ts';
import { stateAfter as snapshotAfter, type Step } from '../../src/domain/step.ts';
import { tenantIdOf } from '../builders.ts';

const policy = (overrides: Partial<SyncPolicy> = {}): SyncPolicy => ({
  displayName: 'Fabrikam',
  userSync: false,
  groupSync: 'unknown',
  ...overrides,
});
const partner = (identitySynchronization: SyncPolicy | null = policy()): PartnerConfiguration => ({
  automaticRedemption: { inbound: null, outbound: null },
  identitySynchronization,
});
const plan = (before: PartnerState, after: PartnerState): Plan => ({
  tenantId: tenantIdOf(1),
  before: live(before),
  after: live(after),
});

/** Most plans are about live settings alone; these speak of them without the rest of a snapshot. */
function partnerOf(of: Snapshot | undefined): PartnerState {
  if (of?.kind !== 'partner') throw new Error('not about a partner');
  return of.partner;
}
const waypoints = (any: Plan): readonly PartnerState[] => pathOf(any).map(partnerOf);
const progress = (any: Plan, found: PartnerState) => progressOf(any, live(found));
const stateAfter = (state: PartnerState, step: Step) => partnerOf(snapshotAfter(live(state), step));
const fieldsOf = (state: PartnerState) => snapshot.fieldsOf(live(state));
const difference = (a: PartnerState, b: PartnerState) => snapshot.difference(live(a), live(b));
const sameState = (a: PartnerState, b: PartnerState) => snapshot.sameState(live(a), live(b));

const aSetting: fc.Arbitrary<Setting> = fc.constantFrom(true, false, null);
const aName = fc.constantFrom(null, 'Fabrikam', 'Contoso');
const aPolicy: fc.Arbitrary<SyncPolicy> = fc.record({
  displayName: aName,
  userSync: aSetting,
  groupSync: fc.constantFrom<SyncPolicy['groupSync'][]>('unknown', true, false, null),
});
const aPartner: fc.Arbitrary<PartnerConfiguration> = fc.record({
  automaticRedemption: fc.record({ inbound: aSetting, outbound: aSetting }),
  identitySynchronization: fc.option(aPolicy),
});
const aState: fc.Arbitrary<PartnerState> = fc.option(aPartner);

/** A plan as commands make them: user sync switched to something, from anywhere. */
const aPlan: fc.Arbitrary<Plan> = fc
  .tuple(aState, fc.boolean(), aName)
  .map(([before, allowed, name]) => plan(before, withUserSync(before, allowed, name)));

describe('the writes that lead from before to after', () => {
  test('add the partner and create its policy where there is neither', () => {
    expect(steps(plan(null, withUserSync(null, true, 'Fabrikam')))).toEqual([
      { kind: 'addPartner' },
      { kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: true },
    ]);
  });

  test('create the policy of a partner that has none', () => {
    const before = partner(null);
    expect(steps(plan(before, withUserSync(before, true, null)))).toEqual([
      { kind: 'createSyncPolicy', displayName: null, userSync: true },
    ]);
  });

  test.each([
    ['user sync only', { userSync: true }, { userSync: true }],
    ['the name only', { displayName: 'Fabrikam Inc' }, { displayName: 'Fabrikam Inc' }],
    ['the name to none', { displayName: null }, { displayName: null }],
    ['user sync to nothing said', { userSync: null }, { userSync: null }],
    ['both', { userSync: true, displayName: 'Contoso' }, { userSync: true, displayName: 'Contoso' }],
  ])('patch an existing policy with only what changes: %s', (_, change, patch) => {
    const [step, ...more] = steps(plan(partner(), partner(policy(change))));
    // Strictly: a member that is present and undefined would be sent, and is not the same as one that is absent.
    expect(step).toStrictEqual({ kind: 'updateSyncPolicy', ...patch });
    expect(more).toEqual([]);
  });

  test('are none where nothing differs', () => {
    expect(steps(plan(partner(), partner()))).toEqual([]);
    expect(steps(plan(null, null))).toEqual([]);
    expect(steps(plan(partner(null), partner(null)))).toEqual([]);
  });

  test('only add the partner where it is to have no policy', () => {
    expect(steps(plan(null, partner(null)))).toEqual([{ kind: 'addPartner' }]);
  });

  test('never exceed two, and add before they create', () => {
    fc.assert(
      fc.property(aPlan, (any) => {
        const kinds = steps(any).map((step) => step.kind);
        expect(kinds.length).toBeLessThanOrEqual(2);
        if (kinds.length === 2) expect(kinds).toEqual(['addPartner', 'createSyncPolicy']);
      }),
    );
  });
});

describe('the partner as a command should leave it', () => {
  test('is what it was, but for user sync', () => {
    fc.assert(
      fc.property(aPartner, fc.boolean(), aName, (before, allowed, name) => {
        const after = withUserSync(before, allowed, name);
        expect(after.identitySynchronization?.userSync).toBe(allowed);
        const allowedToDiffer =
          before.identitySynchronization === null ? ['policy', 'policyName', 'userSync'] : ['userSync'];
        expect(difference(before, after).filter((field) => !allowedToDiffer.includes(field))).toEqual([]);
      }),
    );
  });

  test('keeps the name of a policy that exists and names a new one after the tenant', () => {
    expect(withUserSync(partner(), true, 'Contoso').identitySynchronization?.displayName).toBe('Fabrikam');
    expect(withUserSync(partner(null), true, 'Contoso').identitySynchronization?.displayName).toBe('Contoso');
  });

  test('inherits everything else when the partner is new', () => {
    expect(withUserSync(null, true, 'Contoso')).toEqual({
      automaticRedemption: { inbound: null, outbound: null },
      identitySynchronization: { displayName: 'Contoso', userSync: true, groupSync: 'unknown' },
    });
  });
});

describe('the states on the way', () => {
  test('begin with before, end with after, and are one more than the steps', () => {
    fc.assert(
      fc.property(aPlan, (any) => {
        const path = waypoints(any);
        expect(path).toHaveLength(steps(any).length + 1);
        expect(path[0]).toEqual(partnerOf(any.before));
        expect(sameState(path.at(-1) ?? null, partnerOf(any.after))).toBe(true);
      }),
    );
  });

  test('lie one step apart', () => {
    fc.assert(
      fc.property(aPlan, (any) => {
        const path = waypoints(any);
        for (const [index, step] of steps(any).entries()) {
          expect(path[index + 1]).toEqual(stateAfter(path[index] ?? null, step));
        }
      }),
    );
  });

  test('pass by the bare partner when partner and policy are new', () => {
    const path = waypoints(plan(null, withUserSync(null, true, 'Fabrikam')));
    expect(path.map((state) => [fieldsOf(state).partner, fieldsOf(state).policy])).toEqual([
      ['absent', 'absent'],
      ['present', 'absent'],
      ['present', 'present'],
    ]);
  });
});

describe('what one step leaves behind', () => {
  test('adding a partner that is there already changes nothing', () => {
    expect(stateAfter(partner(), { kind: 'addPartner' })).toEqual(partner());
  });

  test('a patch changes what it names, null included, and keeps the rest', () => {
    const before = partner(policy({ userSync: true, groupSync: true }));
    expect(stateAfter(before, { kind: 'updateSyncPolicy', userSync: null })).toEqual(
      partner(policy({ userSync: null, groupSync: true })),
    );
    expect(stateAfter(before, { kind: 'updateSyncPolicy', displayName: null })).toEqual(
      partner(policy({ userSync: true, groupSync: true, displayName: null })),
    );
  });

  test('a patch of a policy that is not there has no effect', () => {
    expect(stateAfter(partner(null), { kind: 'updateSyncPolicy', userSync: true })).toEqual(partner(null));
  });
});

describe('how far a reading is along the plan', () => {
  test('is the number of the waypoint that it equals: the last one where several are equal', () => {
    fc.assert(
      fc.property(aPlan, (any) => {
        const path = waypoints(any);
        for (const state of path) {
          const expected = path.findLastIndex((other) => sameState(other, state));
          expect(progress(any, state)).toBe(expected);
        }
      }),
    );
  });

  test('does not depend on what the plan leaves alone', () => {
    fc.assert(
      fc.property(aPlan, aPartner, (any, others) => {
        for (const [index, state] of waypoints(any).entries()) {
          if (state === null) continue;
          const found: PartnerState = {
            automaticRedemption: others.automaticRedemption,
            identitySynchronization: state.identitySynchronization && {
              ...state.identitySynchronization,
              groupSync: others.identitySynchronization?.groupSync ?? 'unknown',
            },
          };
          expect(progress(any, found)).toBe(progress(any, state));
          expect(progress(any, found)).toBeGreaterThanOrEqual(index);
        }
      }),
    );
  });

  test('does not depend on the name of a policy that is only patched', () => {
    const switchOn = plan(partner(), withUserSync(partner(), true, null));
    expect(progress(switchOn, partner(policy({ displayName: 'Renamed by somebody', userSync: true })))).toBe(1);
    expect(progress(switchOn, partner(policy({ displayName: 'Renamed by somebody' })))).toBe(0);
  });

  test('is nowhere when somebody did something else to what the plan touches', () => {
    const switchOn = plan(partner(), withUserSync(partner(), true, null));
    expect(progress(switchOn, partner(policy({ userSync: null })))).toBeUndefined();
    const addAll = plan(null, withUserSync(null, true, 'Fabrikam'));
    expect(progress(addAll, partner(policy({ userSync: false })))).toBeUndefined();
    expect(progress(addAll, partner(policy({ userSync: true, displayName: 'Not ours' })))).toBeUndefined();
  });

  test('is nowhere when the policy or the partner has vanished', () => {
    const switchOn = plan(partner(), withUserSync(partner(), true, null));
    // The plan does not touch whether there is a policy; that user sync reads as not set gives it away.
    expect(progress(switchOn, partner(null))).toBeUndefined();
    expect(progress(switchOn, null)).toBeUndefined();
  });

  test('counts the steps of a plan that was carried out in part', () => {
    const addAll = plan(null, withUserSync(null, true, 'Fabrikam'));
    expect(progress(addAll, null)).toBe(0);
    expect(progress(addAll, partner(null))).toBe(1);
    expect(progress(addAll, partner(policy({ userSync: true })))).toBe(2);
  });
});

describe('two states', () => {
  test('are the same as themselves, and alike in both directions', () => {
    fc.assert(
      fc.property(aState, aState, (a, b) => {
        expect(sameState(a, a)).toBe(true);
        expect(difference(a, b)).toEqual(difference(b, a));
        expect(sameState(a, b)).toBe(difference(a, b).length === 0);
      }),
    );
  });

  test.each([
    ['partner', null, partner(null)],
    ['policy', partner(null), partner(policy({ displayName: null, userSync: null }))],
    ['policyName', partner(), partner(policy({ displayName: 'Contoso' }))],
    ['userSync', partner(), partner(policy({ userSync: null }))],
    ['groupSync', partner(policy({ groupSync: true })), partner(policy({ groupSync: false }))],
    ['groupSync', partner(policy({ groupSync: null })), partner(policy({ groupSync: false }))],
    [
      'redemptionInbound',
      partner(),
      { ...partner(), automaticRedemption: { inbound: false, outbound: null } } satisfies PartnerState,
    ],
    [
      'redemptionOutbound',
      partner(),
      { ...partner(), automaticRedemption: { inbound: null, outbound: true } } satisfies PartnerState,
    ],
  ])('differ in %s, and in nothing else', (field, a, b) => {
    expect(difference(a, b)).toEqual([field]);
  });

  test('never differ in group sync where one of them could not show it', () => {
    fc.assert(
      fc.property(aPartner, aPolicy, (any, shown) => {
        const hidden = { ...any, identitySynchronization: { ...shown, groupSync: 'unknown' as const } };
        const known = { ...any, identitySynchronization: shown };
        expect(sameState(hidden, known)).toBe(true);
        expect(sameState(known, hidden)).toBe(true);
      }),
    );
  });

  test('are compared in every field there is', () => {
    expect(Object.keys(fieldsOf(null)).sort()).toEqual([...FIELD_NAMES].sort());
  });
});

const item = (overrides: Partial<SyncPolicy> = {}) => ({ ...policy(overrides), deletedAt: 0 });
const kept = (items: Partial<DeletedItems>, state: PartnerState = null): Snapshot => ({
  kind: 'partner',
  partner: state,
  deleted: { partner: null, policy: null, ...items },
});
const template = (userSync: Setting): Snapshot => ({ kind: 'template', userSync, appliesTo: 'newPartners' });
const redeeming = { inbound: true, outbound: null } as const;
const gone = { automaticRedemption: redeeming, deletedAt: 0 };

describe('the calls of every other kind of change', () => {
  const change = (before: Snapshot, after: Snapshot): Plan => ({ tenantId: tenantIdOf(1), before, after });
  const cases: readonly (readonly [string, Plan, readonly Step[], boolean])[] = [
    ['delete the policy', plan(partner(), partner(null)), [{ kind: 'deleteSyncPolicy' }], false],
    [
      'remove the partner, its policy first',
      plan(partner(), null),
      [{ kind: 'deleteSyncPolicy' }, { kind: 'removePartner' }],
      false,
    ],
    ['remove a partner without a policy', plan(partner(null), null), [{ kind: 'removePartner' }], false],
    [
      'set redemption: both halves',
      plan(partner(), { ...partner(), automaticRedemption: redeeming }),
      [{ kind: 'updateAutomaticRedemption', automaticRedemption: redeeming }],
      false,
    ],
    [
      'set group sync: beta',
      plan(partner(policy({ groupSync: false })), partner(policy({ groupSync: true }))),
      [{ kind: 'updateSyncPolicy', groupSync: true }],
      true,
    ],
    [
      'make a policy again with its group setting: beta',
      plan(partner(null), partner(policy({ groupSync: false }))),
      [{ kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: false, groupSync: false }],
      true,
    ],
    [
      'restore the policy of a live partner',
      change(kept({ policy: item() }, partner(null)), kept({}, partner())),
      [{ kind: 'restoreSyncPolicy' }],
      true,
    ],
    [
      'restore the partner first, where it is gone',
      change(kept({ policy: item(), partner: gone }), kept({}, { ...partner(), automaticRedemption: redeeming })),
      [{ kind: 'restorePartner' }, { kind: 'restoreSyncPolicy' }],
      true,
    ],
    [
      'add the partner first, where none is kept',
      change(kept({ policy: item() }), kept({}, partner())),
      [{ kind: 'addPartner' }, { kind: 'restoreSyncPolicy' }],
      true,
    ],
    ['purge', change(kept({ policy: item() }), kept({})), [{ kind: 'purgeSyncPolicy' }], true],
    [
      'put a purged policy back among the deleted ones',
      change(kept({}), kept({ policy: item({ userSync: true }) })),
      [{ kind: 'recreateDeletedSyncPolicy', displayName: 'Fabrikam', userSync: true }],
      true,
    ],
    [
      'switch the template',
      change(template(null), template(true)),
      [{ kind: 'updateTemplate', userSync: true }],
      false,
    ],
    ['reset the template', change(template(true), template(null)), [{ kind: 'resetTemplate' }], false],
    ['leave the template alone', change(template(true), template(true)), [], false],
  ];

  test.each(cases)('%s', (_, any, wanted, preview) => {
    expect(steps(any)).toStrictEqual(wanted);
    expect(needsPreview(any)).toBe(preview);
    const path = pathOf(any);
    expect(snapshot.sameState(path.at(-1) ?? any.before, any.after)).toBe(true);
    path.forEach((state, index) => {
      expect(progressOf(any, state)).toBe(index);
    });
  });

  test('touch what they change and nothing else', () => {
    const [remove, redeem] = [plan(partner(), null), plan(partner(), { ...partner(), automaticRedemption: redeeming })];
    expect(touched(redeem)).toEqual(['redemptionInbound']);
    expect(touched(remove)).toEqual(['partner', 'policy', 'policyName', 'userSync']);
  });

  test('whatever is to be: no call twice, no partner removed before its policy, and they lead there', () => {
    fc.assert(
      fc.property(aState, aState, (before, after) => {
        const any = plan(before, after);
        const kinds = steps(any).map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
        if (kinds.includes('removePartner') && partnerOf(any.before)?.identitySynchronization) {
          expect(kinds.indexOf('deleteSyncPolicy')).toBeLessThan(kinds.indexOf('removePartner'));
        }
        // Graph cannot be told to forget a group setting.
        const left = difference(waypoints(any).at(-1) ?? null, after);
        expect(left.filter((name) => name !== 'groupSync')).toEqual([]);
      }),
      { numRuns: 500, seed: 20260105 },
    );
  });
});
