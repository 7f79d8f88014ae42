import { describe, expect, test } from 'vitest';
import { planOfMany, type Plan } from '../../../src/domain/policy/plan.ts';
import { direction, purposeOf, type Purpose } from '../../../src/domain/policy/purpose.ts';
import { live, type PartnerSnapshot } from '../../../src/domain/policy/snapshot.ts';
import { KEPT_PARTNER, keptPolicy, partner, planOf, policy, REDEEMING, template, withDeleted } from './snapshots.ts';

const bare = live(partner(null));
const withPolicy = (overrides: Parameters<typeof policy>[0]): PartnerSnapshot => live(partner(policy(overrides)));
const on = withPolicy({ userSync: true });
const off = withPolicy({});
const grouped = (groupSync: boolean): PartnerSnapshot => withPolicy({ groupSync });
const keptOn = { policy: keptPolicy({ userSync: true }) };

const MFA = { name: 'inboundTrust', fingerprint: 'a', value: '{"isMfaAccepted":true}' };
const CLOUDS = { name: 'crossTenantAccessPolicy.allowedCloudEndpoints', fingerprint: 'b', value: '[]' };
const ofDefault = (others: readonly (typeof MFA)[]): PartnerSnapshot =>
  live(partner(null, { others, isDefault: true }));
const trusting = (others: readonly (typeof MFA)[]): PartnerSnapshot => live(partner(null, { others }));

const PLANS: Readonly<Record<Purpose, Plan>> = {
  moveEnd: { ...planOf(on, on), prolongs: true },
  changeMany: planOfMany({ kind: 'list', members: [], left: [] }),
  freeze: planOfMany({ kind: 'freeze', members: [], left: [] }),
  thaw: planOfMany({ kind: 'thaw', members: [], left: [] }),
  addPartner: planOf(live(null), bare),
  removePartner: planOf(on, live(null)),
  restorePartner: planOf(
    withDeleted(null, { partner: KEPT_PARTNER }),
    withDeleted(partner(null, { automaticRedemption: REDEEMING })),
  ),
  changePartner: planOf(
    withPolicy({ userSync: null }),
    live(partner(policy({ userSync: null, displayName: 'Contoso' }), { automaticRedemption: REDEEMING })),
  ),
  changeRedemption: planOf(bare, live(partner(null, { automaticRedemption: REDEEMING }))),
  changeDefaults: planOf(ofDefault([MFA]), ofDefault([])),
  changeTenant: planOf(ofDefault([CLOUDS]), ofDefault([{ ...CLOUDS, value: '["a"]' }])),
  changeTrust: planOf(trusting([]), trusting([MFA])),
  changeSettings: planOf(trusting([]), trusting([MFA, { ...MFA, name: 'tenantRestrictions' }])),
  createSyncPolicy: planOf(live(null), off),
  renameSyncPolicy: planOf(off, withPolicy({ displayName: 'Contoso' })),
  deleteSyncPolicy: planOf(on, bare),
  restoreSyncPolicy: planOf(
    withDeleted(null, { partner: KEPT_PARTNER, policy: keptPolicy() }),
    withDeleted(off.partner),
  ),
  restoreOpenSyncPolicy: planOf(withDeleted(partner(null), keptOn), withDeleted(on.partner)),
  purgeSyncPolicy: planOf(withDeleted(partner(null), keptOn), withDeleted(partner(null))),
  recreateDeletedSyncPolicy: planOf(withDeleted(partner(null)), withDeleted(partner(null), keptOn)),
  enableUserSync: planOf(off, on),
  disableUserSync: planOf(on, off),
  enableGroupSync: planOf(grouped(false), grouped(true)),
  disableGroupSync: planOf(grouped(true), grouped(false)),
  enableTemplateSync: planOf(template(null), template(true)),
  disableTemplateSync: planOf(template(true), template(false)),
  resetTemplate: planOf(template(true), { ...template(null), appliesTo: 'unknown' }),
};

describe('what a plan is for follows from what it does', () => {
  test.each(Object.entries(PLANS))('%s', (purpose, plan) => {
    expect(purposeOf(plan)).toBe(purpose);
  });

  test('a stranger whom user sync is switched on for is not merely added', () => {
    expect(purposeOf(planOf(live(null), on))).toBe('enableUserSync');
  });

  test('what is restored and then set right is restored all the same', () => {
    const kept = withDeleted(partner(null), { policy: keptPolicy({ groupSync: true }) });
    expect(purposeOf(planOf(kept, withDeleted(partner(policy({ groupSync: false })))))).toBe('restoreSyncPolicy');
  });

  test('a plan that changes nothing is called by the partner’s settings', () => {
    expect(purposeOf(planOf(on, on))).toBe('changePartner');
  });
});

describe('the door', () => {
  test.each([
    ['opens', off, on],
    ['opens', live(null), on],
    ['closes', on, off],
    ['closes', on, bare],
    ['closes', withPolicy({ userSync: null }), off],
    ['other', off, withPolicy({ userSync: null })],
    ['other', bare, off],
    ['other', live(null), off],
    ['other', on, withPolicy({ userSync: true, displayName: 'Contoso' })],
    ['other', template(null), template(true)],
  ] as const)('%s', (wanted, before, after) => {
    expect(direction(planOf(before, after))).toBe(wanted);
  });
});
