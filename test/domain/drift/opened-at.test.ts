import { expect, test } from 'vitest';
import type { Status } from '../../../src/domain/change/status.ts';
import { openedAt } from '../../../src/domain/drift/opened-at.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aChange, aDrift, aPerson, MINUTE, NOW } from '../../builders.ts';
import { partner, planOf, policy } from '../policy/snapshots.ts';

const [off, on] = [live(partner(policy({ userSync: false }))), live(partner(policy({ userSync: true })))];
const by = aPerson();
const at = (minutes: number): number => NOW + minutes * MINUTE;

const opening = (status: Status) => aChange({ proposal: { plan: planOf(off, on) }, status });
const applied = (minutes: number, found = on) => opening({ state: 'applied', by, at: at(minutes), found });

test('nothing tells of what never changed', () => {
  expect(openedAt([], [])).toBeNull();
});

test('the last time that sync was switched on counts, by whomever', () => {
  expect(openedAt([applied(1), applied(3)], [])).toBe(at(3));
  expect(openedAt([applied(1)], [aDrift({ before: off, after: on, detectedAt: at(5) })])).toBe(at(5));
  expect(openedAt([applied(9)], [aDrift({ before: off, after: on, detectedAt: at(5) })])).toBe(at(9));
});

test('a change that failed and switched it on all the same counts, too', () => {
  const failed = (found: typeof on) =>
    opening({ state: 'failed', by, at: at(2), failure: { kind: 'diverged', found } });
  expect(openedAt([failed(on)], [])).toBe(at(2));
  expect(openedAt([failed(off)], [])).toBeNull();
});

test('not what was only asked for, closed it, or found it open', () => {
  expect(openedAt([aChange({ proposal: { plan: planOf(off, on) } })], [])).toBeNull();
  expect(openedAt([applied(1, off)], [aDrift({ before: on, after: off })])).toBeNull();
  expect(openedAt([], [aDrift({ before: on, after: on })])).toBeNull();
});
