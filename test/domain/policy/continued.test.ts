import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/domain/policy/plan.ts';
import { continued, reverted } from '../../../src/domain/policy/revert.ts';
import { live, type Snapshot, type TemplateSnapshot } from '../../../src/domain/policy/snapshot.ts';
import { tenantIdOf } from '../../builders.ts';
import { partner, policy, REDEEMING, template } from './snapshots.ts';

const plan = (before: Snapshot, after: Snapshot): Plan => ({ tenantId: tenantIdOf(1), before, after });

describe('the rest of a change', () => {
  const on = partner(policy({ userSync: true }));

  test('leaves what somebody else has set meanwhile', () => {
    const asked = plan(live(partner(policy({ userSync: false }))), live(on));
    const now = live(partner(policy({ userSync: false, displayName: 'Renamed' }), { automaticRedemption: REDEEMING }));
    expect(continued(asked, now)).toEqual(
      live(partner(policy({ userSync: true, displayName: 'Renamed' }), { automaticRedemption: REDEEMING })),
    );
  });

  test.each<[string, Plan, Snapshot]>([
    ['to remove the partner', plan(live(on), live(null)), live(partner(null))],
    ['to add the partner with its policy', plan(live(null), live(on)), live(null)],
    ['of the template', plan(template(null), template(true)), template(null)],
  ])('%s is all of it', (_, asked, now) => {
    expect(continued(asked, now)).toEqual(asked.after);
  });

  test('of a partner whose template was read by mistake is as planned', () => {
    expect(continued(plan(live(null), live(on)), template(true))).toEqual(live(on));
    expect(continued(plan(template(null), template(true)), live(on))).toEqual(template(true));
  });
});

describe('the template', () => {
  const applied = (userSync: boolean | null, appliesTo: TemplateSnapshot['appliesTo']): TemplateSnapshot => ({
    kind: 'template',
    userSync,
    appliesTo,
  });

  test('gets its value back, for whom it applies now', () => {
    const now = applied(true, 'newPartners');
    expect(reverted(plan(applied(false, 'none'), now), now)).toEqual(applied(false, 'newPartners'));
  });

  test('that said nothing is reset, which decides anew for whom it applies', () => {
    const now = applied(true, 'newPartners');
    expect(reverted(plan(applied(null, 'none'), now), now)).toEqual(applied(null, 'unknown'));
  });

  test('whose value is as before stays, for whomever it applies', () => {
    const now = applied(null, 'newPartners');
    expect(reverted(plan(applied(null, 'none'), applied(null, 'unknown')), now)).toBe(now);
  });

  test('is no partner', () => {
    expect(() => reverted(plan(template(true), template(false)), live(null))).toThrow('of one kind');
    expect(() => reverted(plan(live(null), live(partner())), template(true))).toThrow('of one kind');
  });
});
