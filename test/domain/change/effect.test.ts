import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { opens } from '../../../src/domain/change/approval.ts';
import {
  DOOR_WEIGHTS,
  doorOf,
  EFFECTS,
  effectsOf,
  weightOf,
  type Effect,
  type Weight,
} from '../../../src/domain/change/effect.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { live, type Snapshot } from '../../../src/domain/policy/snapshot.ts';
import { aTenant } from '../../builders.ts';
import { aPlan, KEPT_PARTNER, partner, policy, template, TRIED, withDeleted } from '../policy/snapshots.ts';

const off = policy({ userSync: false });
const on = policy({ userSync: true });
const redeeming = (inbound: boolean | null, outbound: boolean | null = null): PartnerConfiguration =>
  partner(null, { automaticRedemption: { inbound, outbound } });
const setting = (state: PartnerConfiguration, name: string): PartnerConfiguration => ({
  ...state,
  others: [{ name, fingerprint: 'a' }],
});
const kept = withDeleted(partner(null), { partner: KEPT_PARTNER, policy: { ...on, deletedAt: 0 } });

describe('what it does to the door', () => {
  test.each<readonly [string, Snapshot, Snapshot, readonly Effect[]]>([
    ['user sync on', live(partner(off)), live(partner(on)), ['opens']],
    ['user sync on for a stranger', live(null), live(partner(on)), ['opens']],
    ['group sync on', live(partner(on)), live(partner({ ...on, groupSync: true })), ['opens']],
    ['automatic redemption inbound on', live(redeeming(null)), live(redeeming(true)), ['opens']],
    ['one door open and another shut', live(partner(on)), live(redeeming(true)), ['opens']],
    ['the template on', template(null), template(true), ['opens']],
    ['a policy restored that is on', kept, withDeleted(partner(on), { partner: KEPT_PARTNER }), ['opens']],
    ['a new partner', live(null), live(partner(null)), ['mayOpen']],
    ['a new policy that is off', live(partner(null)), live(partner(off)), ['mayOpen']],
    ['automatic redemption outbound on', live(redeeming(null)), live(redeeming(null, true)), ['mayOpen']],
    ['automatic redemption left to the default', live(redeeming(false)), live(redeeming(null)), ['mayOpen']],
    ['one that was on left to the default', live(redeeming(true)), live(redeeming(null)), ['mayOpen', 'closes']],
    ['the template silent', template(false), template(null), ['mayOpen']],
    ['user sync off', live(partner(on)), live(partner(off)), ['closes']],
    ['no policy', live(partner(on)), live(partner(null)), ['closes']],
    ['automatic redemption off', live(redeeming(true, true)), live(redeeming(false, false)), ['closes']],
    ['the template off', template(true), template(false), ['closes']],
    ['no partner, of which all is known', live(partner(on, { others: [] })), live(null), ['closes']],
    ['no partner, which was read in part', live(partner(on)), live(null), ['notAllUndone', 'mayOpen', 'closes']],
    [
      'no partner, with what forbids nothing',
      live(setting(partner(off), 'isServiceProvider')),
      live(null),
      ['notAllUndone', 'closes'],
    ],
    ['a purge', kept, { ...kept, deleted: { partner: KEPT_PARTNER, policy: null } }, ['cannotBeUndone']],
    ['another name', live(partner(on)), live(partner({ ...on, displayName: 'Other' })), ['renames']],
    ['nothing', live(partner(on)), live(partner(on)), ['opensNothing']],
    [
      'user sync not set where it was off',
      live(partner(off)),
      live(partner({ ...off, userSync: null })),
      ['opensNothing'],
    ],
  ])('%s', (_, before, after, wanted) => {
    expect(effectsOf({ before, after })).toEqual(wanted);
  });

  test('of any plan: it opens or may just where a second person is asked for, and what counts most comes first', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        const effects = effectsOf(plan);
        expect(effects.some((effect) => effect === 'opens' || effect === 'mayOpen')).toBe(opens(plan));
        expect(effects).toEqual(EFFECTS.filter((effect) => effects.includes(effect)));
      }),
      TRIED,
    );
  });
});

const nameless = [null, '', ' \u200B', '\u2800'].map((displayName) => aTenant({ displayName }));

describe('how much it has to be looked at', () => {
  test.each<readonly [Effect, Weight]>([
    ['opens', 'amber'],
    ['mayOpen', 'amber'],
    ['cannotBeUndone', 'amber'],
    ['notAllUndone', 'amber'],
    ['closes', 'quiet'],
    ['renames', 'quiet'],
    ['opensNothing', 'quiet'],
  ])('%s: %s', (effect, weight) => {
    expect(weightOf([effect], aTenant())).toBe(weight);
    for (const tenant of nameless) expect(weightOf([effect], tenant)).toBe(effect === 'opens' ? 'red' : weight);
  });

  test('a door that stands open is one thing for a tenant that is known, and another for one that is not', () => {
    expect((['on', 'off', 'none'] as const).map((sync) => doorOf(sync, aTenant()))).toEqual(['open', 'closed', 'none']);
    for (const tenant of nameless) {
      expect((['on', 'off', 'none'] as const).map((sync) => doorOf(sync, tenant))).toEqual([
        'openToUnknown',
        'closed',
        'none',
      ]);
    }
    expect(DOOR_WEIGHTS).toEqual({ openToUnknown: 'red', open: 'amber', closed: 'quiet', none: 'quiet' });
  });
});
