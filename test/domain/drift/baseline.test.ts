import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closesUnaccepted,
  lateEffect,
  learned,
  looksOutdated,
  stepsWritten,
  withUnread,
  written,
} from '../../../src/domain/drift/baseline.ts';
import { frozenPlan } from '../../../src/domain/policy/freeze.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { steps, waypoints, type Plan } from '../../../src/domain/policy/plan.ts';
import type { OtherSetting, PartnerState } from '../../../src/domain/policy/policy.ts';
import { DOOR_FIELDS } from '../../../src/domain/drift/drift.ts';
import { fieldsOf, live, sameState } from '../../../src/domain/policy/snapshot.ts';
import { alwaysOf, prefixOf } from '../../../src/domain/policy/tenant-wide.ts';
import { aChange, aPerson, aProblem, NOW, tenantIdOf } from '../../builders.ts';

const setting = fc.constantFrom(true, false, null);
const partner: fc.Arbitrary<PartnerState> = fc.option(
  fc.record({
    automaticRedemption: fc.record({ inbound: setting, outbound: setting }),
    identitySynchronization: fc.option(
      fc.record({
        displayName: fc.constantFrom('Fabrikam', 'Contoso', null),
        userSync: setting,
        groupSync: fc.constant('unknown' as const),
      }),
    ),
  }),
);
const plan: fc.Arbitrary<Plan> = fc
  .tuple(partner, partner)
  .map(([before, after]) => ({ tenantId: tenantIdOf(1), before: live(before), after: live(after) }));

const partnerOf = (snapshot: ReturnType<typeof waypoints>[number] | undefined): PartnerState =>
  snapshot?.kind === 'partner' ? snapshot.partner : null;
const same = (a: PartnerState, b: PartnerState): boolean => sameState(live(a), live(b));

describe('what the bot wrote', () => {
  test('leads a baseline along the plan, step by step', () => {
    fc.assert(
      fc.property(plan, (wanted) => {
        for (const [done, point] of waypoints(wanted).entries()) {
          expect(same(written(partnerOf(wanted.before), wanted, done), partnerOf(point))).toBe(true);
        }
      }),
    );
  });

  test('is nothing as long as no step is done', () => {
    fc.assert(fc.property(partner, plan, (state, wanted) => same(written(state, wanted, 0), state)));
  });

  test('can be taken over twice without a difference', () => {
    fc.assert(
      fc.property(partner, plan, (state, wanted) => {
        const once = written(state, wanted, steps(wanted).length);
        return same(written(once, wanted, steps(wanted).length), once);
      }),
    );
  });

  test('leaves alone what somebody else set at the same time', () => {
    const off = withUserSync(null, false, 'Fabrikam');
    const theirs = { ...off, automaticRedemption: { inbound: true, outbound: null } };
    const enabling: Plan = {
      tenantId: tenantIdOf(1),
      before: live(theirs),
      after: live(withUserSync(theirs, true, 'Fabrikam')),
    };
    expect(written(off, enabling, 1)).toEqual(withUserSync(off, true, 'Fabrikam'));
  });
});

describe('a difference that is the bot’s own', () => {
  test('a late effect of any number of steps is known by its number', () => {
    fc.assert(
      fc.property(partner, plan, (state, wanted) => {
        const count = steps(wanted).length;
        for (let done = 1; done <= count; done += 1) {
          const found = written(state, wanted, done);
          const known = lateEffect(state, wanted, found);
          expect(known).toBeGreaterThanOrEqual(done);
          expect(same(written(state, wanted, known ?? 0), found)).toBe(true);
        }
      }),
    );
  });

  test('anything beyond it is somebody else’s', () => {
    const off = withUserSync(null, false, 'Fabrikam');
    const on = withUserSync(null, true, 'Fabrikam');
    const enabling: Plan = { tenantId: tenantIdOf(1), before: live(off), after: live(on) };
    const more = { ...on, automaticRedemption: { inbound: true, outbound: null } };
    expect(lateEffect(off, enabling, on)).toBe(1);
    expect(lateEffect(off, enabling, more)).toBeUndefined();
    expect(lateEffect(off, enabling, null)).toBeUndefined();
    expect(looksOutdated(on, enabling, off)).toBe(true);
    expect(looksOutdated(on, enabling, more)).toBe(false);
  });
});

describe('what was opened past the bot, and is closed', () => {
  const isUnaccepted = (right: PartnerState, now: PartnerState): boolean =>
    closesUnaccepted(right, frozenPlan(tenantIdOf(1), live(now)));

  test('is every door that is open and should not be', () => {
    fc.assert(
      fc.property(partner, partner, (right, now) => {
        const [should, is] = [fieldsOf(live(right)), fieldsOf(live(now))];
        if (DOOR_FIELDS.some((door) => is[door] === true && should[door] !== true)) {
          expect(isUnaccepted(right, now)).toBe(true);
        }
      }),
    );
  });

  test('is nothing of what was decided', () => {
    fc.assert(fc.property(partner, (state) => !isUnaccepted(state, state)));
  });

  test('is nothing that a plan opens, or leaves as it is', () => {
    const on = { automaticRedemption: { inbound: true, outbound: null }, identitySynchronization: null };
    const off = { automaticRedemption: { inbound: false, outbound: null }, identitySynchronization: null };
    expect(closesUnaccepted(on, { before: live(off), after: live(on) })).toBe(false);
    const others = [{ name: 'tenantRestrictions', fingerprint: 'another' }];
    expect(isUnaccepted({ ...on, others: [] }, { ...on, others })).toBe(false);
  });

  test('is nothing of a default that was never read', () => {
    const trust = { name: 'inboundTrust', fingerprint: '', value: JSON.stringify({ isMfaAccepted: true }) };
    const open = {
      automaticRedemption: { inbound: null, outbound: null },
      identitySynchronization: null,
      isDefault: true as const,
      others: [trust],
    };
    expect(isUnaccepted(null, open)).toBe(false);
    expect(isUnaccepted({ ...open, others: [] }, open)).toBe(true);
  });
});

describe('how many steps a change is known to have written', () => {
  const off = withUserSync(null, false, 'Fabrikam');
  const before = aChange().status;
  const by = aPerson();
  const at = NOW;
  const problem = aProblem();
  const [adding, creating] = steps(aChange().proposal.plan);
  const ended = (status: Parameters<typeof aChange>[0]) => stepsWritten(aChange(status), before);

  test.each([
    ['applied', { state: 'applied', by, at, found: live(null) }, 2],
    ['not applied', { state: 'failed', by, at, failure: { kind: 'notApplied', problem, found: live(null) } }, 0],
    [
      'partly applied',
      {
        state: 'failed',
        by,
        at,
        failure: { kind: 'partlyApplied', problem, done: adding === undefined ? [] : [adding], found: live(null) },
      },
      1,
    ],
    [
      'said to be done, and read as before',
      { state: 'failed', by, at, failure: { kind: 'diverged', found: live(null) } },
      0,
    ],
    ['rejected', { state: 'rejected', by, at, reason: null }, 0],
  ] as const)('%s', (_, status, count) => {
    expect(creating).toBeDefined();
    expect(ended({ status })).toBe(count);
  });

  test('diverged to something else: as many as Graph said', () => {
    const change = aChange({ status: { state: 'failed', by, at, failure: { kind: 'diverged', found: live(off) } } });
    const unknown = { state: 'unknown', by, since: NOW, done: 1, problem: null } as const;
    expect(stepsWritten(change, unknown)).toBe(1);
    expect(stepsWritten(change, before)).toBe(0);
  });
});

describe('group sync', () => {
  const withGroups = (groupSync: boolean): PartnerState => {
    const state = withUserSync(null, true, 'Fabrikam');
    const { identitySynchronization: policy } = state;
    return { ...state, identitySynchronization: policy && { ...policy, groupSync } };
  };
  const letting: Plan = { tenantId: tenantIdOf(1), before: live(withGroups(false)), after: live(withGroups(true)) };

  test('that took effect late is the bot’s own', () => {
    expect(lateEffect(withGroups(false), letting, withGroups(true))).toBe(1);
    expect(looksOutdated(withGroups(true), letting, withGroups(false))).toBe(true);
  });
});

test('the template tells nothing of a partner', () => {
  const template = (userSync: boolean) => ({ kind: 'template', userSync, appliesTo: 'none' }) as const;
  const state = withUserSync(null, true, 'Fabrikam');
  expect(written(state, { tenantId: tenantIdOf(1), before: template(false), after: template(true) }, 1)).toBe(state);
});

describe('what could not be seen before', () => {
  const withGroups = (groupSync: boolean | null | 'unknown'): PartnerState => ({
    automaticRedemption: { inbound: null, outbound: null },
    identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync },
  });

  test('is learned when it is read, and is not unlearned', () => {
    expect(learned(withGroups('unknown'), withGroups(true))).toEqual(withGroups(true));
    expect(learned(withGroups('unknown'), withGroups(null))).toEqual(withGroups(null));
    for (const [state, read] of [
      [withGroups(false), withGroups('unknown')],
      [withGroups('unknown'), withGroups('unknown')],
    ] as const) {
      expect(learned(state, read)).toBe(state);
    }
  });

  test('is nothing that could be seen: a setting that differs, a partner or policy that is not there', () => {
    for (const [state, read] of [
      [withGroups(false), withGroups(true)],
      [null, withGroups(true)],
      [withGroups('unknown'), null],
    ] as const) {
      expect(learned(state, read)).toBe(state);
    }
  });
});

describe('what is of the tenant as a whole', () => {
  const of = (name: string, value: unknown): OtherSetting => ({ name, fingerprint: '', value: JSON.stringify(value) });
  const clouds = of(alwaysOf('policy'), []);
  const [levels, other] = ['existingPartners,newPartners', 'newPartners'].map((text) =>
    of(alwaysOf('syncTemplate'), text),
  );
  const sync = (isSyncAllowed: boolean): OtherSetting =>
    of(`${prefixOf('syncTemplate')}userSyncInbound`, { isSyncAllowed });
  const odd = of(`${prefixOf('syncTemplate')}heardOfByNobody`, 1);
  const byDefault = (...others: readonly (OtherSetting | undefined)[]): PartnerState => ({
    automaticRedemption: { inbound: false, outbound: false },
    identitySynchronization: null,
    others: others.filter((one) => one !== undefined),
    isDefault: true,
  });
  const bare: PartnerState = { automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null };
  const template = (userSync: boolean | null, appliesTo = 'existingPartners,newPartners') =>
    ({ kind: 'template', userSync, appliesTo }) as const;
  const enabling: Plan = { tenantId: tenantIdOf(0), before: template(false), after: template(true) };
  const resetting: Plan = { ...enabling, before: template(true), after: template(null, 'unknown') };

  test('is learned beside what was read before, and is not unlearned', () => {
    expect(learned(byDefault(), byDefault(clouds))).toEqual(byDefault(clouds));
    const known = byDefault(clouds);
    expect(learned(known, byDefault(of(alwaysOf('policy'), ['a'])))).toBe(known);
    expect(learned(known, byDefault())).toBe(known);
    expect(learned(bare, bare)).toBe(bare);
  });

  test('counts as it was where it cannot be read', () => {
    expect(withUnread(byDefault(clouds), byDefault(levels, odd))).toEqual(byDefault(clouds, levels, odd));
    const read = byDefault(clouds);
    expect(withUnread(read, byDefault(of(alwaysOf('policy'), ['a'])))).toBe(read);
    expect([withUnread(read, null), withUnread(null, read), withUnread(bare, read)]).toEqual([read, null, bare]);
  });

  test('is as the bot made the template, and what somebody else made of the rest is theirs', () => {
    expect(written(byDefault(clouds, other, odd), enabling, 1)).toEqual(byDefault(clouds, sync(true), other, odd));
    const known = byDefault(clouds, levels, sync(false));
    expect(written(known, enabling, 0)).toBe(known);
    for (const unread of [byDefault(clouds), bare, null]) expect(written(unread, enabling, 1)).toBe(unread);
  });

  test('is as a reset was found to leave it, or learned from the next reading', () => {
    const known = byDefault(clouds, levels, sync(true), odd);
    expect(written(known, resetting, 1, template(null, 'newPartners'))).toEqual(byDefault(clouds, other));
    expect(written(known, resetting, 1, live(bare))).toEqual(byDefault(clouds));
    expect(written(known, resetting, 1)).toEqual(byDefault(clouds));
  });

  test('that took effect late, or is shown late, is the bot’s own', () => {
    expect(lateEffect(byDefault(levels, sync(false)), enabling, byDefault(levels, sync(true)))).toBe(1);
    expect(looksOutdated(byDefault(levels, sync(true)), enabling, byDefault(levels, sync(false)))).toBe(true);
    expect(looksOutdated(byDefault(other), resetting, byDefault(levels, sync(true)))).toBe(true);
    expect(looksOutdated(byDefault(levels, sync(true)), enabling, byDefault(clouds, other, sync(false)))).toBe(false);
  });
});
