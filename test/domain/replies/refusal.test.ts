import { expect, test } from 'vitest';
import { refused } from '../../../src/domain/replies/notice.ts';
import { subjectOf, undecidable } from '../../../src/domain/replies/refusal.ts';
import { aChange, aDrift, aTenant, driftIdOf, NOW } from '../../builders.ts';

test('a drift that there is not is not known', () => {
  expect(undecidable(undefined)).toEqual({ kind: 'driftUnknown' });
});

test('a drift that is decided is told as it is', () => {
  const drift = aDrift({ status: { state: 'superseded', by: driftIdOf(2), at: NOW } });
  expect(undecidable(drift)).toEqual({ kind: 'driftClosed', drift });
  expect(subjectOf({ kind: 'driftClosed', drift })).toEqual({ change: null, tenantId: drift.partner.tenantId });
});

test('a refusal is told as a notice', () => {
  expect(refused({ kind: 'changeUnknown' })).toEqual({
    kind: 'notice',
    notice: { kind: 'refused', refusal: { kind: 'changeUnknown' } },
  });
});

test('a no tells which change, and whose settings, it is about', () => {
  const change = aChange();
  const { id, plan } = change.proposal;
  const ofChange = { change: id, tenantId: plan.tenantId };
  const tenant = aTenant();
  expect(subjectOf({ kind: 'ownChange', change })).toEqual(ofChange);
  expect(subjectOf({ kind: 'openChange', open: change, isOwn: false })).toEqual(ofChange);
  expect(subjectOf({ kind: 'homeTenant', tenant })).toEqual({ change: null, tenantId: tenant.tenantId });
  expect(subjectOf({ kind: 'alreadySo', partner: tenant, what: 'noPartner' })).toEqual({
    change: null,
    tenantId: tenant.tenantId,
  });
  expect(subjectOf({ kind: 'challengeFailed' })).toEqual({ change: null, tenantId: null });
});
