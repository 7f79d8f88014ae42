import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import {
  isMixed,
  needsPreview,
  progress,
  steps,
  touched,
  waypoints,
  type Plan,
} from '../../../src/domain/policy/plan.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import {
  difference,
  fieldsOf,
  FIELD_NAMES,
  live,
  sameState,
  type Snapshot,
} from '../../../src/domain/policy/snapshot.ts';
import { SETTING_FIELDS } from '../../../src/domain/policy/settings.ts';
import { isPreview, stateAfter, type Step } from '../../../src/domain/policy/step.ts';
import {
  aName,
  aPartner,
  aPlan,
  aState,
  endOf,
  KEPT_PARTNER,
  keptPolicy,
  partner,
  planOf,
  policy,
  REDEEMING,
  someDeleted,
  template,
  TRIED,
  withDeleted,
} from './snapshots.ts';

const livePlan = (before: PartnerState, after: PartnerState): Plan => planOf(live(before), live(after));
const redeeming = (state = partner()) => ({ ...state, automaticRedemption: REDEEMING });

/** User sync switched to something, from anywhere. */
const aSwitch: fc.Arbitrary<Plan> = fc
  .tuple(aState, fc.boolean(), aName)
  .map(([before, allowed, name]) => livePlan(before, withUserSync(before, allowed, name)));

/** From anywhere to anywhere, whether a command makes such a plan or not. */
const anyPlan: fc.Arbitrary<Plan> = fc.tuple(aState, aState).map(([before, after]) => livePlan(before, after));

describe('the writes that lead from before to after', () => {
  type Case = readonly [what: string, plan: Plan, wanted: readonly Step[], preview: boolean];
  const kept = { policy: keptPolicy({ userSync: true }) };
  const restored = partner(policy({ userSync: true }));
  const CASES: readonly Case[] = [
    [
      'add the partner and create its policy where there is neither',
      livePlan(null, withUserSync(null, true, 'Fabrikam')),
      [{ kind: 'addPartner' }, { kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: true }],
      false,
    ],
    [
      'create the policy of a partner that has none',
      livePlan(partner(null), withUserSync(partner(null), true, null)),
      [{ kind: 'createSyncPolicy', displayName: null, userSync: true }],
      false,
    ],
    [
      'only add the partner where it is to have no policy',
      livePlan(null, partner(null)),
      [{ kind: 'addPartner' }],
      false,
    ],
    [
      'set the redemption of a new partner before its policy',
      livePlan(null, redeeming()),
      [
        { kind: 'addPartner' },
        { kind: 'updateAutomaticRedemption', automaticRedemption: REDEEMING },
        { kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: false },
      ],
      false,
    ],
    ['delete the policy', livePlan(partner(), partner(null)), [{ kind: 'deleteSyncPolicy' }], false],
    [
      'remove the partner, its policy first',
      livePlan(partner(), null),
      [{ kind: 'deleteSyncPolicy' }, { kind: 'removePartner' }],
      false,
    ],
    ['remove a partner without a policy', livePlan(partner(null), null), [{ kind: 'removePartner' }], false],
    [
      'set redemption: both halves, the one that stays too',
      livePlan(redeeming(), { ...partner(), automaticRedemption: { inbound: true, outbound: true } }),
      [{ kind: 'updateAutomaticRedemption', automaticRedemption: { inbound: true, outbound: true } }],
      false,
    ],
    [
      'set group sync: beta',
      livePlan(partner(policy({ groupSync: false })), partner(policy({ groupSync: true }))),
      [{ kind: 'updateSyncPolicy', groupSync: true }],
      true,
    ],
    [
      'make a policy again with its group setting: beta',
      livePlan(partner(null), partner(policy({ groupSync: false }))),
      [{ kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: false, groupSync: false }],
      true,
    ],
    [
      'make a policy again without the group setting that nobody set',
      livePlan(partner(null), partner(policy({ groupSync: null }))),
      [{ kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: false }],
      false,
    ],
    [
      'restore the policy of a live partner',
      planOf(withDeleted(partner(null), kept), withDeleted(restored)),
      [{ kind: 'restoreSyncPolicy' }],
      true,
    ],
    [
      'restore the partner first, where it is gone',
      planOf(withDeleted(null, { ...kept, partner: KEPT_PARTNER }), withDeleted(redeeming(restored))),
      [{ kind: 'restorePartner' }, { kind: 'restoreSyncPolicy' }],
      true,
    ],
    [
      'add the partner first, where none is kept',
      planOf(withDeleted(null, kept), withDeleted(restored)),
      [{ kind: 'addPartner' }, { kind: 'restoreSyncPolicy' }],
      true,
    ],
    [
      'leave an older deleted policy where it is',
      planOf(withDeleted(partner(null), kept), withDeleted(partner(), kept)),
      [{ kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: false }],
      true,
    ],
    ['purge', planOf(withDeleted(null, kept), withDeleted(null)), [{ kind: 'purgeSyncPolicy' }], true],
    [
      'purge beside a live policy',
      planOf(withDeleted(partner(), kept), withDeleted(partner())),
      [{ kind: 'purgeSyncPolicy' }],
      true,
    ],
    [
      'put a purged policy back among the deleted ones',
      planOf(withDeleted(null), withDeleted(null, kept)),
      [{ kind: 'recreateDeletedSyncPolicy', displayName: 'Fabrikam', userSync: true }],
      true,
    ],
    [
      'switch the template',
      planOf(template(null), template(true)),
      [{ kind: 'updateTemplate', userSync: true }],
      false,
    ],
    [
      'switch the template off',
      planOf(template(true), template(false)),
      [{ kind: 'updateTemplate', userSync: false }],
      false,
    ],
    ['reset the template', planOf(template(true), template(null)), [{ kind: 'resetTemplate' }], false],
  ];

  test.each(CASES)('%s', (_, plan, wanted, preview) => {
    // Strictly: a member that is present and undefined would be sent, and is not the same as one that is absent.
    expect(steps(plan)).toStrictEqual(wanted);
    expect(needsPreview(plan)).toBe(preview);
    expect(difference(endOf(plan), plan.after)).toEqual([]);
    waypoints(plan).forEach((state, index) => {
      expect(progress(plan, state)).toBe(index);
    });
  });

  test('put right what a restored policy does not say as it should', () => {
    const before = withDeleted(partner(null), { policy: keptPolicy({ groupSync: false }) });
    expect(steps(planOf(before, withDeleted(partner(policy({ groupSync: true })))))).toStrictEqual([
      { kind: 'restoreSyncPolicy' },
      { kind: 'updateSyncPolicy', groupSync: true },
    ]);
  });

  test.each([
    ['user sync only', { userSync: true }],
    ['the name only', { displayName: 'Fabrikam Inc' }],
    ['the name to none', { displayName: null }],
    ['user sync to nothing said', { userSync: null }],
    ['group sync only', { groupSync: true }],
    ['both', { userSync: true, displayName: 'Contoso' }],
  ])('patch an existing policy with only what changes: %s', (_, change) => {
    expect(steps(livePlan(partner(), partner(policy(change))))).toStrictEqual([
      { kind: 'updateSyncPolicy', ...change },
    ]);
  });

  test.each<[string, Snapshot]>([
    ['a partner', live(partner())],
    ['a partner without a policy', live(partner(null))],
    ['no partner', live(null)],
    ['deleted items', withDeleted(null, { policy: keptPolicy(), partner: KEPT_PARTNER })],
    ['a template', template(true)],
  ])('are none where nothing differs: %s', (_, any) => {
    expect(steps(planOf(any, any))).toEqual([]);
    expect(waypoints(planOf(any, any))).toEqual([any]);
    expect(touched(planOf(any, any))).toEqual([]);
  });

  test('cannot lead from a partner to a template', () => {
    expect(() => steps(planOf(live(null), template(null)))).toThrow('a plan is about one kind of thing');
    expect(() => steps(planOf(template(null), live(null)))).toThrow('a plan is about one kind of thing');
  });

  test('never exceed two to switch user sync, and add before they create', () => {
    fc.assert(
      fc.property(aSwitch, (plan) => {
        const kinds = steps(plan).map(({ kind }) => kind);
        expect(kinds.length).toBeLessThanOrEqual(2);
        if (kinds.length === 2) expect(kinds).toEqual(['addPartner', 'createSyncPolicy']);
      }),
      TRIED,
    );
  });

  test('whatever is to be: no step twice, and no partner removed before its policy', () => {
    fc.assert(
      fc.property(fc.oneof(aPlan, anyPlan), (plan) => {
        const kinds = steps(plan).map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
        if (kinds.includes('removePartner') && fieldsOf(plan.before).policy === 'present') {
          expect(kinds.slice(0, kinds.indexOf('removePartner'))).toContain('deleteSyncPolicy');
        }
      }),
      TRIED,
    );
  });

  /** The place of each step where it can meet others: a partner is there before its policy, and goes after it. */
  const ORDER: readonly Step['kind'][] = [
    'deleteSyncPolicy',
    'removePartner',
    'addPartner',
    'restorePartner',
    'updateAutomaticRedemption',
    'updateSettings',
    'restoreSyncPolicy',
    'createSyncPolicy',
    'updateSyncPolicy',
    'purgeSyncPolicy',
    'recreateDeletedSyncPolicy',
  ];
  test('whatever is to be: they come in the order that Graph demands', () => {
    fc.assert(
      fc.property(fc.oneof(aPlan, anyPlan), (plan) => {
        const places = steps(plan).map(({ kind }) => ORDER.indexOf(kind));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places).not.toContain(-1);
      }),
      TRIED,
    );
  });
});

describe('Graph beta is needed', () => {
  test('to write what only beta can, and to see what was deleted, and for nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(aPlan, anyPlan), (plan) => {
        const readsDeleted = plan.before.kind === 'partner' && plan.before.deleted !== 'unread';
        expect(needsPreview(plan)).toBe(readsDeleted || steps(plan).some(isPreview));
      }),
      TRIED,
    );
  });

  test('where the deleted items were read, even if no step is of beta', () => {
    const plan = planOf(withDeleted(partner(null)), withDeleted(partner()));
    expect(steps(plan).some(isPreview)).toBe(false);
    expect(needsPreview(plan)).toBe(true);
  });
});

describe('the states on the way', () => {
  test('begin with before, end with after, and are one more than the steps', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        const path = waypoints(plan);
        expect(path).toHaveLength(steps(plan).length + 1);
        expect(path[0]).toEqual(plan.before);
        expect(difference(endOf(plan), plan.after)).toEqual([]);
      }),
      TRIED,
    );
  });

  test('end with after from anywhere, but for a group setting, which Graph cannot be told to forget, and what is never written', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const unwritten = ['groupSync', 'otherSettings'];
        expect(difference(endOf(plan), plan.after).filter((name) => !unwritten.includes(name))).toEqual([]);
      }),
      TRIED,
    );
  });

  test('lie one step apart', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        const path = waypoints(plan);
        for (const [index, step] of steps(plan).entries()) {
          expect(path[index + 1]).toEqual(stateAfter(path[index] ?? plan.before, step));
        }
      }),
      TRIED,
    );
  });

  test('pass by the bare partner when partner and policy are new', () => {
    const path = waypoints(livePlan(null, withUserSync(null, true, 'Fabrikam')));
    expect(path.map((state) => [fieldsOf(state).partner, fieldsOf(state).policy])).toEqual([
      ['absent', 'absent'],
      ['present', 'absent'],
      ['present', 'present'],
    ]);
  });

  test('pass by the bare partner when partner and policy go', () => {
    const path = waypoints(livePlan(partner(), null));
    expect(path.map((state) => [fieldsOf(state).partner, fieldsOf(state).policy])).toEqual([
      ['present', 'present'],
      ['present', 'absent'],
      ['absent', 'absent'],
    ]);
  });
});

describe('the fields that a plan touches', () => {
  const kept = { policy: keptPolicy({ userSync: true }), partner: KEPT_PARTNER };
  test.each<[string, Plan, readonly string[]]>([
    ['redemption', livePlan(partner(), redeeming()), ['redemptionInbound']],
    ['remove partner', livePlan(partner(), null), ['partner', 'policy', 'policyName', 'userSync']],
    ['add partner', livePlan(null, partner(null)), ['partner']],
    ['enable sync', livePlan(partner(), partner(policy({ userSync: true }))), ['userSync']],
    ['rename', livePlan(partner(), partner(policy({ displayName: 'New' }))), ['policyName']],
    [
      'group sync',
      livePlan(partner(policy({ groupSync: false })), partner(policy({ groupSync: true }))),
      ['groupSync'],
    ],
    [
      'restore',
      planOf(withDeleted(null, kept), withDeleted(redeeming(partner(policy({ userSync: true }))))),
      ['partner', 'policy', 'policyName', 'userSync', 'redemptionInbound', 'deletedPartner', 'deletedPolicy'],
    ],
    [
      'purge',
      planOf(withDeleted(partner(), kept), withDeleted(partner(), { partner: KEPT_PARTNER })),
      ['deletedPolicy'],
    ],
    ['template', planOf(template(true), template(null)), ['templateSync']],
  ])('%s', (_, plan, names) => {
    expect(touched(plan)).toEqual(names);
  });

  test('are all in which before and after differ', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        expect(touched(plan)).toEqual(expect.arrayContaining([...difference(plan.before, plan.after)]));
      }),
      TRIED,
    );
  });
});

describe('how far a reading is along the plan', () => {
  test('is the number of the waypoint that it equals: the last one where several are equal', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        const path = waypoints(plan);
        for (const state of path) {
          expect(progress(plan, state)).toBe(path.findLastIndex((other) => sameState(other, state)));
        }
      }),
      TRIED,
    );
  });

  test('is all of it at the end, with or without the deleted items in sight', () => {
    fc.assert(
      fc.property(aPlan, someDeleted, (plan, items) => {
        const end = endOf(plan);
        expect(progress(plan, end)).toBe(steps(plan).length);
        if (end.kind !== 'partner' || end.deleted !== 'unread') return;
        expect(progress(plan, { ...end, deleted: items })).toBe(steps(plan).length);
      }),
      TRIED,
    );
  });

  test('does not depend on what the plan leaves alone', () => {
    fc.assert(
      fc.property(aSwitch, aPartner, (plan, others) => {
        for (const [index, state] of waypoints(plan).entries()) {
          if (state.kind !== 'partner' || state.partner === null) continue;
          const { identitySynchronization } = state.partner;
          const found = live({
            automaticRedemption: others.automaticRedemption,
            identitySynchronization: identitySynchronization && {
              ...identitySynchronization,
              groupSync: others.identitySynchronization?.groupSync ?? 'unknown',
            },
          });
          expect(progress(plan, found)).toBe(progress(plan, state));
          expect(progress(plan, found)).toBeGreaterThanOrEqual(index);
        }
      }),
      TRIED,
    );
  });

  const switchOn = livePlan(partner(), withUserSync(partner(), true, null));
  const addAll = livePlan(null, withUserSync(null, true, 'Fabrikam'));

  test('does not depend on the name of a policy that is only patched', () => {
    const renamed = policy({ displayName: 'Renamed by somebody' });
    expect(progress(switchOn, live(partner({ ...renamed, userSync: true })))).toBe(1);
    expect(progress(switchOn, live(partner(renamed)))).toBe(0);
  });

  test('is nowhere when somebody did something else to what the plan touches', () => {
    expect(progress(switchOn, live(partner(policy({ userSync: null }))))).toBeUndefined();
    expect(progress(addAll, live(partner(policy({ userSync: false }))))).toBeUndefined();
    expect(progress(addAll, live(partner(policy({ userSync: true, displayName: 'Not ours' }))))).toBeUndefined();
  });

  test('a mixed reading shows several places of the way at once, as far as the way may have been gone', () => {
    const both = { partner: KEPT_PARTNER, policy: keptPolicy() };
    const home = partner(policy(), { automaticRedemption: REDEEMING });
    const restoring = planOf(withDeleted(null, both), withDeleted(home));
    const partnerLate = withDeleted(null, { policy: keptPolicy() });
    const allLate = withDeleted(null);
    expect([0, 1, 2].map((reach) => isMixed(restoring, partnerLate, reach))).toEqual([false, true, true]);
    expect([0, 1, 2].map((reach) => isMixed(restoring, allLate, reach))).toEqual([false, false, true]);
    expect(isMixed(restoring, withDeleted({ ...home, identitySynchronization: policy({ userSync: true }) }), 2)).toBe(
      false,
    );
    for (const state of waypoints(restoring)) expect(isMixed(restoring, state, 2)).toBe(false);
  });

  test('is nowhere when the policy or the partner has vanished', () => {
    // The plan does not touch whether there is a policy; that user sync reads as not set gives it away.
    expect(progress(switchOn, live(partner(null)))).toBeUndefined();
    expect(progress(switchOn, live(null))).toBeUndefined();
  });

  test('is nowhere when a template reads as something third', () => {
    expect(progress(planOf(template(null), template(true)), template(false))).toBeUndefined();
  });

  test('counts the steps of a plan that was carried out in part', () => {
    expect(progress(addAll, live(null))).toBe(0);
    expect(progress(addAll, live(partner(null)))).toBe(1);
    expect(progress(addAll, live(partner(policy({ userSync: true }))))).toBe(2);
    const remove = livePlan(partner(), null);
    expect(progress(remove, live(partner()))).toBe(0);
    expect(progress(remove, live(partner(null)))).toBe(1);
    expect(progress(remove, live(null))).toBe(2);
  });

  test('is only where all that the plan touches reads as on that waypoint', () => {
    fc.assert(
      fc.property(aPlan, aState, (plan, other) => {
        const found = live(other);
        const index = progress(plan, found);
        if (index === undefined) return;
        const off = difference(waypoints(plan)[index] ?? plan.before, found);
        expect(off.filter((name) => touched(plan).includes(name))).toEqual([]);
      }),
      TRIED,
    );
  });
});

test('every field is touched by some plan', () => {
  const names = new Set<string>([
    ...fc.sample(fc.oneof(aPlan, anyPlan), TRIED).flatMap((plan) => [...touched(plan)]),
    ...touched(planOf(template(true), template(null))),
  ]);
  // To whom the template applies is Graph's to decide at a reset, and when something was deleted is, too; of the settings
  // beside redemption and sync, which have tests of their own, these plans have none.
  const never: readonly string[] = [
    'templateAppliesTo',
    'otherSettings',
    'deletedPartnerAt',
    'deletedPolicyAt',
    ...SETTING_FIELDS,
  ];
  expect([...names].sort()).toEqual(FIELD_NAMES.filter((name) => !never.includes(name)).sort());
});
