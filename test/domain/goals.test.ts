import { describe, expect, test } from 'vitest';
import * as goals from '../../src/domain/goals.ts';
import type { PartnerGoal } from '../../src/domain/goals.ts';
import type { PartnerConfiguration, PartnerState } from '../../src/domain/policy.ts';
import { live, type DeletedItems, type PartnerSnapshot } from '../../src/domain/snapshot.ts';
import { aTenant } from '../builders.ts';

const bare: PartnerConfiguration = {
  automaticRedemption: { inbound: null, outbound: null },
  identitySynchronization: null,
};
const POLICY = { displayName: 'Fabrikam', userSync: true, groupSync: false } as const;
const full: PartnerConfiguration = { ...bare, identitySynchronization: POLICY };
const withDeleted = (partner: PartnerState, items: Partial<DeletedItems>): PartnerSnapshot => ({
  kind: 'partner',
  partner,
  deleted: { partner: null, policy: null, ...items },
});
const item = { ...POLICY, deletedAt: 5 };

describe('there is nothing to do', () => {
  test.each<[string, PartnerGoal, PartnerSnapshot, string]>([
    ['create', goals.policyCreated, live(full), 'policyExists'],
    ['delete, no policy', goals.policyDeleted, live(bare), 'noPolicyToDelete'],
    ['delete, no partner', goals.policyDeleted, live(null), 'noSuchPartner'],
    ['rename, no policy', goals.policyRenamed('x'), live(bare), 'noPolicyToChange'],
    ['rename, same name', goals.policyRenamed('Fabrikam'), live(full), 'namedSo'],
    ['group sync on, no policy', goals.groupSyncSet(true), live(bare), 'noPolicyToChange'],
    ['group sync off, is off', goals.groupSyncSet(false), live(full), 'groupSyncOff'],
    ['add', goals.partnerAdded, live(bare), 'partnerExists'],
    ['remove', goals.partnerRemoved, live(null), 'noSuchPartner'],
    ['redemption off, no partner', goals.redemptionSet('inbound', false), live(null), 'noSuchPartner'],
    ['restore, live policy', goals.policyRestored, withDeleted(full, { policy: item }), 'policyExists'],
    ['restore, nothing kept', goals.policyRestored, withDeleted(bare, {}), 'nothingDeleted'],
    ['restore, not read', goals.policyRestored, live(bare), 'nothingDeleted'],
    ['purge, nothing kept', goals.policyPurged, withDeleted(null, {}), 'nothingDeleted'],
  ])('%s', (_, goal, before, what) => {
    expect(goal(before, aTenant())).toEqual({ kind: 'nothingToDo', what });
  });

  test('in the template', () => {
    const template = { kind: 'template', userSync: null, appliesTo: '' } as const;
    expect(goals.templateReset(template)).toEqual({ kind: 'nothingToDo', what: 'templateReset' });
    expect(goals.templateSyncSet(true)({ ...template, userSync: true })).toMatchObject({ what: 'templateOn' });
    expect(goals.templateSyncSet(false)({ ...template, userSync: false })).toMatchObject({ what: 'templateOff' });
  });
});

describe('what should be', () => {
  const after = (goal: PartnerGoal, before: PartnerSnapshot) => {
    const wanted = goal(before, aTenant());
    if (wanted.kind !== 'change') throw new Error(wanted.what);
    return wanted.after;
  };

  test('a new policy is switched off and called after the tenant', () => {
    expect(after(goals.policyCreated, live(null))).toEqual(
      live({ ...bare, identitySynchronization: { displayName: 'Fabrikam', userSync: false, groupSync: 'unknown' } }),
    );
  });

  test('a name, a group setting and half of redemption change alone', () => {
    expect(after(goals.policyRenamed('New'), live(full))).toEqual(
      live({ ...full, identitySynchronization: { ...POLICY, displayName: 'New' } }),
    );
    expect(after(goals.groupSyncSet(true), live(full))).toEqual(
      live({ ...full, identitySynchronization: { ...POLICY, groupSync: true } }),
    );
    expect(after(goals.redemptionSet('outbound', true), live(full))).toEqual(
      live({ ...full, automaticRedemption: { inbound: null, outbound: true } }),
    );
  });

  test('a tenant whose redemption is switched on becomes a partner', () => {
    expect(after(goals.redemptionSet('inbound', true), live(null))).toEqual(
      live({ ...bare, automaticRedemption: { inbound: true, outbound: null } }),
    );
  });

  test('a restored policy is as it was deleted, and takes its partner along where that is gone', () => {
    const redemption = { inbound: true, outbound: false } as const;
    const kept = { policy: item, partner: { automaticRedemption: redemption, deletedAt: 5 } };
    expect(after(goals.policyRestored, withDeleted(null, kept))).toEqual(
      withDeleted({ automaticRedemption: redemption, identitySynchronization: POLICY }, {}),
    );
    expect(after(goals.policyRestored, withDeleted(bare, kept))).toEqual(withDeleted(full, { partner: kept.partner }));
  });

  test('a purge leaves what is live alone', () => {
    expect(after(goals.policyPurged, withDeleted(full, { policy: item }))).toEqual(withDeleted(full, {}));
  });
});
