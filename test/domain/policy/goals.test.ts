import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as goals from '../../../src/domain/policy/goals.ts';
import type { PartnerGoal, TemplateGoal, AlreadySo } from '../../../src/domain/policy/goals.ts';
import type { OtherSetting } from '../../../src/domain/policy/policy.ts';
import { allClosed } from '../../../src/domain/ends/door.ts';
import { steps } from '../../../src/domain/policy/plan.ts';
import { DEFAULT_LEVELS, difference, live, type PartnerSnapshot } from '../../../src/domain/policy/snapshot.ts';
import { aTenant } from '../../builders.ts';
import {
  aName,
  aPartner,
  aPlan,
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
  TRIED,
  withDeleted,
} from './snapshots.ts';

const FULL = partner(policy({ userSync: true, groupSync: false }));
const BARE = partner(null);

const trusting = (value: object | null): PartnerSnapshot =>
  live(partner(null, { others: [{ name: 'inboundTrust', fingerprint: 'a', value: JSON.stringify(value) }] }));

describe('there is nothing to do', () => {
  type Case = readonly [what: AlreadySo, where: string, goal: PartnerGoal, before: PartnerSnapshot];
  const on = partner(policy({ groupSync: true }), { automaticRedemption: { inbound: true, outbound: false } });
  const CASES: readonly Case[] = [
    ['syncOn', 'enable sync', goals.userSyncOn, live(FULL)],
    ['syncOff', 'disable sync', goals.userSyncOff, live(partner())],
    ['noPolicy', 'disable sync', goals.userSyncOff, live(BARE)],
    ['noPartner', 'disable sync', goals.userSyncOff, live(null)],
    ['policyExists', 'create', goals.policyCreated, live(FULL)],
    ['noPolicyToDelete', 'delete', goals.policyDeleted, live(BARE)],
    ['noSuchPartner', 'delete', goals.policyDeleted, live(null)],
    ['noPolicyToChange', 'rename, no policy', goals.policyRenamed('x'), live(BARE)],
    ['noPolicyToChange', 'rename, no partner', goals.policyRenamed('x'), live(null)],
    ['namedSo', 'rename', goals.policyRenamed('Fabrikam'), live(FULL)],
    ['noPolicyToChange', 'group sync, no policy', goals.groupSyncSet(true), live(BARE)],
    ['noPolicyToChange', 'group sync, no partner', goals.groupSyncSet(false), live(null)],
    ['groupSyncOn', 'group sync on', goals.groupSyncSet(true), live(on)],
    ['groupSyncOff', 'group sync off', goals.groupSyncSet(false), live(FULL)],
    ['partnerExists', 'add', goals.partnerAdded, live(BARE)],
    ['noSuchPartner', 'remove', goals.partnerRemoved, live(null)],
    ['redemptionOn', 'redemption on', goals.redemptionSet('inbound', true), live(on)],
    ['redemptionOff', 'redemption off', goals.redemptionSet('outbound', false), live(on)],
    ['noSuchPartner', 'redemption off, no partner', goals.redemptionSet('inbound', false), live(null)],
    ['policyExists', 'restore, live policy', goals.policyRestored, withDeleted(FULL, { policy: keptPolicy() })],
    ['nothingDeleted', 'restore, nothing kept', goals.policyRestored, withDeleted(BARE)],
    [
      'nothingDeleted',
      'restore, only the partner kept',
      goals.policyRestored,
      withDeleted(null, { partner: KEPT_PARTNER }),
    ],
    ['trustOn', 'trust', goals.trustSet('trustMfa', true), trusting({ isMfaAccepted: true })],
    ['trustOff', 'no trust', goals.trustSet('trustMfa', false), trusting({ isMfaAccepted: false })],
    ['noSuchPartner', 'no trust of a stranger', goals.trustSet('trustMfa', false), live(null)],
    ['nothingOpen', 'close', allClosed, live(BARE)],
    ['nothingOpen', 'close, no partner', allClosed, live(null)],
    ['nothingDeleted', 'restore, not read', goals.policyRestored, live(BARE)],
    ['nothingDeleted', 'purge, nothing kept', goals.policyPurged, withDeleted(null)],
    [
      'nothingDeleted',
      'purge, only the partner kept',
      goals.policyPurged,
      withDeleted(null, { partner: KEPT_PARTNER }),
    ],
    ['nothingDeleted', 'purge, not read', goals.policyPurged, live(null)],
  ];
  const TEMPLATE_CASES: readonly (readonly [AlreadySo, TemplateGoal, boolean | null])[] = [
    ['templateOn', goals.templateSyncSet(true), true],
    ['templateOff', goals.templateSyncSet(false), false],
    ['templateReset', goals.templateReset, null],
  ];

  test.each(CASES)('%s: %s', (what, _, goal, before) => {
    expect(goal(before, aTenant())).toMatchObject({ kind: 'nothingToDo', what });
  });

  test.each(TEMPLATE_CASES)('%s', (what, goal, userSync) => {
    expect(goal({ ...template(userSync), appliesTo: DEFAULT_LEVELS })).toEqual({ kind: 'nothingToDo', what });
  });

  test('and of which setting, where there are several of its kind', () => {
    const fields = CASES.filter(([what]) => /^(?:redemption|trust)/.test(what)).map(([, , goal, before]) => {
      const { field } = goal(before, aTenant()) as { readonly field?: string };
      return field;
    });
    expect(fields).toEqual(['redemptionInbound', 'redemptionOutbound', 'trustMfa', 'trustMfa']);
  });

  test('for every reason that there is', () => {
    // The type makes sure that none is missing.
    const reasons = {
      syncOn: true,
      syncOff: true,
      noPolicy: true,
      noPartner: true,
      noPolicyToDelete: true,
      noSuchPartner: true,
      policyExists: true,
      noPolicyToChange: true,
      namedSo: true,
      groupSyncOn: true,
      groupSyncOff: true,
      partnerExists: true,
      redemptionOn: true,
      redemptionOff: true,
      trustOn: true,
      trustOff: true,
      nothingOpen: true,
      nothingDeleted: true,
      templateOn: true,
      templateOff: true,
      templateReset: true,
    } satisfies Record<AlreadySo, true>;
    const tried = new Set([...CASES.map(([what]) => what), ...TEMPLATE_CASES.map(([what]) => what)]);
    expect([...tried].sort()).toEqual(Object.keys(reasons).sort());
  });
});

describe('what is trusted', () => {
  const trustOf = (before: PartnerSnapshot, ...what: Parameters<typeof goals.trustSet>): unknown => {
    const goal = goals.trustSet(...what)(before, aTenant());
    const others = goal.kind === 'change' && goal.after.kind === 'partner' ? goal.after.partner?.others : undefined;
    return others?.map(({ name, value }) => [name, JSON.parse(value ?? 'null') as unknown]);
  };
  const NONE = { isMfaAccepted: null, isCompliantDeviceAccepted: null, isHybridAzureADJoinedDeviceAccepted: null };

  test('is sent with all that was trusted before, and with what nobody knows', () => {
    const was = { isMfaAccepted: true, isHeardOfByNobody: true };
    expect(trustOf(trusting(was), 'trustCompliantDevices', true)).toEqual([
      ['inboundTrust', { ...NONE, ...was, isCompliantDeviceAccepted: true }],
    ]);
  });

  test.each<[string, PartnerSnapshot]>([
    ['a stranger', live(null)],
    ['a partner that sets nothing', live(partner(null, { others: [] }))],
    [
      'one of which only the fingerprint was kept',
      live(partner(null, { others: [{ name: 'inboundTrust', fingerprint: 'a' }] })),
    ],
    ['one that says null', trusting(null)],
  ])('of %s is that alone', (_, before) => {
    expect(trustOf(before, 'trustHybridDevices', true)).toEqual([
      ['inboundTrust', { ...NONE, isHybridAzureADJoinedDeviceAccepted: true }],
    ]);
  });
});

describe('what is trusted by default', () => {
  const value = JSON.stringify({ isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: false });
  const byDefault = {
    automaticRedemption: { inbound: false, outbound: false },
    others: [{ name: 'inboundTrust', fingerprint: '', value }],
  };
  const trustOf = (before: PartnerSnapshot, allowed: boolean): unknown => {
    const goal = goals.trustSet('trustMfa', allowed)(before, aTenant(), byDefault);
    const others = goal.kind === 'change' && goal.after.kind === 'partner' ? goal.after.partner?.others : undefined;
    return others?.map(({ value }) => Object.values(JSON.parse(value ?? '{}') as Record<string, unknown>));
  };
  const sets = (others?: readonly OtherSetting[]) =>
    live({
      automaticRedemption: { inbound: null, outbound: null },
      identitySynchronization: null,
      ...(others && { others }),
    });

  test('stays trusted where a partner begins to have trust of its own', () => {
    for (const before of [live(null), sets([]), trusting(null)])
      expect(trustOf(before, true)).toEqual([[true, true, false]]);
  });

  test('is left to the default where nothing is to be opened', () => {
    expect(trustOf(sets([]), false)).toEqual([[false, null, false]]);
  });

  test('is nothing to whoever has trust of their own, or whose could not be read', () => {
    expect(trustOf(trusting({ isMfaAccepted: false }), true)).toEqual([[true, null, null]]);
    expect(trustOf(sets([{ name: 'inboundTrust', fingerprint: 'a' }]), true)).toEqual([[true, null, null]]);
    expect(trustOf(sets(), true)).toEqual([[true, null, null]]);
  });
});

describe('what should be', () => {
  const after = (goal: PartnerGoal, before: PartnerSnapshot) => {
    const wanted = goal(before, aTenant());
    if (wanted.kind !== 'change') throw new Error(wanted.what);
    return wanted.after;
  };

  test('a new policy is switched off and called after the tenant', () => {
    const created = live(partner(policy({ displayName: 'Fabrikam', userSync: false })));
    expect(after(goals.policyCreated, live(null))).toEqual(created);
    expect(after(goals.policyCreated, live(BARE))).toEqual(created);
  });

  test('a policy is deleted and its partner stays as it is', () => {
    const redeeming = { automaticRedemption: REDEEMING };
    expect(after(goals.policyDeleted, live(partner(policy(), redeeming)))).toEqual(live(partner(null, redeeming)));
  });

  test('a partner is added without a word of its own, and removed with all it has', () => {
    expect(after(goals.partnerAdded, live(null))).toEqual(live(BARE));
    expect(after(goals.partnerRemoved, live(FULL))).toEqual(live(null));
  });

  test('a name, a group setting and half of redemption change alone', () => {
    const was = policy({ userSync: true, groupSync: false });
    expect(after(goals.policyRenamed('New'), live(FULL))).toEqual(live(partner({ ...was, displayName: 'New' })));
    expect(after(goals.groupSyncSet(true), live(FULL))).toEqual(live(partner({ ...was, groupSync: true })));
    expect(after(goals.redemptionSet('outbound', true), live(FULL))).toEqual(
      live({ ...FULL, automaticRedemption: { inbound: null, outbound: true } }),
    );
  });

  test('a setting that is not said is said when somebody asks for off', () => {
    const silent = partner(policy({ userSync: null, groupSync: null }));
    expect(after(goals.userSyncOff, live(silent))).toEqual(live(partner(policy({ groupSync: null }))));
    expect(after(goals.groupSyncSet(false), live(silent))).toEqual(
      live(partner(policy({ userSync: null, groupSync: false }))),
    );
    expect(after(goals.redemptionSet('inbound', false), live(BARE))).toEqual(
      live(partner(null, { automaticRedemption: { inbound: false, outbound: null } })),
    );
  });

  test('a policy’s name differs from another that is written in another case', () => {
    expect(after(goals.policyRenamed('FABRIKAM'), live(partner()))).toEqual(
      live(partner(policy({ displayName: 'FABRIKAM' }))),
    );
  });

  test('a tenant whose redemption is switched on becomes a partner', () => {
    expect(after(goals.redemptionSet('inbound', true), live(null))).toEqual(
      live(partner(null, { automaticRedemption: REDEEMING })),
    );
  });

  test('a restored policy is as it was deleted, and takes its partner along where that is gone', () => {
    const kept = { policy: keptPolicy({ userSync: true, groupSync: false }), partner: KEPT_PARTNER };
    expect(after(goals.policyRestored, withDeleted(null, kept))).toEqual(
      withDeleted({ ...FULL, automaticRedemption: REDEEMING }),
    );
    expect(after(goals.policyRestored, withDeleted(BARE, kept))).toEqual(withDeleted(FULL, { partner: KEPT_PARTNER }));
    expect(after(goals.policyRestored, withDeleted(null, { policy: kept.policy }))).toEqual(withDeleted(FULL));
  });

  test('a purge leaves what is live alone, and the deleted partner', () => {
    const kept = { policy: keptPolicy(), partner: KEPT_PARTNER };
    expect(after(goals.policyPurged, withDeleted(FULL, kept))).toEqual(withDeleted(FULL, { partner: KEPT_PARTNER }));
  });

  test('a template keeps whom it applies to, until it is reset', () => {
    const before = { ...template(null), appliesTo: 'none' };
    expect(goals.templateSyncSet(true)(before)).toEqual({ kind: 'change', after: { ...before, userSync: true } });
    expect(goals.templateReset({ ...before, userSync: false })).toEqual({
      kind: 'change',
      after: { ...before, appliesTo: 'unknown' },
    });
    // Where it says nothing else, the level is what a reset changes.
    expect(goals.templateReset(before)).toEqual({ kind: 'change', after: { ...before, appliesTo: DEFAULT_LEVELS } });
  });
});

describe('user sync, as a command should leave it', () => {
  test('is all that differs', () => {
    fc.assert(
      fc.property(aPartner, fc.boolean(), aName, (before, allowed, name) => {
        const after = goals.withUserSync(before, allowed, name);
        expect(after.identitySynchronization?.userSync).toBe(allowed);
        const allowedToDiffer =
          before.identitySynchronization === null ? ['policy', 'policyName', 'userSync'] : ['userSync'];
        const differing = difference(live(before), live(after));
        expect(differing.filter((field) => !allowedToDiffer.includes(field))).toEqual([]);
      }),
      TRIED,
    );
  });

  test('keeps the name of a policy that exists and names a new one after the tenant', () => {
    expect(goals.withUserSync(partner(), true, 'Contoso').identitySynchronization?.displayName).toBe('Fabrikam');
    expect(goals.withUserSync(BARE, true, 'Contoso').identitySynchronization?.displayName).toBe('Contoso');
  });

  test('inherits everything else when the partner is new', () => {
    expect(goals.withUserSync(null, true, 'Contoso')).toEqual(
      partner(policy({ displayName: 'Contoso', userSync: true })),
    );
  });
});

describe('whatever is', () => {
  const aGoal = fc.constantFrom(...Object.values(PARTNER_GOALS));
  const aSnapshot = fc.tuple(aState, someDeleted).map(([state, items]) => withDeleted(state, items));

  test('a goal that is reached has nothing left to do', () => {
    fc.assert(
      fc.property(aSnapshot, aGoal, (before, goal) => {
        const wanted = goal(before, aTenant());
        if (wanted.kind !== 'change') return;
        const end = endOf(planOf(before, wanted.after));
        if (end.kind !== 'partner') throw new Error('a partner stays a partner');
        expect(goal(end, aTenant()).kind).toBe('nothingToDo');
      }),
      TRIED,
    );
  });

  test('a change has something to write', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        expect(steps(plan)).not.toEqual([]);
      }),
      TRIED,
    );
  });
});
