import { describe, expect, test } from 'vitest';
import { needsReview, type Change } from '../../../src/domain/change/change.ts';
import { next } from '../../../src/domain/change/next.ts';
import { stepsDone } from '../../../src/domain/change/status.ts';
import { aChange, after, aPerson, NOW, objectIdOf } from '../../builders.ts';
import { changeIn, STATUSES } from '../../cards/changes.ts';

const ADA = aPerson();
const BEN = aPerson({ objectId: objectIdOf(8) });
const looked = (by = BEN) => ({ kind: 'looked', by, at: NOW }) as const;
const waiting = aChange({ proposal: { approval: 'secondPerson', requester: ADA } });

describe('whoever says that they are looking at a change', () => {
  test('is named on it, and it still waits', () => {
    const change = after(waiting, looked());
    expect(change).toMatchObject({ revision: 2, status: { state: 'pending', looking: { by: BEN, at: NOW } } });
    expect(next(change, { kind: 'claimed', by: BEN, at: NOW })?.status.state).toBe('applying');
  });

  test.each(['self', 'breakGlass'] as const)('is nobody where the rule is %s', (approval) => {
    expect(next(aChange({ proposal: { approval, requester: ADA } }), looked())).toBeUndefined();
    expect(next(aChange({ proposal: { approval, requester: ADA } }), looked(ADA))).toBeUndefined();
  });

  test('is not whoever asked', () => {
    expect(next(waiting, looked(ADA))).toBeUndefined();
  });
});

test('whoever asked may take back what somebody else decides, and a third person may reject it', () => {
  const reject = (by = ADA) => next(waiting, { kind: 'rejected', by, at: NOW, reason: null })?.status.state;
  expect([reject(ADA), reject(BEN)]).toEqual(['rejected', 'rejected']);
});

describe('a broken glass', () => {
  const broken = (change: Change): Change => ({
    ...change,
    proposal: { ...change.proposal, approval: 'breakGlass', requester: ADA },
  });

  test.each(['applied', 'not applied', 'partly applied', 'diverged'] as const)('needs a review when %s', (name) => {
    const change = broken(changeIn(STATUSES[name]));
    expect(needsReview(change)).toBe(true);
    const reviewed = next(change, { kind: 'reviewed', by: BEN, at: NOW, finding: 'fine' });
    expect(reviewed).toMatchObject({ revision: change.revision + 1, review: { by: BEN, at: NOW, finding: 'fine' } });
    expect(reviewed && needsReview(reviewed)).toBe(false);
  });

  test.each(['pending', 'writing', 'unknown', 'rejected', 'expired', 'stale'] as const)(
    'needs none when %s',
    (name) => {
      expect(needsReview(broken(changeIn(STATUSES[name])))).toBe(false);
    },
  );

  test('is the only reason for one', () => {
    expect(needsReview(changeIn(STATUSES.applied))).toBe(false);
  });
});

test('how many steps are done is known of a change that is written, and is none of any other', () => {
  expect(stepsDone({ ...STATUSES.writing, done: 2 })).toBe(2);
  expect(stepsDone({ ...STATUSES.unknown, done: 1 })).toBe(1);
  expect([STATUSES.pending, STATUSES.verifying, STATUSES.applied].map(stepsDone)).toEqual([0, 0, 0]);
});
