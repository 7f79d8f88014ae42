import { describe, expect, test } from 'vitest';
import { closes, isRival, movesPeople, rivalKey, supersedes, type Wish } from '../../../src/domain/change/closing.ts';
import { planOfMany } from '../../../src/domain/policy/plan.ts';
import { live, type Snapshot } from '../../../src/domain/policy/snapshot.ts';
import { aChange, aPerson, NOW } from '../../builders.ts';
import { KEPT_PARTNER, partner, planOf, policy, template, withDeleted } from '../policy/snapshots.ts';

const off = policy({ userSync: false });
const on = policy({ userSync: true });
const redeeming = (inbound: boolean | null, outbound: boolean | null = null) =>
  live(partner(null, { automaticRedemption: { inbound, outbound } }));
const kept = withDeleted(partner(null), { partner: KEPT_PARTNER, policy: { ...policy(), deletedAt: 0 } });

test('people are moved by what opens or closes, and by nothing else', () => {
  expect(movesPeople(planOf(live(partner(off)), live(partner(on))))).toBe(true);
  expect(movesPeople(planOf(live(partner(on)), live(partner(off))))).toBe(true);
  expect(movesPeople(planOf(live(partner(on)), live(partner({ ...on, displayName: 'Other' }))))).toBe(false);
  expect(movesPeople(planOf(template(false), template(true)))).toBe(true);
  const byDefault = (inbound: boolean) =>
    live(partner(null, { isDefault: true, automaticRedemption: { inbound, outbound: null } }));
  expect(movesPeople(planOf(byDefault(false), byDefault(true)))).toBe(true);
  expect(movesPeople(planOfMany({ kind: 'freeze', members: [], left: [] }))).toBe(true);
});

describe('what closes', () => {
  test.each<readonly [string, Snapshot, Snapshot]>([
    ['user sync off', live(partner(on)), live(partner(off))],
    ['group sync off', live(partner({ ...on, groupSync: true })), live(partner({ ...on, groupSync: false }))],
    ['no policy', live(partner(off)), live(partner(null))],
    ['no partner', live(partner(null, { others: [] })), live(null)],
    ['automatic redemption off', redeeming(true), redeeming(false)],
    ['automatic redemption off, outbound', redeeming(null, true), redeeming(null, false)],
    ['automatic redemption off where it was left to the default', redeeming(null), redeeming(false)],
    ['automatic redemption off where it was left to the default, outbound', redeeming(true), redeeming(true, false)],
    ['user sync off where it was not set', live(partner({ ...on, userSync: null })), live(partner(off))],
    [
      'group sync off where nobody knows',
      live(partner({ ...on, groupSync: 'unknown' })),
      live(partner({ ...on, groupSync: false })),
    ],
    ['the template off where it was not set', template(null), template(false)],
    ['the template off', template(true), template(false)],
  ])('%s', (_, before, after) => {
    expect(closes(planOf(before, after))).toBe(true);
  });

  test.each<readonly [string, Snapshot, Snapshot]>([
    ['user sync on', live(partner(off)), live(partner(on))],
    ['user sync not set where it was off', live(partner(off)), live(partner({ ...off, userSync: null }))],
    ['a new policy that is off', live(partner(null)), live(partner(off))],
    ['a new partner', live(null), live(partner(null))],
    ['automatic redemption left to the default', redeeming(true), redeeming(null)],
    ['the template on', template(false), template(true)],
    ['another name', live(partner(on)), live(partner({ ...on, displayName: 'Other' }))],
    ['one half off and the other on', redeeming(true, false), redeeming(false, true)],
    ['no partner, which may have forbidden something', live(partner(null)), live(null)],
    ['a purge', kept, { ...kept, deleted: { partner: KEPT_PARTNER, policy: null } }],
  ])('and not %s', (_, before, after) => {
    expect(closes(planOf(before, after))).toBe(false);
  });
});

describe('what makes way', () => {
  const CLOSING = planOf(live(partner(on)), live(partner(off)));
  const OPENING = planOf(live(partner(off)), live(partner(on)));
  const ask = (more: Partial<Wish> = {}): Wish => ({
    plan: CLOSING,
    approval: 'secondPerson',
    takesBackOpening: false,
    endOf: null,
    ...more,
  });
  const waiting = (plan = OPENING) => aChange({ proposal: { plan } });

  test('is every freeze and thaw that waits, for a freeze; a thaw waits for freezes, and a freeze for no thaw', () => {
    const [freeze, thaw, list] = (['freeze', 'thaw', 'list'] as const).map((kind) =>
      planOfMany({ kind, members: [], left: [] }),
    );
    if (freeze === undefined || thaw === undefined || list === undefined) throw new Error('three kinds');
    const by = aPerson();
    const underWay = (plan: typeof freeze) =>
      aChange({ proposal: { plan }, status: { state: 'applying', by, claimedAt: NOW, phase: 'writing', done: 0 } });
    for (const plan of [freeze, thaw]) expect(supersedes(ask({ plan: freeze }), waiting(plan))).toBe(true);
    expect(supersedes(ask({ plan: freeze }), underWay(freeze))).toBe(false);
    expect(supersedes(ask({ plan: thaw }), waiting(freeze))).toBe(false);
    expect([freeze, thaw, list, CLOSING].map(rivalKey)).toEqual([thaw.tenantId, freeze.tenantId, undefined, undefined]);
    expect([waiting(thaw), underWay(thaw)].map((one) => isRival(freeze, one))).toEqual([true, false]);
    expect([waiting(freeze), underWay(freeze)].map((one) => isRival(thaw, one))).toEqual([true, true]);
  });

  test('is what waits, for what closes and for what takes back an opening', () => {
    expect(supersedes(ask(), waiting())).toBe(true);
    expect(supersedes(ask({ plan: OPENING }), waiting(CLOSING))).toBe(false);
    expect(supersedes(ask({ plan: OPENING, takesBackOpening: true }), waiting(CLOSING))).toBe(true);
  });

  test('is every card that waits, for every way to close, but one that would do the same; and for nothing else', () => {
    const own = partner(
      { ...on, groupSync: true },
      { automaticRedemption: { inbound: true, outbound: true }, others: [] },
    );
    const bare = { ...own, others: [] };
    const now = live(own);
    const policyOf = (more: object) => live({ ...bare, identitySynchronization: { ...on, groupSync: true, ...more } });
    const closing = {
      'disable sync': policyOf({ userSync: false }),
      'disable group sync': policyOf({ groupSync: false }),
      'delete sync policy': live({ ...bare, identitySynchronization: null }),
      'remove partner': live(null),
      'disable auto redemption from': live({ ...bare, automaticRedemption: { inbound: false, outbound: true } }),
      'disable auto redemption to': live({ ...bare, automaticRedemption: { inbound: true, outbound: false } }),
    };
    const waits = { ...closing, rename: policyOf({ displayName: 'Other' }) };
    for (const [way, after] of Object.entries(closing)) {
      for (const [other, wanted] of Object.entries(waits)) {
        const open = waiting(planOf(now, wanted));
        expect([way, other, supersedes(ask({ plan: planOf(now, after) }), open)]).toEqual([way, other, way !== other]);
        const broken = ask({ plan: planOf(now, after), approval: 'breakGlass' });
        expect([way, other, supersedes(broken, open)]).toEqual([way, other, true]);
      }
    }
    const opening = {
      'enable sync': [live(partner(off)), live(partner(on))],
      'create sync policy': [live(partner(null)), live(partner(off))],
      'add partner': [live(null), live(partner(null))],
      'enable auto redemption': [redeeming(false), redeeming(true)],
      purge: [kept, { ...kept, deleted: { partner: KEPT_PARTNER, policy: null } }],
      rename: [live(partner(on)), live(partner({ ...on, displayName: 'Other' }))],
    } as const;
    for (const [way, [before, after]] of Object.entries(opening)) {
      const wish = ask({ plan: planOf(before, after), approval: 'breakGlass' });
      expect([way, supersedes(wish, waiting(CLOSING))]).toEqual([way, false]);
    }
  });

  test('is not what would do the same, but for broken glass', () => {
    expect(supersedes(ask(), waiting(CLOSING))).toBe(false);
    expect(supersedes(ask({ approval: 'breakGlass' }), waiting(CLOSING))).toBe(true);
    expect(supersedes(ask({ approval: 'breakGlass', plan: OPENING }), waiting(CLOSING))).toBe(false);
  });

  test('would do the same only from what is now', () => {
    const fromElse = planOf(live(partner({ ...on, displayName: 'Other' })), live(partner(off)));
    expect(supersedes(ask(), waiting(fromElse))).toBe(true);
  });

  test('is nothing that is being written', () => {
    const applying = aChange({
      proposal: { plan: OPENING },
      status: { state: 'applying', by: aPerson(), claimedAt: NOW, phase: 'verifying' },
    });
    expect(supersedes(ask({ approval: 'breakGlass' }), applying)).toBe(false);
  });
});
