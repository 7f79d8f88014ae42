import { expect, test } from 'vitest';
import { turnOf } from '../../../src/domain/drift/sight.ts';
import { aProblem, aSight, NOW } from '../../builders.ts';

const lost = aSight();
const back = aSight({ turn: { kind: 'back', lostAt: NOW } });

test('sight is lost once, and comes back once', () => {
  expect(turnOf(undefined, aProblem())).toEqual({ kind: 'lost', problem: aProblem() });
  expect(turnOf(lost, aProblem({ kind: 'timeout' }))).toBeUndefined();
  expect(turnOf(lost, null)).toEqual({ kind: 'back', lostAt: NOW });
  expect(turnOf(back, null)).toBeUndefined();
  expect(turnOf(back, aProblem())).toEqual({ kind: 'lost', problem: aProblem() });
});

test('what was never lost does not come back', () => {
  expect(turnOf(undefined, null)).toBeUndefined();
});
