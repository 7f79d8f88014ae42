import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changedFields,
  isOpenDrift,
  nextDrift,
  risk,
  type DriftEvent,
  type DriftStatus,
} from '../../../src/domain/drift/drift.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aDriftActor, aDrift, aPerson, changeIdOf, driftIdOf, MINUTE, NOW } from '../../builders.ts';

const at = NOW + 5 * MINUTE;
const off = live(withUserSync(null, false, 'Fabrikam'));
const on = live(withUserSync(null, true, 'Fabrikam'));
const actors = [aDriftActor()];

const EVENTS: Readonly<Record<string, DriftEvent>> = {
  accepted: { kind: 'accepted', by: aPerson(), reason: 'agreed', at },
  named: { kind: 'named', actors, explained: true, at },
  superseded: { kind: 'superseded', by: driftIdOf(2), at },
  gone: { kind: 'superseded', by: null, at },
  rebased: { kind: 'rebased', change: changeIdOf(1), before: off, after: on, at },
  reverted: { kind: 'rebased', change: changeIdOf(1), before: off, after: off, at },
};
const CLOSED: readonly DriftStatus[] = [
  { state: 'accepted', by: aPerson(), reason: 'agreed', at },
  { state: 'reverted', change: changeIdOf(1), at },
  { state: 'superseded', by: null, at },
];

describe('the life of a drift', () => {
  test.each(Object.entries(EVENTS))('open, %s', (name, event) => {
    const moved = nextDrift(aDrift(), event);
    const states = { named: 'open', rebased: 'open', gone: 'superseded' } as const;
    expect(moved?.status.state).toBe(name in states ? states[name as keyof typeof states] : name);
    expect(moved?.revision).toBe(2);
  });

  test.each(CLOSED)('$state is the end; only a name may still be found', (status) => {
    for (const event of Object.values(EVENTS)) {
      const moved = nextDrift(aDrift({ status }), event);
      expect(moved?.status).toEqual(event.kind === 'named' ? status : undefined);
    }
  });

  test('what is not explained may be explained otherwise later, and what is explained may not', () => {
    const others = [aDriftActor({ name: 'Ada' })];
    const renamed = { kind: 'named', actors: others, explained: true, at } as const;
    expect(nextDrift(aDrift({ actors }), renamed)).toMatchObject({ actors: others, explained: true, revision: 2 });
    expect(nextDrift(aDrift({ actors, explained: true }), renamed)).toBeUndefined();
  });

  test('no order of events opens it again or loses a revision', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(EVENTS)), { maxLength: 8 }), (events) => {
        let drift = aDrift();
        for (const event of events) {
          const moved = nextDrift(drift, event);
          if (moved === undefined) continue;
          expect(moved.revision).toBe(drift.revision + 1);
          expect(isOpenDrift(moved) && !isOpenDrift(drift)).toBe(false);
          drift = moved;
        }
      }),
    );
  });
});

describe('risk', () => {
  const redeemed = (inbound: boolean | null) =>
    live({ automaticRedemption: { inbound, outbound: null }, identitySynchronization: null });

  test.each([
    ['sync switched on', off, on, 'red'],
    ['a partner added with sync', live(null), on, 'red'],
    ['inbound redemption switched on', redeemed(null), redeemed(true), 'red'],
    ['sync switched off', on, off, 'amber'],
    ['a partner removed of which nobody read what it forbade', on, live(null), 'red'],
    ['a partner added', live(null), redeemed(null), 'red'],
    ['inbound redemption switched off', redeemed(true), redeemed(false), 'amber'],
  ] as const)('%s', (_, before, after, expected) => {
    expect(risk(aDrift({ before, after }))).toBe(expected);
  });

  test.each(CLOSED)('$state: nothing waits any more', (status) => {
    expect(risk(aDrift({ status }))).toBe('green');
  });
});

test('group sync that came with a new policy is among what has changed, though it was nothing before', () => {
  const withGroups = (groupSync: boolean) =>
    live({
      automaticRedemption: { inbound: null, outbound: null },
      identitySynchronization: { displayName: null, userSync: null, groupSync },
    });
  expect(changedFields(aDrift({ before: live(null), after: withGroups(true) }))).toContain('groupSync');
  expect(risk(aDrift({ before: live(null), after: withGroups(true) }))).toBe('red');
});
