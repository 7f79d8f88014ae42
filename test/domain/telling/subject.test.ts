import { expect, test } from 'vitest';
import { isUndecided, stateOf, type Subject } from '../../../src/domain/telling/subject.ts';
import { aChange, aDrift, aPerson, aSight, aTenant, changeIdOf, driftIdOf, NOW, tenantIdOf } from '../../builders.ts';

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
])('%s waits for a decision: %s', (_, undecided, subject) => {
  expect(isUndecided(subject)).toBe(undecided);
});
