import { expect, test } from 'vitest';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { isUndecided, isUrgent, stateOf, type Subject } from '../../../src/domain/telling/subject.ts';
import {
  aChange,
  aDigest,
  aDrift,
  aPerson,
  aSight,
  aTenant,
  changeIdOf,
  digestIdOf,
  driftIdOf,
  NOW,
  tenantIdOf,
} from '../../builders.ts';

const partner = aTenant({ tenantId: tenantIdOf(7) });
const change = aChange({ revision: 3, proposal: { id: changeIdOf(4), partner } });
const drift = aDrift({ id: driftIdOf(5), partner, revision: 2 });
const sight = aSight({ tenantId: tenantIdOf(8) });

test('a card stands for one revision of its subject', () => {
  expect(stateOf({ kind: 'change', change })).toEqual({ id: changeIdOf(4), tenantId: tenantIdOf(7), revision: 3 });
  expect(stateOf({ kind: 'drift', drift })).toEqual({ id: driftIdOf(5), tenantId: tenantIdOf(7), revision: 2 });
});

test('a sight is never altered, so it is always at its first revision', () => {
  expect(stateOf({ kind: 'sight', sight })).toEqual({ id: sight.id, tenantId: tenantIdOf(8), revision: 1 });
});

test.each<[string, boolean, Subject]>([
  ['a pending change', true, { kind: 'change', change }],
  [
    'an expired change',
    false,
    { kind: 'change', change: { ...change, status: { state: 'expired', at: NOW, release: null } } },
  ],
  ['an open drift', true, { kind: 'drift', drift }],
  [
    'an accepted drift',
    false,
    { kind: 'drift', drift: { ...drift, status: { state: 'accepted', by: aPerson(), reason: 'agreed', at: NOW } } },
  ],
  ['a sight', false, { kind: 'sight', sight }],
  ['a digest', false, { kind: 'digest', digest: aDigest() }],
])('%s waits for a decision: %s', (_, undecided, subject) => {
  expect(isUndecided(subject)).toBe(undecided);
});

test('a digest has a revision of its own', () => {
  const digest = aDigest({ id: digestIdOf(2), tenantId: tenantIdOf(8), revision: 4 });
  expect(stateOf({ kind: 'digest', digest })).toEqual({ id: digestIdOf(2), tenantId: tenantIdOf(8), revision: 4 });
});

const counts = { all: 12, open: 12, openings: 0, openOpenings: 0 };
const off = live(withUserSync(null, false, 'Fabrikam'));
const on = live(withUserSync(null, true, 'Fabrikam'));
test.each<[string, boolean, Subject]>([
  ['a change that opens', true, { kind: 'change', change }],
  [
    'a change that closes',
    false,
    { kind: 'change', change: aChange({ proposal: { plan: { tenantId: tenantIdOf(1), before: on, after: off } } }) },
  ],
  ['an open drift that opened something', true, { kind: 'drift', drift: aDrift({ before: off, after: on }) }],
  ['one that closed something', false, { kind: 'drift', drift: aDrift({ before: on, after: off }) }],
  ['a digest of which none opened anything', false, { kind: 'digest', digest: aDigest({ counts }) }],
  ['one of which some did', true, { kind: 'digest', digest: aDigest({ counts: { ...counts, openOpenings: 1 } }) }],
  [
    'one of which all are decided',
    false,
    { kind: 'digest', digest: aDigest({ counts: { ...counts, open: 0, openings: 1 } }) },
  ],
  ['that nobody would see it', true, { kind: 'sight', sight }],
  ['that it is seen again', false, { kind: 'sight', sight: aSight({ turn: { kind: 'back', lostAt: NOW } }) }],
])('%s is urgent: %s', (_, urgent, subject) => {
  expect(isUrgent(subject)).toBe(urgent);
});
