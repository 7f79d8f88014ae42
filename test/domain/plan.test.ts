import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  difference,
  FIELD_NAMES,
  fieldsOf,
  progress,
  sameState,
  stateAfter,
  steps,
  waypoints,
  withUserSync,
  type Plan,
} from '../../src/domain/plan.ts';
import type { PartnerConfiguration, PartnerState, Setting, SyncPolicy } from '../../src/domain/policy.ts';
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
const plan = (before: PartnerState, after: PartnerState): Plan => ({ tenantId: tenantIdOf(1), before, after });

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
        expect(path[0]).toBe(any.before);
        expect(sameState(path.at(-1) ?? null, any.after)).toBe(true);
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
