import { describe, expect, test } from 'vitest';
import { approvalFor, approversFor, needsMore, opens } from '../../../src/domain/change/approval.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { closes, supersedes } from '../../../src/domain/change/closing.ts';
import { effectsOf, weightiestFirst } from '../../../src/domain/change/effect.ts';
import type { ChangeEvent } from '../../../src/domain/change/event.ts';
import { next } from '../../../src/domain/change/next.ts';
import { isPartOf, manyOf } from '../../../src/domain/change/part.ts';
import {
  counts,
  isFoundTooLate,
  leftAlone,
  mayFind,
  MOST_LOOKS,
  outcomeOf,
  type MemberEnd,
} from '../../../src/domain/change/progress.ts';
import type { Status } from '../../../src/domain/change/status.ts';
import { frozenPlan, redeemsByDefault } from '../../../src/domain/policy/freeze.ts';
import type { Many, Member, OnePlan } from '../../../src/domain/policy/many.ts';
import { needsPreview, planOfMany, steps } from '../../../src/domain/policy/plan.ts';
import { fieldsOf, live } from '../../../src/domain/policy/snapshot.ts';
import { aChange, aPerson, aTenant, changeIdOf, MINUTE, NOW, objectIdOf, tenantIdOf } from '../../builders.ts';
import { partner, policy, template } from '../policy/snapshots.ts';

const on = live(partner(policy({ userSync: true })));
const off = live(partner(policy()));
const planFor = (n: number, before = on, after = off): OnePlan => ({ tenantId: tenantIdOf(n), before, after });
const member = (n: number, before = on, after = off): Member => ({
  partner: aTenant({ tenantId: tenantIdOf(n) }),
  plan: planFor(n, before, after),
});
const listOf = (...members: readonly Member[]): Many => ({ kind: 'list', members, left: [] });
const planWith = (kind: Many['kind'], ...members: readonly Member[]) => planOfMany({ ...listOf(...members), kind });
const other = aPerson({ objectId: objectIdOf(9) });
const at = NOW + MINUTE;

const writing: Status = { state: 'applying', by: other, claimedAt: NOW, phase: 'writing', done: 0 };
const whole = (plan = planOfMany(listOf(member(1), member(2))), status: Status = writing): Change =>
  aChange({ proposal: { plan, approval: 'secondPerson' }, status });
const ended = (n: number, how: MemberEnd['how'] = 'applied'): MemberEnd => ({
  tenantId: tenantIdOf(n),
  change: changeIdOf(n),
  how,
});
const moved = (change: Change, event: ChangeEvent): Change => {
  const then = next(change, event);
  if (then === undefined) throw new Error(`no ${event.kind}`);
  return then;
};

describe('what is decided for many', () => {
  test('opens where one of them opens, and closes where none does and one closes', () => {
    expect(opens(planWith('list', member(1), member(2, off, on)))).toBe(true);
    expect(closes(planWith('list', member(1), member(2, off, on)))).toBe(false);
    expect(opens(planWith('list', member(1)))).toBe(false);
    expect(closes(planWith('list', member(1)))).toBe(true);
    expect(closes(planWith('list'))).toBe(false);
    expect(closes(planWith('freeze'))).toBe(true);
    expect(opens(planWith('thaw'))).toBe(true);
    expect(effectsOf(planWith('list', member(1), member(2, off, on)))).toEqual(['opens', 'closes']);
    expect(effectsOf(planWith('list'))).toEqual(['opensNothing']);
    expect(effectsOf(planWith('list', member(1, off, off)))).toEqual(['opensNothing']);
  });

  test('shows what opens first, then what is shut, of each the widest door first, and else keeps their order', () => {
    const withoutPolicy = (inbound: boolean | null) =>
      live(partner(null, { automaticRedemption: { inbound, outbound: null } }));
    const groups = (groupSync: boolean) => live(partner(policy({ groupSync })));
    const members = [
      member(1, off, off),
      member(2, withoutPolicy(null), withoutPolicy(false)),
      member(3, withoutPolicy(true), withoutPolicy(false)),
      member(4, groups(true), groups(false)),
      member(5),
      member(8, withoutPolicy(false), withoutPolicy(null)),
      member(9, withoutPolicy(false), withoutPolicy(true)),
      member(6, off, on),
      member(7),
    ];
    expect(weightiestFirst(members).map(({ plan }) => plan.tenantId)).toEqual(
      [6, 9, 8, 5, 7, 4, 3, 1, 2].map(tenantIdOf),
    );
  });

  test('takes a second person where it opens more than one, whatever the rule; a freeze takes nobody else', () => {
    const two = planWith('list', member(1, off, on), member(2, off, on));
    expect(approvalFor('self', two)).toBe('secondPerson');
    expect(approvalFor('self', planWith('list', member(1, off, on), member(2)))).toBe('self');
    expect(approvalFor('risk', planWith('list', member(1, off, on), member(2)))).toBe('secondPerson');
    expect(approvalFor('second-person', planWith('freeze', member(1)))).toBe('self');
    expect(approvalFor('self', planWith('thaw', member(1, off, on), member(2, off, on)))).toBe('self');
    expect(approvalFor('risk', planWith('thaw'))).toBe('secondPerson');
    expect(approversFor({ approvers: 3 }, two)).toBe(3);
    const proposed = { approval: 'self', approvers: 1, plan: two } as const;
    expect(needsMore({ approvals: 'self', approvers: 1 }, proposed)).toBe(true);
  });

  test('needs Graph beta where one of them does, and writes nothing by itself', () => {
    const groups = live(partner(policy({ groupSync: true })));
    const withGroups = planWith('list', member(1), member(2, groups, live(partner(policy({ groupSync: false })))));
    expect(needsPreview(withGroups)).toBe(true);
    expect(needsPreview(planWith('list', member(1)))).toBe(false);
    expect(steps(withGroups)).toEqual([]);
  });

  test('takes the place of another list that waits, unless that is the same', () => {
    const pending = (plan = planWith('list', member(1))): Change => aChange({ proposal: { plan } });
    const wish = (kind: Many['kind'], ...members: readonly Member[]) => ({
      plan: planWith(kind, ...members),
      approval: 'self' as const,
      takesBackOpening: false,
      endOf: null,
    });
    expect(supersedes(wish('list', member(1)), pending())).toBe(false);
    expect(supersedes(wish('list', member(2)), pending())).toBe(true);
    expect(supersedes(wish('freeze'), pending())).toBe(true);
    expect(supersedes({ ...wish('list'), plan: planFor(1) }, pending())).toBe(true);
    // A part of what was decided waits for no card that asks for the same.
    const one = aChange({ proposal: { plan: planFor(1) } });
    expect(supersedes({ ...wish('list'), plan: planFor(1) }, one)).toBe(false);
    expect(supersedes({ ...wish('list'), plan: planFor(1), partOf: changeIdOf(7) }, one)).toBe(true);
  });
});

describe('how far it is', () => {
  test('grows by those that have ended, each once, and none that is no member', () => {
    const one = moved(whole(), { kind: 'membersEnded', ended: [ended(1)], at });
    expect(one.progress).toEqual({ ended: [ended(1)], halt: null });
    expect(one.revision).toBe(2);
    expect(next(one, { kind: 'membersEnded', ended: [ended(1)], at })).toBeUndefined();
    expect(next(one, { kind: 'membersEnded', ended: [ended(2), ended(2)], at })).toBeUndefined();
    expect(next(one, { kind: 'membersEnded', ended: [ended(3)], at })).toBeUndefined();
    const two = moved(one, { kind: 'membersEnded', ended: [ended(2, 'stale')], at });
    const { many } = two.proposal.plan;
    if (many === undefined) throw new Error('no list');
    expect(counts(many, two.progress)).toEqual({ all: 2, done: 1, failed: [ended(2, 'stale')], untouched: 0 });
    expect(counts(many, undefined)).toEqual({ all: 2, done: 0, failed: [], untouched: 2 });
  });

  test('is stopped once, by somebody or by the bot itself', () => {
    const stopped = moved(whole(), { kind: 'halted', why: 'asked', by: other, at });
    expect(stopped.progress).toEqual({ ended: [], halt: { why: 'asked', by: other, at } });
    expect(next(stopped, { kind: 'halted', why: 'frozen', at })).toBeUndefined();
    expect(moved(whole(), { kind: 'halted', why: 'mayNot', at }).progress?.halt).toEqual({ why: 'mayNot', at });
  });

  test('is nothing before it is carried out, and nothing of one partner', () => {
    const verifying: Status = { state: 'applying', by: other, claimedAt: NOW, phase: 'verifying' };
    const pending: Status = { state: 'pending', release: null, looking: null };
    for (const status of [verifying, pending]) {
      expect(next(whole(undefined, status), { kind: 'halted', why: 'asked', by: other, at })).toBeUndefined();
    }
    expect(next(aChange({ status: writing }), { kind: 'membersEnded', ended: [], at })).toBeUndefined();
  });

  test('of a freeze grows by whom it finds open besides, look by look, and not for ever', () => {
    const found = (...members: readonly Member[]) => ({ kind: 'foundOpen', members, at }) as const;
    let freeze = whole(planWith('freeze', member(1)));
    expect(next(freeze, found())).toBeUndefined();
    expect(next(freeze, found(member(1)))).toBeUndefined();
    expect(next(freeze, found(member(2), member(2)))).toBeUndefined();
    expect(next(whole(), found(member(3)))).toBeUndefined();
    const stopped = moved(freeze, { kind: 'halted', why: 'asked', by: other, at });
    expect(next(stopped, found(member(2)))).toBeUndefined();
    for (let n = 2; n < 2 + MOST_LOOKS; n += 1) freeze = moved(freeze, found(member(n)));
    expect([mayFind(freeze.progress), isFoundTooLate(freeze.progress, member(1 + MOST_LOOKS))]).toEqual([true, false]);
    const { partner } = member(3);
    const left: Many['left'] = [
      { text: 'Contoso', why: 'notFound' },
      { partner, why: 'syncOff' },
      { partner, why: 'unsettable' },
    ];
    expect(leftAlone({ ...manyOf(freeze), left }, freeze.progress)).toEqual([left[0], left[2]]);
    expect(leftAlone({ ...manyOf(freeze), left }, undefined)).toEqual(left);
    const late = moved(freeze, found(member(9)));
    expect([mayFind(late.progress), isFoundTooLate(late.progress, member(9))]).toEqual([false, true]);
    expect(next(late, found(member(10)))).toBeUndefined();
    const end = moved(late, { kind: 'membersEnded', ended: [ended(1), ended(2), ended(9, 'notApplied')], at });
    expect(counts(manyOf(end), end.progress)).toMatchObject({ all: 5, done: 2, failed: [{ tenantId: tenantIdOf(9) }] });
  });

  test.each<readonly [Status, string | undefined]>([
    [{ state: 'applied', by: other, at, found: off }, 'applied'],
    [{ state: 'failed', by: other, at, failure: { kind: 'diverged', found: on } }, 'diverged'],
    [{ state: 'stale', by: other, at, found: on }, 'stale'],
    [{ state: 'superseded', by: other, instead: changeIdOf(3), at }, 'superseded'],
    [{ state: 'expired', at, release: null }, 'expired'],
    [{ state: 'stopped', at, stop: { kind: 'listStopped' } }, 'stopped'],
    [{ state: 'rejected', by: other, at, reason: null }, 'stopped'],
    [{ state: 'pending', release: null, looking: null }, undefined],
    [writing, undefined],
    [{ state: 'unknown', by: other, since: at, done: 0, problem: null }, undefined],
  ])('a part in %o has ended so: %s', (status, how) => {
    expect(outcomeOf(status)).toBe(how);
  });
});

describe('a part', () => {
  const list = whole();
  const part = (overrides: Parameters<typeof aChange>[0] = {}): Change =>
    aChange({
      ...overrides,
      proposal: {
        id: changeIdOf(5),
        plan: planFor(1),
        partOf: list.proposal.id,
        approval: 'secondPerson',
        ...overrides.proposal,
      },
      status: overrides.status ?? writing,
    });

  test('belongs to what is about many; what is about one has none', () => {
    expect(manyOf(list).kind).toBe('list');
    expect(() => manyOf(part())).toThrow('only what is about many');
  });

  test('does what was decided for its partner, as the same people decided it', () => {
    expect(isPartOf(part(), list)).toBe(true);
  });

  test.each<readonly [string, Change]>([
    ['another plan', part({ proposal: { plan: planFor(1, off, on) } })],
    ['another before', part({ proposal: { plan: planFor(1, live(partner(policy({ userSync: null })))) } })],
    ['an end that nobody decided', part({ proposal: { ends: { at, doors: ['userSync'] } } })],
    ['no member', part({ proposal: { plan: planFor(3) } })],
    ['a part of something else', part({ proposal: { partOf: changeIdOf(8) } })],
    ['another approval', part({ proposal: { approval: 'self' } })],
    ['somebody else who asked', part({ proposal: { requester: other } })],
    ['somebody else who decided', part({ status: { ...writing, by: aPerson() } })],
    ['nobody who decided', part({ status: { state: 'pending', release: null, looking: null } })],
    ['one that keeps open', part({ proposal: { plan: { ...planFor(1), prolongs: true } } })],
  ])('is not %s', (_, change) => {
    expect(isPartOf(change, list)).toBe(false);
  });

  test('is none of what is about one partner', () => {
    expect(isPartOf(part(), aChange({ status: writing }))).toBe(false);
    expect(isPartOf(part(), whole(undefined, { state: 'pending', release: null, looking: null }))).toBe(false);
  });

  test('may do the rest where a part of it was done, and never begins elsewhere', () => {
    const open = live(partner(policy({ userSync: true }), { automaticRedemption: { inbound: true, outbound: null } }));
    const shut = live(partner(policy(), { automaticRedemption: { inbound: false, outbound: null } }));
    const half = live(partner(policy({ userSync: true }), { automaticRedemption: { inbound: false, outbound: null } }));
    const other = live(partner(policy({ userSync: true }), { automaticRedemption: { inbound: null, outbound: null } }));
    const both = whole(planOfMany(listOf(member(1, open, shut))));
    expect(isPartOf(part({ proposal: { plan: planFor(1, half, shut) } }), both)).toBe(true);
    expect(isPartOf(part({ proposal: { plan: planFor(1, other, shut) } }), both)).toBe(false);
    expect(isPartOf(part({ proposal: { plan: planFor(1, open, half) } }), both)).toBe(false);
  });

  test('has the end that was decided for it', () => {
    const ends = { at, doors: ['userSync'] } as const;
    const withEnd = whole(planOfMany(listOf({ ...member(1, off, on), ends })));
    const opening = part({ proposal: { plan: planFor(1, off, on), ends } });
    expect(isPartOf(opening, withEnd)).toBe(true);
  });

  test('of a freeze closes what it finds, whatever its card showed, and nothing less', () => {
    const freeze = whole(planWith('freeze', member(1)));
    const found = live(partner(policy({ userSync: null })));
    expect(isPartOf(part({ proposal: { plan: frozenPlan(tenantIdOf(1), found) } }), freeze)).toBe(true);
    expect(isPartOf(part({ proposal: { plan: planFor(1, off, on) } }), freeze)).toBe(false);
    const closing = part({ proposal: { plan: frozenPlan(tenantIdOf(2), on) } });
    expect(isPartOf(closing, freeze)).toBe(false);
    const more = moved(freeze, { kind: 'foundOpen', members: [member(2)], at });
    expect(isPartOf(closing, more)).toBe(true);
    expect(isPartOf(part({ proposal: { plan: planFor(2, off, on) } }), more)).toBe(false);
  });

  test('is decided by one click of whoever decided all of it, and taken back by nobody alone', () => {
    const pending = part({ proposal: { approvers: 3 }, status: { state: 'pending', release: null, looking: null } });
    expect(next(pending, { kind: 'claimed', by: other, at })?.status.state).toBe('applying');
    expect(next(pending, { kind: 'claimed', by: pending.proposal.requester, at })).toBeUndefined();
    expect(next(pending, { kind: 'rejected', by: other, at, reason: null })).toBeUndefined();
    expect(next(pending, { kind: 'ended', by: other, at, reason: null })).toBeUndefined();
    expect(next(pending, { kind: 'stopped', stop: { kind: 'listStopped' }, at })?.status.state).toBe('stopped');
  });
});

describe('what a freeze makes', () => {
  const reach = (accessType: string) => ({
    name: 'b2bDirectConnectInbound',
    fingerprint: accessType,
    value: JSON.stringify({
      usersAndGroups: { accessType, targets: [{ target: 'AllUsers', targetType: 'user' }] },
      applications: { accessType, targets: [{ target: 'AllApplications', targetType: 'application' }] },
    }),
  });
  const trust = {
    name: 'inboundTrust',
    fingerprint: 't',
    value: '{"isMfaAccepted":true,"isCompliantDeviceAccepted":false}',
  };

  test('of a partner: nothing lets users or groups in, nor redeems without a question', () => {
    const open = live(
      partner(policy({ userSync: true, groupSync: true }), { automaticRedemption: { inbound: true, outbound: null } }),
    );
    expect(fieldsOf(frozenPlan(tenantIdOf(1), open).after)).toMatchObject({
      userSync: false,
      groupSync: false,
      redemptionInbound: false,
      redemptionOutbound: false,
    });
    const hidden = frozenPlan(tenantIdOf(1), live(partner(policy({ groupSync: 'unknown' }))));
    expect(fieldsOf(hidden.after).groupSync).toBe('unknown');
    expect(fieldsOf(frozenPlan(tenantIdOf(1), live(partner(null))).after).policy).toBe('absent');
  });

  test('of what is closed, of no partner and of the template: nothing', () => {
    const closed = live(partner(policy(), { automaticRedemption: { inbound: false, outbound: false } }));
    for (const now of [closed, live(null), template(true)]) {
      expect(steps(frozenPlan(tenantIdOf(1), now))).toEqual([]);
    }
  });

  test('of what applies by default: no trust, and nobody in by direct connect; its redemption no app can set', () => {
    const byDefault = (others: readonly object[] | undefined, inbound = false) =>
      live({
        ...partner(null, { automaticRedemption: { inbound, outbound: false }, isDefault: true }),
        ...(others === undefined ? {} : { others: others as (typeof trust)[] }),
      });
    const open = frozenPlan(tenantIdOf(0), byDefault([trust, reach('allowed')], true));
    expect(fieldsOf(open.after)).toMatchObject({ trustMfa: false, redemptionInbound: true });
    expect(opens(open)).toBe(false);
    expect(closes(open)).toBe(true);
    expect(steps(frozenPlan(tenantIdOf(0), byDefault([reach('somehow')])))).toHaveLength(1);
    const shut = byDefault([{ ...trust, value: '{"isMfaAccepted":false}' }, reach('blocked')]);
    expect(steps(frozenPlan(tenantIdOf(0), shut))).toEqual([]);
    expect(redeemsByDefault({ ...partner(null), automaticRedemption: { inbound: true, outbound: false } })).toBe(true);
    expect(redeemsByDefault({ ...partner(null), automaticRedemption: { inbound: false, outbound: true } })).toBe(true);
    expect(redeemsByDefault(partner(null))).toBe(false);
    expect(steps(frozenPlan(tenantIdOf(0), byDefault(undefined))).length).toBeGreaterThan(0);
  });
});
