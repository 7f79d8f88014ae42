import { expect, test } from 'vitest';
import { closingAgain, isTooSoon, restOf } from '../../../src/app/changing/many/again.ts';
import type { Status } from '../../../src/domain/change/status.ts';
import { frozenPlan } from '../../../src/domain/policy/freeze.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aPerson, aTenant, NOW, tenantIdOf } from '../../builders.ts';
import { partner, policy } from '../../domain/policy/snapshots.ts';

const on = live(partner(policy({ userSync: true })));
const plan = frozenPlan(tenantIdOf(1), on);
const member = { partner: aTenant({ tenantId: tenantIdOf(1) }), plan };
const by = aPerson();

test('what of a freeze could not be checked in time is tried again, and what a person or the bot stopped is not', () => {
  expect(closingAgain(member, { state: 'expired', at: NOW, release: null })).toBe(plan);
  expect(closingAgain(member, { state: 'stopped', at: NOW, stop: { kind: 'listStopped' } })).toBeUndefined();
});

test('what was out of date is looked at at once', () => {
  const stale: Status = { state: 'stale', by, at: NOW, found: on };
  expect([closingAgain(member, stale), isTooSoon(stale, NOW)]).toEqual([plan, false]);
  expect(restOf(plan, stale)).toBeUndefined();
});
