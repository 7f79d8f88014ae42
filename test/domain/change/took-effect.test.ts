import { describe, expect, test } from 'vitest';
import { isCarriedOut, type Change } from '../../../src/domain/change/change.ts';
import { next } from '../../../src/domain/change/next.ts';
import type { Failure } from '../../../src/domain/change/status.ts';
import { endingOfChange } from '../../../src/domain/ends/ending.ts';
import { steps } from '../../../src/domain/policy/plan.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { aChange, aPerson, aProblem, NOW, ownRecord, tenantIdOf } from '../../builders.ts';

const by = aPerson();
const AT = NOW + 60_000;
/** A partner, its policy, and that it is on: three steps. */
const plan = { tenantId: tenantIdOf(1), before: live(null), after: live(withUserSync(null, true, 'Fabrikam')) };
const ALL = steps(plan);
const problem = aProblem({ reached: 'maybe' });
const failed = (failure: Failure): Change =>
  aChange({
    proposal: { plan, ends: { at: NOW + 5, doors: ['userSync'] } },
    status: { state: 'failed', by, at: NOW, failure },
  });
const late = (change: Change, done: number) => next(change, { kind: 'tookEffect', done, found: plan.after, at: AT });
const NOT_APPLIED = failed({ kind: 'notApplied', problem, found: plan.before });
const PARTLY = failed({ kind: 'partlyApplied', problem, done: ALL.slice(0, 1), found: plan.before });
const DIVERGED = failed({ kind: 'diverged', found: plan.before });

describe('a change that was given up and took effect after all', () => {
  test.each([NOT_APPLIED, PARTLY, DIVERGED])('is applied where all of it did, with its end', (change) => {
    const moved = late(change, ALL.length);
    expect(moved?.status).toEqual({ state: 'applied', by, at: AT, found: plan.after });
    expect(moved && endingOfChange(moved)).toMatchObject({ decidedAt: AT, end: { doors: ['userSync'] } });
  });

  test('is applied in part where some of it did', () => {
    const done = ALL.slice(0, 1);
    expect(late(NOT_APPLIED, 1)?.status).toMatchObject({ failure: { kind: 'partlyApplied', problem, done } });
    expect(late(DIVERGED, 1)?.status).toMatchObject({ failure: { kind: 'partlyApplied', problem: null, done } });
    const moved = late(NOT_APPLIED, 1);
    expect(moved && isCarriedOut(moved)).toBe(true);
  });

  test('is not moved by what was known of it, or is not of its plan', () => {
    expect([late(PARTLY, 1), late(NOT_APPLIED, 0), late(NOT_APPLIED, ALL.length + 1)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('keeps what the audit log has told of it, and awaits the rest', () => {
    const first = next(late(NOT_APPLIED, 1) ?? NOT_APPLIED, {
      kind: 'matched',
      step: 0,
      record: ownRecord('audit-1', AT),
      at: AT,
    });
    const moved = first && late(first, ALL.length);
    expect(moved?.evidence?.matched.map(({ step }) => step)).toEqual([0]);
    expect(moved?.evidence?.awaited).not.toContain(0);
    expect(moved?.evidence?.awaited.length).toBeGreaterThan(0);
  });
});
