import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { steps, touched, waypoints, type Plan } from '../../src/domain/plan.ts';
import type { PartnerConfiguration, PartnerState, SyncPolicy } from '../../src/domain/policy.ts';
import { reverted } from '../../src/domain/revert.ts';
import { difference, live, type Snapshot } from '../../src/domain/snapshot.ts';
import { tenantIdOf } from '../builders.ts';

const aSetting = fc.constantFrom(true, false, null);
const aPolicy: fc.Arbitrary<SyncPolicy> = fc.record({
  displayName: fc.constantFrom(null, 'Fabrikam', 'Contoso'),
  userSync: aSetting,
  groupSync: fc.constantFrom<SyncPolicy['groupSync'][]>('unknown', true, false),
});
const aPartner: fc.Arbitrary<PartnerConfiguration> = fc.record({
  automaticRedemption: fc.record({ inbound: aSetting, outbound: aSetting }),
  identitySynchronization: fc.option(aPolicy),
});
const aState: fc.Arbitrary<PartnerState> = fc.option(aPartner);

const plan = (before: Snapshot, after: Snapshot): Plan => ({ tenantId: tenantIdOf(1), before, after });
const end = (any: Plan): Snapshot => waypoints(any).at(-1) ?? any.before;
/** What is there once the plan and then its undoing were carried out. */
const undone = (any: Plan, current: Snapshot): Snapshot => end(plan(current, reverted(any, current)));

describe('undoing', () => {
  test('leads back to what was before, whatever was changed', () => {
    fc.assert(
      fc.property(aState, aState, (before, after) => {
        const any = plan(live(before), live(after));
        expect(difference(undone(any, end(any)), any.before)).toEqual([]);
      }),
      { numRuns: 500, seed: 20260105 },
    );
  });

  test('leaves alone what the change left alone, whatever it is now', () => {
    fc.assert(
      fc.property(aPartner, aPolicy, fc.boolean(), aPartner, (one, policy, allowed, other) => {
        const before = { ...one, identitySynchronization: policy };
        const any = plan(live(before), live({ ...before, identitySynchronization: { ...policy, userSync: allowed } }));
        const found = live({
          ...other,
          identitySynchronization: { ...policy, displayName: 'Renamed since', userSync: allowed },
        });
        const changed = difference(found, undone(any, found));
        expect(changed.filter((name) => !touched(any).includes(name))).toEqual([]);
      }),
      { numRuns: 500, seed: 20260105 },
    );
  });
});

describe('where Graph still keeps what was deleted', () => {
  const policy: SyncPolicy = { displayName: 'Fabrikam', userSync: true, groupSync: 'unknown' };
  const partner: PartnerConfiguration = {
    automaticRedemption: { inbound: true, outbound: null },
    identitySynchronization: policy,
  };
  const bare = { ...partner, identitySynchronization: null };
  const gone = { automaticRedemption: partner.automaticRedemption, deletedAt: 1 };
  const kept = (state: PartnerState, item: SyncPolicy | null, its: typeof gone | null = null): Snapshot => ({
    kind: 'partner',
    partner: state,
    deleted: { partner: its, policy: item === null ? null : { ...item, deletedAt: 1 } },
  });
  const calls = (any: Plan, current: Snapshot) => steps(plan(current, reverted(any, current))).map(({ kind }) => kind);

  test('a deleted policy is restored', () => {
    expect(calls(plan(live(partner), live(bare)), kept(bare, policy))).toEqual(['restoreSyncPolicy']);
  });

  test('a removed partner is restored with its policy', () => {
    expect(calls(plan(live(partner), live(null)), kept(null, policy, gone))).toEqual([
      'restorePartner',
      'restoreSyncPolicy',
    ]);
  });

  test('an older policy than the one that was deleted is not taken for it', () => {
    const older = { ...policy, userSync: false };
    expect(calls(plan(live(partner), live(bare)), kept(bare, older))).toEqual(['createSyncPolicy']);
  });

  test('a purged policy goes back among the deleted ones', () => {
    expect(calls(plan(kept(bare, policy), kept(bare, null)), kept(bare, null))).toEqual(['recreateDeletedSyncPolicy']);
  });

  test('a restored policy is deleted again', () => {
    expect(calls(plan(kept(bare, policy), kept(partner, null)), kept(partner, null))).toEqual(['deleteSyncPolicy']);
  });
});

test('a template goes back, to saying nothing where it said nothing', () => {
  const template = (userSync: boolean | null): Snapshot => ({ kind: 'template', userSync, appliesTo: 'none' });
  expect(undone(plan(template(null), template(true)), template(true))).toEqual(template(null));
  expect(undone(plan(template(true), template(false)), template(false))).toEqual(template(true));
});
