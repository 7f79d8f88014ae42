import { expect, test } from 'vitest';
import {
  ASKED,
  isListed,
  isOpenFilter,
  matches,
  openFilter,
  type Asked,
  type How,
} from '../../../src/domain/policy/filters.ts';
import type { OtherSetting, PartnerState } from '../../../src/domain/policy/policy.ts';
import { partner, policy, REDEEMING } from './snapshots.ts';

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

/** For whom `how` is so. */
const found = (how: How, state: PartnerState, defaults = DEFAULTS): readonly Asked[] =>
  ASKED.filter((what) => matches(openFilter(what, how), state, defaults));
/** What is on where nothing is set: what is not let through is restricted. */
const RESTRICTED = 'tenant restrictions';

test.each<[string, PartnerState, readonly Asked[]]>([
  ['nothing', partner(null, { others: [] }), []],
  ['no partner', null, []],
  ['trust', trusting, ['trust', 'compliant device trust']],
  ['guests', reach('b2bCollaborationInbound', 'allowed'), ['guests']],
  ['some guests', reach('b2bCollaborationInbound', 'allowed', 'a'), ['guests']],
  [
    'guests, as nobody knows',
    partner(null, { others: [setting('b2bCollaborationInbound', { users: 1 })] }),
    ['guests'],
  ],
  ['our guests there', reach('b2bCollaborationOutbound', 'allowed'), ['guests outbound']],
  ['direct connect for some', reach('b2bDirectConnectInbound', 'allowed', 'a'), ['direct connect']],
  ['no direct connect', reach('b2bDirectConnectInbound', 'blocked'), []],
  ['redemption', partner(null, { automaticRedemption: REDEEMING }), ['automatic redemption']],
  [
    'redemption there',
    partner(null, { automaticRedemption: { inbound: null, outbound: true } }),
    ['automatic redemption outbound'],
  ],
  ['groups', partner(policy({ groupSync: true })), ['group sync']],
  ['a service provider', partner(null, { others: [setting('isServiceProvider', true)] }), ['service provider']],
  [
    'of groups with roles',
    partner(null, {
      others: [setting('identitySynchronization.roleEnabledGroupSyncInbound', { isSyncAllowed: true })],
    }),
    ['role group sync'],
  ],
  [
    'an app of another cloud',
    partner(null, { others: [setting('identitySynchronization.externalCloudAuthorizedApplicationId', 'a')] }),
    ['other cloud app'],
  ],
])('by its own setting: %s', (_, state, on) => {
  expect(found('on', state).filter((what) => what !== RESTRICTED)).toEqual(on);
  expect([...found('on', state), ...found('off', state)].sort()).toEqual([...ASKED].sort());
});

test('everybody is more than somebody', () => {
  const some = reach('b2bCollaborationInbound', 'allowed', 'a');
  expect(found('unrestricted', some)).not.toContain('guests');
  expect(found('restricted', some)).toContain('guests');
  expect(found('unrestricted', reach('b2bCollaborationInbound', 'allowed'))).toContain('guests');
});

test('restrictions are on where somebody is restricted', () => {
  expect(found('on', null)).toContain(RESTRICTED);
  expect(found('restricted', null)).toContain(RESTRICTED);
  const open = reach('tenantRestrictions', 'allowed');
  expect(found('off', open)).toContain(RESTRICTED);
  expect(found('unrestricted', open)).toContain(RESTRICTED);
});

test('of groups that Graph does not show neither is so', () => {
  const hidden = partner(policy({ groupSync: 'unknown' }));
  expect([...found('on', hidden), ...found('off', hidden)]).not.toContain('group sync');
});

test('by the default, where it says nothing', () => {
  const open = found('on', partner(null, { others: [] }), OPEN).filter((what) => what !== RESTRICTED);
  expect(open).toEqual(['automatic redemption', 'trust', 'mfa trust', 'guests', 'direct connect']);
  expect([openFilter('trust', 'on'), 'on', 'any'].map(isOpenFilter)).toEqual([true, false, false]);
});

test('where it hangs on a default that was not read, nobody is listed', () => {
  expect(isListed('any', null, null)).toBe(true);
  expect(isListed('none', null, null)).toBe(true);
  expect(isListed(openFilter('trust', 'off'), null, null)).toBe(false);
  expect(isListed(openFilter('trust', 'off'), null, DEFAULTS)).toBe(true);
});
