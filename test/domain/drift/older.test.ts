import { expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change/change.ts';
import { looksOlder, statesLately } from '../../../src/domain/drift/older.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import { aChange, aDrift, driftIdOf, NOW, tenantIdOf } from '../../builders.ts';
import { partner, policy, template } from '../policy/snapshots.ts';

const OFF = partner(policy({ userSync: false }));
const ON = partner(policy({ userSync: true }));
const only = (...drifts: readonly Drift[]) => ({ drifts, changes: [] });
const RENAMED = partner(policy({ userSync: true, displayName: 'Other' }));

test('a reading looks older where each difference reads as it did lately', () => {
  expect(looksOlder(ON, OFF, [OFF, ON])).toBe(true);
  expect(looksOlder(RENAMED, OFF, [OFF, ON])).toBe(true);
  // A mixture of two replicas.
  expect(looksOlder(RENAMED, partner(policy({ userSync: false, displayName: 'Other' })), [OFF, ON])).toBe(true);
  expect(looksOlder(null, OFF, [OFF])).toBe(true);
});

test('and not where one of them is new', () => {
  expect(looksOlder(ON, OFF, [])).toBe(false);
  expect(looksOlder(OFF, RENAMED, [OFF, ON])).toBe(false);
  expect(looksOlder(ON, null, [OFF, ON])).toBe(false);
});

test('states are of lately where a drift was found, or was gone again, since then', () => {
  const found = aDrift({ before: live(OFF), after: live(ON), detectedAt: NOW });
  expect(statesLately(only(found), NOW)).toEqual([OFF, ON]);
  expect(statesLately(only(found), NOW + 1)).toEqual([]);
  const superseded = (by: typeof found.id | null) =>
    statesLately(only({ ...found, status: { state: 'superseded', by, at: NOW + 1 } }), NOW + 1);
  expect(superseded(null)).toEqual([OFF, ON]);
  expect(superseded(driftIdOf(2))).toEqual([]);
  expect(statesLately(only({ ...found, status: { state: 'superseded', by: null, at: NOW } }), NOW + 1)).toEqual([]);
});

test('and where the bot has written lately: all that it was on the way', () => {
  const plan = { tenantId: tenantIdOf(1), before: live(OFF), after: live(ON) };
  const applied = (at: number) =>
    aChange({ proposal: { plan }, status: { state: 'applied', found: live(ON), at } as Change['status'] });
  expect(statesLately({ drifts: [], changes: [applied(NOW)] }, NOW)).toEqual([OFF, ON]);
  expect(statesLately({ drifts: [], changes: [applied(NOW)] }, NOW + 1)).toEqual([]);
  expect(statesLately({ drifts: [], changes: [aChange()] }, 0)).toEqual([]);
  const onTemplate = { tenantId: tenantIdOf(1), before: template(false), after: template(true) };
  const change = aChange({ proposal: { plan: onTemplate }, status: applied(NOW).status });
  expect(statesLately({ drifts: [], changes: [change] }, NOW)).toEqual([]);
});
