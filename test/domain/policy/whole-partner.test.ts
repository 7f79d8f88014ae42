import { describe, expect, test } from 'vitest';
import { isAt, planOf, removesPartner, steps, waypoints } from '../../../src/domain/policy/plan.ts';
import {
  difference,
  fieldsOf,
  live,
  otherSettings,
  withoutOthers,
  type Snapshot,
} from '../../../src/domain/policy/snapshot.ts';
import { tenantIdOf } from '../../builders.ts';
import { partner, policy, template, withDeleted } from './snapshots.ts';

/** Settings that the product does not show count only where a plan takes the partner, and them with it, away. */

const OTHERS = [{ name: 'b2bCollaborationInbound', fingerprint: '1a2b' }] as const;
const known = partner(policy({ userSync: true }), { others: OTHERS });
const plain = partner(policy({ userSync: true }));
const id = tenantIdOf(1);

describe('settings that are not shown', () => {
  test('are left out of a comparison, and nothing else is', () => {
    expect(withoutOthers(live(known))).toEqual(live(plain));
    expect(withoutOthers(withDeleted(known))).toEqual(withDeleted(plain));
    const byDefault = { ...plain, isDefault: true } as const;
    expect(withoutOthers(live({ ...known, isDefault: true }))).toEqual(live(byDefault));
  });

  test.each<[string, Snapshot]>([
    ['no partner', live(null)],
    ['the template', template(true)],
  ])('are none of %s, which stays as it is', (_, snapshot) => {
    expect(withoutOthers(snapshot)).toBe(snapshot);
  });

  test('are known of a partner alone, where they were read', () => {
    expect(otherSettings(live(known))).toBe(OTHERS);
    expect([live(plain), live(null), template(true)].map(otherSettings)).toEqual([[], [], []]);
  });

  test('make a difference where they are known', () => {
    const changed = partner(policy({ userSync: true }), {
      others: [{ name: 'b2bCollaborationInbound', fingerprint: 'ffff' }],
    });
    expect(difference(live(known), live(changed))).toEqual(['b2bCollaborationInbound']);
    expect(fieldsOf(live(known)).b2bCollaborationInbound).toBe('1a2b');
    const unknown = live(partner(null, { others: [{ name: 'heardOfByNobody', fingerprint: '1a2b' }] }));
    expect(fieldsOf(unknown).otherSettings).toBe('heardOfByNobody=1a2b');
    expect(fieldsOf(live(plain)).otherSettings).toBe('unknown');
  });
});

describe('a plan', () => {
  test('that removes the partner knows them', () => {
    expect(removesPartner({ before: live(known), after: live(null) })).toBe(true);
    expect(planOf(id, live(known), live(null))).toEqual({ tenantId: id, before: live(known), after: live(null) });
  });

  test.each<[string, Snapshot, Snapshot]>([
    ['changes the policy', live(known), live(partner(policy({ userSync: false }), { others: OTHERS }))],
    ['deletes the policy', live(known), live(partner(null, { others: OTHERS }))],
    ['adds the partner', live(null), live(known)],
    ['leaves no partner where there was none', live(null), live(null)],
    ['is about the template', template(true), template(false)],
  ])('that %s does not', (_, before, after) => {
    expect(removesPartner({ before, after })).toBe(false);
    expect(planOf(id, before, after)).toEqual({
      tenantId: id,
      before: withoutOthers(before),
      after: withoutOthers(after),
    });
  });

  test('knows whether a reading is exactly as it is after so many steps', () => {
    const plan = planOf(id, live(plain), live(null));
    expect(steps(plan)).toHaveLength(2);
    const matrix = waypoints(plan).map((state) => [0, 1, 2, 3].map((done) => isAt(plan, state, done)));
    expect(matrix).toEqual([
      [true, false, false, false],
      [false, true, false, false],
      [false, false, true, false],
    ]);
    expect(isAt(plan, live(partner(policy({ displayName: 'Other' }))), 0)).toBe(false);
  });
});
