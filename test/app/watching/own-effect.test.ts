import { beforeEach, describe, expect, test } from 'vitest';
import { ownEffect } from '../../../src/app/watching/own-effect.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { Proposal } from '../../../src/domain/change/proposal.ts';
import { planOfMany } from '../../../src/domain/policy/plan.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aChange, aProblem, changeIdOf, MINUTE, NOW } from '../../builders.ts';
import { ADA, OFF, ON, TENANT, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
  world.now = NOW + MINUTE;
});

const opening = { tenantId: TENANT, before: live(OFF), after: live(ON) };
const closing = { tenantId: TENANT, before: live(ON), after: live(OFF) };
/** Ada's change was given up a moment ago, and nobody knows whether Graph did it. */
const givenUp = (more: Partial<Proposal> = {}): Change => {
  const failure = { kind: 'notApplied', problem: aProblem({ reached: 'maybe' }), found: live(OFF) } as const;
  return aChange({
    proposal: { id: changeIdOf(1), plan: opening, ...more },
    status: { state: 'failed', by: ADA, at: NOW, failure },
  });
};
const of = (change: Change, [expected, found] = [OFF, ON]) =>
  ownEffect(world.ports, [change], NOW - MINUTE, { expected, found });
const frozen = (): void => {
  const freeze = aChange({
    proposal: { id: changeIdOf(9), plan: planOfMany({ kind: 'freeze', members: [], left: [] }) },
    status: { state: 'applied', by: ADA, at: NOW, found: live(OFF) },
  });
  world.store.freezes = () => Promise.resolve([freeze]);
};
/** It was to be open until a moment ago. */
const ended = (): void => {
  const first = aChange({
    proposal: { id: changeIdOf(8), plan: opening, ends: { at: NOW, doors: ['userSync'] } },
    status: { state: 'applied', by: ADA, at: NOW - 2 * MINUTE, found: live(ON) },
  });
  world.store.decided = () => Promise.resolve({ changes: [first], drifts: [] });
};

describe('what a change that was given up does after all', () => {
  test('is its own', async () => {
    expect(await of(givenUp())).toEqual({ change: changeIdOf(1), done: 1 });
  });

  test('is an opening as any other while everything is frozen; what closes is its own', async () => {
    frozen();
    expect(await of(givenUp())).toBeUndefined();
    expect(await of(givenUp({ plan: closing }), [ON, OFF])).toEqual({ change: changeIdOf(1), done: 1 });
  });

  test.each(['undo C-00000002', 'revert drift D-00000002', 'restore sync policy for fabrikam.com'])(
    'is an opening as any other where %s brought back what has come to its end; a decision of its own is not',
    async (again) => {
      ended();
      expect(await of(givenUp({ again }))).toBeUndefined();
      expect(await of(givenUp({ again: 'enable sync for fabrikam.com' }))).toEqual({ change: changeIdOf(1), done: 1 });
    },
  );
});
