import { expect, test } from 'vitest';
import { isOpenFilter, matches, OPEN_FILTERS, type OpenFilter } from '../../../src/domain/policy/filters.ts';
import type { OtherSetting, PartnerState } from '../../../src/domain/policy/policy.ts';
import { partner, REDEEMING } from './snapshots.ts';

const setting = (name: string, value: unknown): OtherSetting => {
  const text = JSON.stringify(value);
  return { name, fingerprint: text, value: text };
};
const part = (accessType: string, target: string) => ({ accessType, targets: [{ target, targetType: 'user' }] });
const reach = (name: string, accessType: string, target = 'AllUsers'): PartnerState =>
  partner(null, { others: [setting(name, { usersAndGroups: part(accessType, target) })] });
const trusting = partner(null, { others: [setting('inboundTrust', { isCompliantDeviceAccepted: true })] });
const DEFAULTS = { automaticRedemption: { inbound: false, outbound: false } };
const OPEN = {
  automaticRedemption: { inbound: true, outbound: false },
  others: [
    setting('inboundTrust', { isMfaAccepted: true }),
    setting('b2bCollaborationInbound', { usersAndGroups: part('allowed', 'AllUsers') }),
    setting('b2bDirectConnectInbound', { usersAndGroups: part('allowed', 'AllUsers') }),
  ],
};

test.each<[string, PartnerState, readonly OpenFilter[]]>([
  ['nothing', partner(null, { others: [] }), []],
  ['no partner', null, []],
  ['trust', trusting, ['trustOn']],
  ['guests', reach('b2bCollaborationInbound', 'allowed'), ['guestsOn']],
  ['some guests', reach('b2bCollaborationInbound', 'allowed', 'a'), []],
  ['direct connect for some', reach('b2bDirectConnectInbound', 'allowed', 'a'), ['connectOn']],
  ['no direct connect', reach('b2bDirectConnectInbound', 'blocked'), []],
  ['redemption', partner(null, { automaticRedemption: REDEEMING }), ['redemptionOn']],
])('by its own setting: %s', (_, state, on) => {
  const found = OPEN_FILTERS.filter((filter) => matches(filter, state, DEFAULTS));
  expect(found.filter((filter) => filter.endsWith('On'))).toEqual(on);
  expect(found).toHaveLength(4);
});

test('by the default, where it says nothing', () => {
  const found = OPEN_FILTERS.filter((filter) => matches(filter, partner(null, { others: [] }), OPEN));
  expect(found).toEqual(['trustOn', 'guestsOn', 'connectOn', 'redemptionOn']);
  expect(['trustOn', 'on', 'any'].map(isOpenFilter)).toEqual([true, false, false]);
});
