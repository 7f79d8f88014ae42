import { describe, expect, test } from 'vitest';
import { UNTOLD } from '../../../src/domain/drift/trace.ts';
import {
  auditIdsOf,
  learned,
  nextTransient,
  opensMeanwhile,
  transientRisk,
} from '../../../src/domain/drift/transient.ts';
import { aPassage, aTenant, aTransient, anActor, changeIdOf, NOW, tenantIdOf } from '../../builders.ts';

const renamed = aPassage({ field: 'policyName', meanwhile: 'Renamed' });
const off = aPassage({ meanwhile: false });

describe('what was otherwise between two looks', () => {
  test.each([
    [true, aPassage()],
    [true, aPassage({ field: 'redemptionInbound' })],
    [false, aPassage({ field: 'redemptionOutbound' })],
    [false, off],
    [false, renamed],
    [false, aPassage({ meanwhile: UNTOLD })],
  ])('opened a way in: %s', (expected, passage) => {
    expect(opensMeanwhile(passage)).toBe(expected);
    expect(transientRisk(aTransient([passage]))).toBe(expected ? 'red' : 'amber');
  });

  test('is told with what opened first, and as much as a card has room for', () => {
    const { passages, total, openings } = aTransient([...Array.from({ length: 12 }, () => renamed), aPassage()]);
    expect(passages).toHaveLength(10);
    expect(passages[0]).toEqual(aPassage());
    expect([total, openings]).toEqual([13, 1]);
  });

  test('is told of once more when its other half is known', () => {
    const half = aPassage({ until: null });
    const transient = aTransient([renamed, half]);
    const event = learned(transient, aPassage(), NOW);
    expect(event).toEqual({ kind: 'learned', passages: [aPassage(), renamed], total: 2, openings: 1, at: NOW });
    expect(nextTransient(transient, event)).toEqual({ ...aTransient([aPassage(), renamed]), revision: 2 });
  });

  test.each([
    ['another setting', aPassage({ field: 'groupSync' }), 2],
    ['another partner', aPassage({ partner: aTenant({ tenantId: tenantIdOf(9) }) }), 2],
    ['other records', aPassage({ from: anActor({ auditId: 'another' }), until: null }), 2],
    ['no way in', aPassage({ field: 'policyName', meanwhile: 'Renamed' }), 1],
  ])('is told with what comes later: %s', (_, passage, openings) => {
    const event = learned(aTransient(), passage, NOW);
    expect(event).toMatchObject({ passages: [aPassage(), passage], total: 2, openings });
  });

  test('has the records of both ends, as far as there are any', () => {
    expect(auditIdsOf(aPassage())).toEqual(['audit-on', 'audit-off']);
    expect(auditIdsOf(aPassage({ from: null, until: null }))).toEqual([]);
    expect(auditIdsOf(aPassage({ until: { kind: 'change', change: changeIdOf(1), at: NOW } }))).toEqual(['audit-on']);
  });
});
