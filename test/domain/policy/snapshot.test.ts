import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { isSettingField } from '../../../src/domain/policy/settings.ts';
import {
  difference,
  FIELD_NAMES,
  fieldsOf,
  live,
  sameState,
  type Snapshot,
} from '../../../src/domain/policy/snapshot.ts';
import {
  aPartner,
  aPolicy,
  aState,
  KEPT_PARTNER,
  keptPolicy,
  partner,
  policy,
  someDeleted,
  template,
  TRIED,
  withDeleted,
} from './snapshots.ts';

describe('two snapshots', () => {
  test('are the same as themselves, and alike in both directions', () => {
    fc.assert(
      fc.property(aState, aState, someDeleted, someDeleted, (a, b, itemsOfA, itemsOfB) => {
        const pairs = [
          [live(a), live(b)],
          [withDeleted(a, itemsOfA), withDeleted(b, itemsOfB)],
        ] as const;
        for (const [one, other] of pairs) {
          expect(sameState(one, one)).toBe(true);
          expect(difference(one, other)).toEqual(difference(other, one));
          expect(sameState(one, other)).toBe(difference(one, other).length === 0);
        }
      }),
      TRIED,
    );
  });

  const inbound: PartnerState = partner(policy(), { automaticRedemption: { inbound: false, outbound: null } });
  const outbound: PartnerState = partner(policy(), { automaticRedemption: { inbound: null, outbound: true } });
  test.each<[string, Snapshot, Snapshot]>([
    ['partner', live(null), live(partner(null))],
    ['policy', live(partner(null)), live(partner(policy({ displayName: null, userSync: null })))],
    ['policyName', live(partner()), live(partner(policy({ displayName: 'Contoso' })))],
    ['userSync', live(partner()), live(partner(policy({ userSync: null })))],
    ['groupSync', live(partner(policy({ groupSync: true }))), live(partner(policy({ groupSync: false })))],
    ['groupSync', live(partner(policy({ groupSync: null }))), live(partner(policy({ groupSync: false })))],
    ['redemptionInbound', live(partner()), live(inbound)],
    ['redemptionOutbound', live(partner()), live(outbound)],
    ['deletedPartner', withDeleted(null), withDeleted(null, { partner: KEPT_PARTNER })],
    ['deletedPolicy', withDeleted(null), withDeleted(null, { policy: keptPolicy() })],
    [
      'deletedPartnerAt',
      withDeleted(null, { partner: KEPT_PARTNER }),
      withDeleted(null, { partner: { ...KEPT_PARTNER, deletedAt: 1 } }),
    ],
    [
      'deletedPolicyAt',
      withDeleted(null, { policy: keptPolicy() }),
      withDeleted(null, { policy: { ...keptPolicy(), deletedAt: 1 } }),
    ],
    ['templateSync', template(null), template(false)],
    ['templateSync', template(true), template(false)],
  ])('differ in %s, and in nothing else', (field, a, b) => {
    expect(difference(a, b)).toEqual([field]);
  });

  test('never differ in group sync where one of them could not show it', () => {
    fc.assert(
      fc.property(aPartner, aPolicy, (any, shown) => {
        const hidden = live({ ...any, identitySynchronization: { ...shown, groupSync: 'unknown' } });
        const known = live({ ...any, identitySynchronization: shown });
        expect(sameState(hidden, known)).toBe(true);
        expect(sameState(known, hidden)).toBe(true);
      }),
      TRIED,
    );
  });

  test('never differ in what was deleted where one of them was not asked', () => {
    fc.assert(
      fc.property(aState, someDeleted, (any, items) => {
        expect(sameState(live(any), withDeleted(any, items))).toBe(true);
        expect(sameState(withDeleted(any, items), live(any))).toBe(true);
      }),
      TRIED,
    );
  });

  test('are compared in every field there is', () => {
    for (const any of [live(null), withDeleted(partner()), template(null)]) {
      expect(Object.keys(fieldsOf(any)).sort()).toEqual([...FIELD_NAMES].sort());
    }
  });
});

describe('what a snapshot knows', () => {
  const known = (any: Snapshot) => FIELD_NAMES.filter((name) => fieldsOf(any)[name] !== 'unknown');

  test('of a template is the template', () => {
    expect(known(template(null))).toEqual(['policyName', 'templateSync', 'templateAppliesTo']);
  });

  test('of a partner is neither the template nor what was not asked for', () => {
    expect(known(live(partner(policy({ groupSync: false }))))).toEqual(
      FIELD_NAMES.filter((name) => !/^(deleted|template|other)/.test(name) && !isSettingField(name)),
    );
    expect(known(live({ ...partner(), others: [] }))).toContain('otherSettings');
    expect(known(withDeleted(partner(policy({ groupSync: false }))))).toEqual(
      FIELD_NAMES.filter((name) => !/^(template|other|deleted\w+At)/.test(name) && !isSettingField(name)),
    );
  });
});
