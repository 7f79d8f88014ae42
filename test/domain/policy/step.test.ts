import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { live, type Snapshot } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER, isPreview, stateAfter, type Step } from '../../../src/domain/policy/step.ts';
import {
  aState,
  KEPT_PARTNER,
  keptPolicy,
  partner,
  policy,
  REDEEMING,
  template,
  TRIED,
  withDeleted,
} from './snapshots.ts';

/** One step of every kind. */
const STEPS = {
  addPartner: { kind: 'addPartner' },
  updateAutomaticRedemption: { kind: 'updateAutomaticRedemption', automaticRedemption: REDEEMING },
  updateSettings: { kind: 'updateSettings', settings: [{ name: 'inboundTrust', fingerprint: '', value: null }] },
  createSyncPolicy: { kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: true },
  updateSyncPolicy: { kind: 'updateSyncPolicy', userSync: true },
  deleteSyncPolicy: { kind: 'deleteSyncPolicy' },
  removePartner: { kind: 'removePartner' },
  restorePartner: { kind: 'restorePartner' },
  restoreSyncPolicy: { kind: 'restoreSyncPolicy' },
  purgeSyncPolicy: { kind: 'purgeSyncPolicy' },
  recreateDeletedSyncPolicy: { kind: 'recreateDeletedSyncPolicy', displayName: 'Fabrikam', userSync: true },
  updateTemplate: { kind: 'updateTemplate', userSync: true },
  resetTemplate: { kind: 'resetTemplate' },
} as const satisfies { [Kind in Step['kind']]: Extract<Step, { kind: Kind }> };
const TEMPLATE_STEPS: readonly Step[] = [STEPS.updateTemplate, STEPS.resetTemplate];
const PARTNER_STEPS: readonly Step[] = Object.values(STEPS).filter((step) => !TEMPLATE_STEPS.includes(step));

/** To whom it applies then is Graph's to decide. */
const afterReset = { ...template(null), appliesTo: 'unknown' };

describe('what one step leaves behind', () => {
  const kept = { policy: keptPolicy({ userSync: true }), partner: KEPT_PARTNER };

  test.each<[string, Snapshot, Step, Snapshot]>([
    ['a new partner inherits everything', live(null), STEPS.addPartner, live(FRESH_PARTNER)],
    ['adding a partner that is there changes nothing', live(partner()), STEPS.addPartner, live(partner())],
    [
      'redemption changes alone',
      live(partner()),
      STEPS.updateAutomaticRedemption,
      live(partner(policy(), { automaticRedemption: REDEEMING })),
    ],
    [
      'a new policy has what was sent, and what was not is not known',
      live(partner(null)),
      STEPS.createSyncPolicy,
      live(partner(policy({ userSync: true }))),
    ],
    [
      'a new policy has the group setting that was sent',
      live(partner(null)),
      { ...STEPS.createSyncPolicy, groupSync: false },
      live(partner(policy({ userSync: true, groupSync: false }))),
    ],
    [
      'a patch changes what it names and keeps the rest',
      live(partner(policy({ groupSync: true }))),
      STEPS.updateSyncPolicy,
      live(partner(policy({ userSync: true, groupSync: true }))),
    ],
    [
      'a patch may name null',
      live(partner(policy({ userSync: true, groupSync: true }))),
      { kind: 'updateSyncPolicy', userSync: null },
      live(partner(policy({ userSync: null, groupSync: true }))),
    ],
    [
      'a patch may take the name away',
      live(partner(policy({ userSync: true }))),
      { kind: 'updateSyncPolicy', displayName: null },
      live(partner(policy({ userSync: true, displayName: null }))),
    ],
    [
      'a patch of group sync leaves user sync alone',
      live(partner(policy({ userSync: true, groupSync: null }))),
      { kind: 'updateSyncPolicy', groupSync: true },
      live(partner(policy({ userSync: true, groupSync: true }))),
    ],
    [
      'a patch of a policy that is not there has no effect',
      live(partner(null)),
      STEPS.updateSyncPolicy,
      live(partner(null)),
    ],
    ['a deleted policy leaves its partner', live(partner()), STEPS.deleteSyncPolicy, live(partner(null))],
    ['nothing is left of a removed partner', live(partner(null)), STEPS.removePartner, live(null)],
    [
      'nothing is expected among the deleted items after a deletion',
      withDeleted(partner()),
      STEPS.deleteSyncPolicy,
      live(partner(null)),
    ],
    [
      'nothing is expected among the deleted items after a removal',
      withDeleted(partner(null)),
      STEPS.removePartner,
      live(null),
    ],
    [
      'a restored partner has its redemption again, and not yet its policy',
      withDeleted(null, kept),
      STEPS.restorePartner,
      withDeleted(partner(null, { automaticRedemption: REDEEMING }), { policy: kept.policy }),
    ],
    [
      'a restored policy is as it was, without the day of its deletion',
      withDeleted(partner(null), kept),
      STEPS.restoreSyncPolicy,
      withDeleted(partner(policy({ userSync: true })), { partner: KEPT_PARTNER }),
    ],
    ['a policy that is not kept cannot be restored', withDeleted(null), STEPS.restoreSyncPolicy, withDeleted(null)],
    [
      'a purge takes the deleted policy and nothing else',
      withDeleted(partner(), kept),
      STEPS.purgeSyncPolicy,
      withDeleted(partner(), { partner: KEPT_PARTNER }),
    ],
    [
      'a policy put back among the deleted ones is not live',
      withDeleted(partner(null)),
      STEPS.recreateDeletedSyncPolicy,
      withDeleted(partner(null), { policy: { ...policy({ userSync: true }), deletedAt: null } }),
    ],
    ['a template is switched', template(null), STEPS.updateTemplate, template(true)],
    ['a template that was reset says nothing', template(true), STEPS.resetTemplate, afterReset],
  ])('%s', (_, before, step, expected) => {
    expect(stateAfter(before, step)).toStrictEqual(expected);
  });

  test.each(PARTNER_STEPS)('$kind is nothing to a template', (step) => {
    expect(stateAfter(template(false), step)).toEqual(template(false));
  });

  test.each(TEMPLATE_STEPS)('$kind is nothing to a partner', (step) => {
    fc.assert(
      fc.property(aState, (any) => {
        expect(stateAfter(live(any), step)).toEqual(live(any));
      }),
      TRIED,
    );
  });
});

test('the steps that only Graph beta offers', () => {
  expect(Object.values(STEPS).filter(isPreview)).toEqual([
    STEPS.restorePartner,
    STEPS.restoreSyncPolicy,
    STEPS.purgeSyncPolicy,
    STEPS.recreateDeletedSyncPolicy,
  ]);
  for (const step of [STEPS.createSyncPolicy, STEPS.updateSyncPolicy]) {
    expect(isPreview({ ...step, groupSync: false }), step.kind).toBe(true);
  }
});

test('restoring a partner of which nothing is kept leaves one that sets nothing', () => {
  const nothing: Snapshot = { kind: 'partner', partner: null, deleted: { partner: null, policy: null } };
  expect(stateAfter(nothing, { kind: 'restorePartner' })).toEqual({ ...nothing, partner: FRESH_PARTNER });
});
