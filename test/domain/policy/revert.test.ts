import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { steps, touched, type Plan } from '../../../src/domain/policy/plan.ts';
import type { PartnerState, SyncPolicy } from '../../../src/domain/policy/policy.ts';
import { restored, reverted } from '../../../src/domain/policy/revert.ts';
import {
  difference,
  FIELD_NAMES,
  fieldsOf,
  live,
  type DeletedItems,
  type FieldName,
  type PartnerSnapshot,
  type Snapshot,
} from '../../../src/domain/policy/snapshot.ts';
import type { Step } from '../../../src/domain/policy/step.ts';
import { aTenant } from '../../builders.ts';
import {
  aPartner,
  aPlan,
  aPolicy,
  aState,
  endOf,
  KEPT_PARTNER,
  keptPolicy,
  partner,
  PARTNER_GOALS,
  planOf,
  policy,
  REDEEMING,
  someDeleted,
  template,
  TEMPLATE_GOALS,
  TRIED,
  withDeleted,
  type GoalName,
} from './snapshots.ts';

const undoing = (plan: Plan, current: Snapshot): Plan => planOf(current, reverted(plan, current));
/** What is there once the plan was undone. */
const undone = (plan: Plan, current: Snapshot): Snapshot => endOf(undoing(plan, current));

const LIVE: readonly FieldName[] = FIELD_NAMES.filter((name) => !name.startsWith('deleted'));

/** What the plan left behind, as it is read where the deleted items may be asked for: maybe older ones. */
const anEnd: fc.Arbitrary<readonly [Plan, PartnerSnapshot]> = fc
  .tuple(aPlan, fc.option(someDeleted))
  .map(([plan, items]) => {
    const end = endOf(plan);
    if (end.kind !== 'partner') throw new Error('these plans are about partners');
    return [plan, items !== null && end.deleted === 'unread' ? { ...end, deleted: items } : end];
  });

describe('undoing', () => {
  test('leads back to the settings that were, whatever was changed and whatever Graph still keeps', () => {
    fc.assert(
      fc.property(anEnd, ([plan, current]) => {
        const off = difference(undone(plan, current), plan.before).filter((name) => LIVE.includes(name));
        // Graph cannot be told to forget a group setting.
        expect(off.filter((name) => name !== 'groupSync')).toEqual([]);
        if (off.length > 0) expect(fieldsOf(plan.before).groupSync).toBeNull();
      }),
      TRIED,
    );
  });

  test('leads back from anywhere to anywhere', () => {
    fc.assert(
      fc.property(aState, aState, (before, after) => {
        const plan = planOf(live(before), live(after));
        const off = difference(undone(plan, endOf(plan)), plan.before);
        expect(off.filter((name) => name !== 'groupSync' || fieldsOf(plan.before).groupSync !== null)).toEqual([]);
      }),
      TRIED,
    );
  });

  test('changes no setting that the plan did not change', () => {
    fc.assert(
      fc.property(anEnd, ([plan, current]) => {
        const names = difference(current, undone(plan, current)).filter((name) => LIVE.includes(name));
        // A policy whose group setting was not seen comes back with what it was, one that had none may come back with off.
        const wasSet = typeof fieldsOf(plan.before).groupSync === 'boolean';
        const known = names.filter((name) => name !== 'groupSync' || wasSet);
        expect(known.filter((name) => !touched(plan).includes(name))).toEqual([]);
      }),
      TRIED,
    );
  });

  test('leaves alone what somebody else changed meanwhile', () => {
    fc.assert(
      fc.property(anEnd, aPartner, aPolicy, fc.option(someDeleted), ([plan, end], others, theirs, items) => {
        const names = touched(plan);
        const found = changedByOthers(names, end, others, theirs, items);
        // Where the plan added the partner or the policy, undoing it takes all that is in it.
        if (names.includes('partner') || names.includes('policy')) return;
        const changed = touched(undoing(plan, found));
        expect(changed.filter((name) => !names.includes(name))).toEqual([]);
      }),
      { ...TRIED, numRuns: 2000 },
    );
  });

  test('purges nothing, and puts back among the deleted ones only what the plan purged', () => {
    fc.assert(
      fc.property(anEnd, fc.option(someDeleted), ([plan, end], items) => {
        const current = { ...end, deleted: items ?? end.deleted };
        const kinds = steps(undoing(plan, current)).map(({ kind }) => kind);
        expect(kinds).not.toContain('purgeSyncPolicy');
        const hasPurged = steps(plan).some(({ kind }) => kind === 'purgeSyncPolicy');
        if (!hasPurged) expect(kinds).not.toContain('recreateDeletedSyncPolicy');
      }),
      { ...TRIED, numRuns: 2000 },
    );
  });

  test('purges nothing and puts nothing back when it undoes an undoing', () => {
    fc.assert(
      fc.property(anEnd, fc.option(someDeleted), ([plan, current], items) => {
        const first = undoing(plan, current);
        const end = endOf(first);
        if (end.kind !== 'partner' || steps(first).some(({ kind }) => kind === 'recreateDeletedSyncPolicy')) return;
        const second = undoing(first, { ...end, deleted: items ?? end.deleted });
        const kinds = steps(second).map(({ kind }) => kind);
        expect(kinds.filter((kind) => kind === 'purgeSyncPolicy' || kind === 'recreateDeletedSyncPolicy')).toEqual([]);
      }),
      { ...TRIED, numRuns: 2000 },
    );
  });

  /** The end with everything that the plan does not touch as others made it. */
  function changedByOthers(
    names: readonly FieldName[],
    end: PartnerSnapshot,
    others: { readonly automaticRedemption: NonNullable<PartnerState>['automaticRedemption'] },
    theirs: SyncPolicy,
    items: DeletedItems | null,
  ): PartnerSnapshot {
    const { partner: left } = end;
    const deleted = names.includes('deletedPolicy') ? end.deleted : (items ?? end.deleted);
    if (left === null) return { ...end, deleted };
    const keep = <Value>(name: FieldName, ours: Value, other: Value): Value => (names.includes(name) ? ours : other);
    const ours = left.automaticRedemption;
    const its = left.identitySynchronization;
    return {
      kind: 'partner',
      partner: {
        automaticRedemption: {
          inbound: keep('redemptionInbound', ours.inbound, others.automaticRedemption.inbound),
          outbound: keep('redemptionOutbound', ours.outbound, others.automaticRedemption.outbound),
        },
        identitySynchronization: its && {
          displayName: keep('policyName', its.displayName, theirs.displayName),
          userSync: keep('userSync', its.userSync, theirs.userSync),
          groupSync: keep('groupSync', its.groupSync, theirs.groupSync),
        },
      },
      deleted,
    };
  }
});

describe('every kind of change is undone', () => {
  const full = partner(policy({ userSync: true, groupSync: false }), { automaticRedemption: REDEEMING });
  const bare = partner(null, { automaticRedemption: REDEEMING });
  const kept = { policy: keptPolicy({ userSync: true, groupSync: false }) };
  const back = (automaticRedemption: NonNullable<PartnerState>['automaticRedemption']): Step => ({
    kind: 'updateAutomaticRedemption',
    automaticRedemption,
  });
  const create: Step = { kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: true, groupSync: false };
  const recreate: Step = { kind: 'recreateDeletedSyncPolicy', displayName: 'Fabrikam', userSync: true };
  const [deletePolicy, removePartner] = [{ kind: 'deleteSyncPolicy' }, { kind: 'removePartner' }] as const;

  type Case = readonly [goal: GoalName, where: string, before: Snapshot, wanted: readonly Step[]];
  const CASES: readonly Case[] = [
    ['userSyncOn', 'was off', live(partner()), [{ kind: 'updateSyncPolicy', userSync: false }]],
    [
      'userSyncOn',
      'was not said',
      live(partner(policy({ userSync: null }))),
      [{ kind: 'updateSyncPolicy', userSync: null }],
    ],
    ['userSyncOn', 'had no policy', live(bare), [deletePolicy]],
    ['userSyncOn', 'was no partner', live(null), [deletePolicy, removePartner]],
    ['userSyncOff', 'was on', live(full), [{ kind: 'updateSyncPolicy', userSync: true }]],
    ['policyCreated', 'had no policy', live(bare), [deletePolicy]],
    ['policyCreated', 'was no partner', live(null), [deletePolicy, removePartner]],
    ['policyDeleted', 'had one', live(full), [create]],
    ['policyRenamed', 'had another name', live(full), [{ kind: 'updateSyncPolicy', displayName: 'Fabrikam' }]],
    [
      'policyRenamed',
      'had no name',
      live(partner(policy({ displayName: null }))),
      [{ kind: 'updateSyncPolicy', displayName: null }],
    ],
    ['groupSyncOn', 'was off', live(full), [{ kind: 'updateSyncPolicy', groupSync: false }]],
    [
      'groupSyncOn',
      'was not said',
      live(partner(policy({ groupSync: null }))),
      [{ kind: 'updateSyncPolicy', groupSync: false }],
    ],
    [
      'groupSyncOff',
      'was on',
      live(partner(policy({ groupSync: true }))),
      [{ kind: 'updateSyncPolicy', groupSync: true }],
    ],
    ['partnerAdded', 'was no partner', live(null), [removePartner]],
    ['partnerRemoved', 'had a policy', live(full), [{ kind: 'addPartner' }, back(REDEEMING), create]],
    ['partnerRemoved', 'had no policy', live(bare), [{ kind: 'addPartner' }, back(REDEEMING)]],
    ['partnerRemoved', 'inherited everything', live(partner(null)), [{ kind: 'addPartner' }]],
    ['redemptionInboundOn', 'was not said', live(partner()), [back({ inbound: null, outbound: null })]],
    ['redemptionInboundOn', 'was no partner', live(null), [removePartner]],
    ['redemptionInboundOff', 'was on', live(full), [back(REDEEMING)]],
    ['redemptionOutboundOn', 'was not said', live(full), [back(REDEEMING)]],
    ['redemptionOutboundOff', 'was not said', live(full), [back(REDEEMING)]],
    ['policyRestored', 'was a partner', withDeleted(bare, kept), [deletePolicy]],
    [
      'policyRestored',
      'was no partner',
      withDeleted(null, { ...kept, partner: KEPT_PARTNER }),
      [deletePolicy, removePartner],
    ],
    ['policyPurged', 'was a partner', withDeleted(bare, kept), [recreate]],
    ['templateOn', 'said nothing', template(null), [{ kind: 'resetTemplate' }]],
    ['templateOn', 'was off', template(false), [{ kind: 'updateTemplate', userSync: false }]],
    ['templateOff', 'was on', template(true), [{ kind: 'updateTemplate', userSync: true }]],
    ['templateReset', 'was on', template(true), [{ kind: 'updateTemplate', userSync: true }]],
  ];

  const isOfTemplate = (name: GoalName): name is keyof typeof TEMPLATE_GOALS => name in TEMPLATE_GOALS;
  function carriedOut(name: GoalName, before: Snapshot): Plan {
    const wanted =
      isOfTemplate(name) && before.kind === 'template'
        ? TEMPLATE_GOALS[name](before)
        : !isOfTemplate(name) && before.kind === 'partner'
          ? PARTNER_GOALS[name](before, aTenant())
          : undefined;
    if (wanted?.kind !== 'change') throw new Error(`${name} changes nothing`);
    return planOf(before, wanted.after);
  }

  test.each(CASES)('%s, where it %s', (name, _, before, wanted) => {
    const plan = carriedOut(name, before);
    expect(steps(undoing(plan, endOf(plan)))).toStrictEqual(wanted);
    const off = difference(undone(plan, endOf(plan)), before);
    // A group setting that was never set is undone to off.
    const { policy: was, groupSync } = fieldsOf(before);
    expect(off).toEqual(was === 'present' && groupSync === null ? ['groupSync'] : []);
  });

  test('and none is forgotten', () => {
    const names = [...Object.keys(PARTNER_GOALS), ...Object.keys(TEMPLATE_GOALS)];
    expect([...new Set<string>(CASES.map(([name]) => name))].sort()).toEqual(names.sort());
  });
});

describe('where Graph still keeps what was deleted', () => {
  const its = policy({ userSync: true });
  const full = partner(its, { automaticRedemption: REDEEMING });
  const bare = partner(null, { automaticRedemption: REDEEMING });
  const kept = (state: PartnerState, item: SyncPolicy | null, deletedPartner: DeletedItems['partner'] = null) =>
    withDeleted(state, { partner: deletedPartner, policy: item && { ...item, deletedAt: 1 } });
  const calls = (plan: Plan, current: Snapshot) => steps(undoing(plan, current)).map(({ kind }) => kind);
  const deletion = planOf(live(full), live(bare));
  const removal = planOf(live(full), live(null));

  test('a deleted policy is restored', () => {
    expect(calls(deletion, kept(bare, its))).toEqual(['restoreSyncPolicy']);
  });

  test('a removed partner is restored with its policy', () => {
    expect(calls(removal, kept(null, its, KEPT_PARTNER))).toEqual(['restorePartner', 'restoreSyncPolicy']);
  });

  test('a removed partner whose policy alone is kept is added, and its redemption written again', () => {
    expect(calls(removal, kept(null, its))).toEqual(['addPartner', 'updateAutomaticRedemption', 'restoreSyncPolicy']);
  });

  test('an older partner than the one that was removed is not taken for it', () => {
    const other = { automaticRedemption: { inbound: false, outbound: null }, deletedAt: 1 } as const;
    expect(calls(removal, kept(null, its, other))).toEqual([
      'addPartner',
      'updateAutomaticRedemption',
      'restoreSyncPolicy',
    ]);
  });

  test.each([
    ['user sync', { userSync: false }],
    ['the name', { displayName: 'Contoso' }],
  ])('an older policy than the one that was deleted is not taken for it: %s differs', (_, other) => {
    const older = { ...its, ...other };
    expect(calls(deletion, kept(bare, older))).toEqual(['createSyncPolicy']);
    expect(calls(removal, kept(null, older, KEPT_PARTNER))).toEqual(['restorePartner', 'createSyncPolicy']);
  });

  test('nor is one whose group sync is on, where it was not', () => {
    const was = { ...its, groupSync: null };
    const undeleting = planOf(live({ ...full, identitySynchronization: was }), live(bare));
    expect(calls(undeleting, kept(bare, { ...its, groupSync: true }))).toEqual(['createSyncPolicy']);
    expect(calls(undeleting, kept(bare, { ...its, groupSync: false }))).toEqual(['restoreSyncPolicy']);
  });

  test('where nothing is kept, everything is made anew', () => {
    expect(calls(deletion, kept(bare, null))).toEqual(['createSyncPolicy']);
    expect(calls(removal, kept(null, null))).toEqual(['addPartner', 'updateAutomaticRedemption', 'createSyncPolicy']);
  });

  test('a restored policy gets its group setting where the deleted one lacks it', () => {
    const grouped = { ...full, identitySynchronization: { ...its, groupSync: true } };
    const plan = planOf(live(grouped), live(bare));
    expect(steps(undoing(plan, kept(bare, { ...its, groupSync: false })))).toEqual([
      { kind: 'restoreSyncPolicy' },
      { kind: 'updateSyncPolicy', groupSync: true },
    ]);
  });

  test('a purged policy goes back among the deleted ones', () => {
    expect(calls(planOf(kept(bare, its), kept(bare, null)), kept(bare, null))).toEqual(['recreateDeletedSyncPolicy']);
  });

  test('a restored policy is deleted again', () => {
    expect(calls(planOf(kept(bare, its), kept(full, null)), kept(full, null))).toEqual(['deleteSyncPolicy']);
  });

  test('what somebody deleted or purged meanwhile stays as it is', () => {
    const redemption = planOf(kept(partner(null), its), kept(bare, its));
    expect(calls(redemption, kept(bare, null))).toEqual(['updateAutomaticRedemption']);
    const without = planOf(kept(partner(null), null), kept(bare, null));
    expect(calls(without, kept(bare, its))).toEqual(['updateAutomaticRedemption']);
  });
});

test.each([
  ['the partner is gone', null],
  ['another policy is live', partner()],
])('a purge is undone although %s', (_, state) => {
  const purge = planOf(withDeleted(state, { policy: keptPolicy() }), withDeleted(state));
  expect(steps(undoing(purge, purge.after)).map(({ kind }) => kind)).toEqual(['recreateDeletedSyncPolicy']);
});

describe('a template', () => {
  test('goes back, to saying nothing where it said nothing', () => {
    expect(undone(planOf(template(null), template(true)), template(true))).toEqual({
      ...template(null),
      appliesTo: 'unknown',
    });
    expect(undone(planOf(template(true), template(false)), template(false))).toEqual(template(true));
    expect(restored(planOf(template(true), template(false)), template(false))).toEqual(template(true));
  });

  test('is not what a partner left behind', () => {
    const message = 'a change and what it left behind are of one kind';
    expect(() => reverted(planOf(template(null), template(true)), live(null))).toThrow(message);
    expect(() => reverted(planOf(live(null), live(partner())), template(null))).toThrow(message);
  });
});
