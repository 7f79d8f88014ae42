import { describe, expect, test } from 'vitest';
import { UNTOLD } from '../../../src/domain/drift/trace.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { FRESH_PARTNER } from '../../../src/domain/policy/step.ts';
import {
  auditIdsOf,
  isWorse,
  learned,
  nextTransient,
  onlyPartner,
  opensMeanwhile,
  transientRisk,
  wasWayIn,
  type Passage,
} from '../../../src/domain/drift/transient.ts';
import { aPassage, aTenant, aTransient, anActor, changeIdOf, NOW, tenantIdOf } from '../../builders.ts';

const SYNCED: PartnerState = {
  ...FRESH_PARTNER,
  identitySynchronization: { displayName: 'Fabrikam', userSync: false, groupSync: false },
};
const DEVICES_TRUSTED: PartnerState = {
  ...SYNCED,
  others: [{ name: 'inboundTrust', fingerprint: 'a', value: JSON.stringify({ isCompliantDeviceAccepted: true }) }],
};
const renamed = aPassage({ field: 'policyName', meanwhile: 'Renamed' });
const off = aPassage({ meanwhile: false });

describe('what was otherwise between two looks', () => {
  test.each<readonly [Passage['field'], Passage['meanwhile'], PartnerState, boolean]>([
    ['userSync', true, null, true],
    ['userSync', true, SYNCED, true],
    ['userSync', false, SYNCED, false],
    ['userSync', null, SYNCED, false],
    ['userSync', UNTOLD, SYNCED, false],
    ['groupSync', true, SYNCED, true],
    ['groupSync', false, SYNCED, false],
    ['redemptionInbound', true, SYNCED, true],
    // Not set leaves it to the default, which may be on.
    ['redemptionInbound', null, SYNCED, true],
    ['redemptionInbound', false, SYNCED, false],
    ['redemptionOutbound', true, SYNCED, true],
    ['redemptionOutbound', false, SYNCED, false],
    ['policy', 'present', FRESH_PARTNER, true],
    ['policy', 'absent', SYNCED, false],
    ['partner', 'present', null, true],
    ['partner', 'absent', { ...SYNCED, others: [] }, false],
    ['partner', 'absent', { ...SYNCED, others: [{ name: 'inboundTrust', fingerprint: 'a' }] }, true],
    // What was not read may forbid something.
    ['partner', 'absent', SYNCED, true],
    ['partner', 'absent', null, true],
    ['policyName', 'Renamed', SYNCED, false],
    ['isServiceProvider', true, { ...SYNCED, others: [] }, true],
    ['trustMfa', true, { ...SYNCED, others: [] }, true],
    ['trustMfa', false, { ...SYNCED, others: [] }, false],
    // Beside what else is trusted, which stays as it is.
    ['trustMfa', true, DEVICES_TRUSTED, true],
    ['trustMfa', false, DEVICES_TRUSTED, false],
  ])('opens as approvals mean it: %s %s', (field, meanwhile, state, expected) => {
    expect(opensMeanwhile({ field, meanwhile }, state)).toBe(expected);
    const transient = aTransient([aPassage({ field, meanwhile, opened: expected })]);
    expect(transientRisk(transient)).toBe(expected ? 'red' : 'amber');
  });

  test('was a way in where somebody could come in', () => {
    const passages = [
      aPassage(),
      aPassage({ field: 'redemptionInbound' }),
      off,
      renamed,
      aPassage({ field: 'redemptionOutbound' }),
      aPassage({ field: 'partner', meanwhile: 'present' }),
    ];
    expect(passages.map(wasWayIn)).toEqual([true, true, false, false, false, false]);
  });

  test('goes in the order of what it opened: ways in, then what prepares for them, then the rest', () => {
    const added = aPassage({ field: 'partner', meanwhile: 'present' });
    expect(aTransient([renamed, added, off, aPassage()]).passages).toEqual([aPassage(), added, renamed, off]);
    expect(aTransient([renamed, added, off, aPassage()]).openings).toBe(2);
  });

  test.each([
    ['a way in, beside a rename', aPassage(), [renamed], true],
    ['a way in, beside what prepared for one', aPassage(), [aPassage({ field: 'policy', meanwhile: 'present' })], true],
    ['a way in, beside another', aPassage({ field: 'groupSync' }), [aPassage()], false],
    ['what prepares for one, beside a rename', aPassage({ field: 'policy', meanwhile: 'present' }), [renamed], true],
    [
      'what prepares for one, beside a way in',
      aPassage({ field: 'policy', meanwhile: 'present' }),
      [aPassage()],
      false,
    ],
    ['a rename', renamed, [], false],
  ])('is told anew where it is worse than what was told: %s', (_, passage, told, expected) => {
    expect(isWorse(passage, { passages: told })).toBe(expected);
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

  test.each([
    ['all of it', [aPassage(), renamed], 2, aTenant()],
    ['not all that is shown', [aPassage(), aPassage({ partner: aTenant({ tenantId: tenantIdOf(9) }) })], 2, undefined],
    ['all that is shown, and there is more', [aPassage(), renamed], 3, undefined],
  ])('is one partner’s where all of it is: %s', (_, passages, total, expected) => {
    expect(onlyPartner({ passages, total })).toEqual(expected);
  });

  test('has the records of both ends, as far as there are any', () => {
    expect(auditIdsOf(aPassage())).toEqual(['audit-on', 'audit-off']);
    expect(auditIdsOf(aPassage({ from: null, until: null }))).toEqual([]);
    expect(auditIdsOf(aPassage({ until: { kind: 'change', change: changeIdOf(1), at: NOW } }))).toEqual(['audit-on']);
  });
});
