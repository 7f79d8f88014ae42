import { describe, expect, test } from 'vitest';
import { opens } from '../../../src/domain/change/approval.ts';
import { closes } from '../../../src/domain/change/closing.ts';
import { movesOf, switchedBy, widened, reachOf, unknownChanged, unsettable } from '../../../src/domain/policy/moves.ts';
import type { OtherSetting } from '../../../src/domain/policy/policy.ts';
import { live, type PartnerSnapshot } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER } from '../../../src/domain/policy/step.ts';
import { alwaysOf } from '../../../src/domain/policy/tenant-wide.ts';
import { partner, template } from './snapshots.ts';

const setting = (name: string, value: unknown): readonly OtherSetting[] => {
  const text = JSON.stringify(value);
  return value === null ? [] : [{ name, fingerprint: text, value: text }];
};
const having = (others: readonly OtherSetting[]): PartnerSnapshot => live(partner(null, { others }));
const wayFrom = (name: string, before: unknown, after: unknown) => {
  const of = { before: having(setting(name, before)), after: having(setting(name, after)) };
  return { of, ways: movesOf(of).map(({ way }) => way) };
};
const targets = (...names: readonly string[]) => names.map((target) => ({ target, targetType: 'user' }));
const allowed = (...names: readonly string[]) => ({ accessType: 'allowed', targets: targets(...names) });
const blocked = (...names: readonly string[]) => ({ accessType: 'blocked', targets: targets(...names) });
const users = (part: unknown) => ({ usersAndGroups: part, applications: allowed('AllApplications') });

describe('what a difference does', () => {
  test.each<[string, string, unknown, unknown, 'wider' | 'narrower']>([
    ['a trust given', 'inboundTrust', null, { isMfaAccepted: true }, 'wider'],
    ['a trust taken', 'inboundTrust', { isMfaAccepted: true }, { isMfaAccepted: false }, 'narrower'],
    ['a trust left to the default', 'inboundTrust', { isMfaAccepted: true }, null, 'wider'],
    ['groups that hold roles', 'identitySynchronization.roleEnabledGroupSyncInbound', null, { isSyncAllowed: true }, 'wider'],
    ['no groups that hold roles', 'identitySynchronization.roleEnabledGroupSyncInbound', { isSyncAllowed: true }, { isSyncAllowed: false }, 'narrower'],
    ['an app of another cloud', 'identitySynchronization.externalCloudAuthorizedApplicationId', null, 'a', 'wider'],
    ['no app of another cloud', 'identitySynchronization.externalCloudAuthorizedApplicationId', 'a', null, 'narrower'],
    ['a service provider', 'isServiceProvider', null, true, 'wider'],
    ['everybody', 'b2bCollaborationInbound', users(blocked('AllUsers')), users(allowed('AllUsers')), 'wider'],
    ['nobody', 'b2bCollaborationInbound', null, users(blocked('AllUsers')), 'narrower'],
    ['some where the default decided', 'b2bCollaborationInbound', null, users(allowed('a')), 'wider'],
    ['some of all', 'b2bCollaborationInbound', users(allowed('AllUsers')), users(allowed('a')), 'narrower'],
    ['one less', 'b2bCollaborationInbound', users(allowed('a', 'b')), users(allowed('B')), 'narrower'],
    ['one more', 'b2bCollaborationInbound', users(allowed('a')), users(allowed('a', 'b')), 'wider'],
    ['one more blocked', 'b2bCollaborationInbound', users(blocked('a')), users(blocked('a', 'b')), 'narrower'],
    ['one less blocked', 'b2bCollaborationInbound', users(blocked('a', 'b')), users(blocked('a')), 'wider'],
    ['all but one in the place of one', 'b2bCollaborationInbound', users(allowed('a')), users(blocked('b')), 'wider'],
    ['left to the default', 'b2bDirectConnectInbound', users(allowed('a')), null, 'wider'],
    ['a rule that is no list', 'tenantRestrictions', { devices: { mode: 'allowed', rule: 'x' } }, { devices: { mode: 'allowed', rule: 'y' } }, 'wider'],
    ['all but the apps of Microsoft', 'b2bCollaborationInbound', users(blocked('AllUsers')), { usersAndGroups: allowed('AllUsers'), applications: blocked('AllMicrosoftApps') }, 'wider'],
    ['nobody of a part that is none', 'b2bCollaborationInbound', null, { ...users(allowed('AllUsers')), users: blocked('AllUsers') }, 'wider'],
    ['nobody beside what nobody knows', 'b2bCollaborationInbound', null, { ...users(blocked('AllUsers')), UsersAndGroups: 1 }, 'wider'],
    ['all users in the place of applications', 'b2bCollaborationInbound', null, { applications: blocked('AllUsers'), usersAndGroups: allowed('a') }, 'wider'],
    ['nobody of Microsoft 365', 'm365CollaborationInbound', { users: allowed('AllUsers') }, { users: blocked('AllUsers') }, 'narrower'],
    ['what cannot be read', 'm365CollaborationInbound', users(allowed('AllUsers')), 'odd', 'wider'],
  ])('%s', (_, name, before, after, way) => {
    const { of, ways } = wayFrom(name, before, after);
    expect(ways).toEqual([way]);
    expect([opens(of), closes(of)]).toEqual([way === 'wider', way === 'narrower']);
  }); // prettier-ignore

  test('of what nobody knows may be anything', () => {
    const { of, ways } = wayFrom('heardOfByNobody', 1, 2);
    expect(ways).toEqual(['wider']);
    expect(unknownChanged(of)).toEqual(['heardOfByNobody']);
    expect(unknownChanged({ before: of.before, after: of.before })).toEqual([]);
  });

  test('is told of partners alone, and not of one that is gone', () => {
    const one = having(setting('isServiceProvider', true));
    expect(movesOf({ before: live(null), after: one })).toEqual([{ field: 'isServiceProvider', way: 'wider' }]);
    expect(unsettable({ before: live(null), after: one })).toEqual([]);
    expect(movesOf({ before: one, after: live(null) })).toEqual([]);
    expect(movesOf({ before: template(null), after: one })).toEqual([]);
    expect(movesOf({ before: one, after: template(null) })).toEqual([]);
    expect(movesOf({ before: one, after: live(partner(null)) })).toEqual([]);
    expect(movesOf({ before: live(partner(null)), after: one })).toEqual([]);
  });
});

test.each<[string, unknown, unknown, string?]>([
  ['all', allowed('AllUsers'), 'all'],
  ['none', blocked('AllApplications'), 'none', 'applications'],
  ['none of something else', blocked('AllApplications'), 'allBut'],
  ['some that are called like all', blocked('AllMicrosoftApps'), 'allBut', 'applications'],
  ['what nobody knows', blocked('AllUsers'), 'allBut', 'devices'],
  ['some', allowed('a'), 'some'],
  ['all but some', blocked('a'), 'allBut'],
  ['nothing', null, undefined],
  ['another access', { ...allowed('a'), accessType: 'unknownFutureValue' }, undefined],
  ['no targets', allowed(), undefined],
  ['no list of targets', { accessType: 'allowed', targets: 'a' }, undefined],
  ['a target without a name', { accessType: 'allowed', targets: [{ target: 'a' }, {}] }, undefined],
])('whom a part lets through: %s', (_, part, allows, name = 'usersAndGroups') => {
  expect(reachOf(part, name)?.allows).toBe(allows);
});

test('what lets in more is told from what does not, field by field', () => {
  const on = live(partner({ displayName: null, userSync: true, groupSync: null }));
  const off = live(partner({ displayName: null, userSync: false, groupSync: false }));
  const grouped = live(partner({ displayName: null, userSync: false, groupSync: true }));
  expect(widened(off, on)).toEqual(['userSync']);
  expect(widened(off, grouped)).toEqual(['groupSync']);
  // No default allows sync, so that what is gone with a policy or a partner lets nobody in.
  for (const after of [off, live(partner(null)), live(null)]) expect(widened(on, after)).toEqual([]);
  const trusted = having(setting('inboundTrust', { isMfaAccepted: true }));
  expect(widened(having(setting('inboundTrust', { isMfaAccepted: false })), trusted)).toEqual(['trustMfa']);
  expect(widened(trusted, having(setting('inboundTrust', { isMfaAccepted: false })))).toEqual([]);
});

test('what cannot be set back is what Graph lets no app write, and what was not kept', () => {
  const kept = setting('b2bCollaborationInbound', users(allowed('a')));
  const before = having([
    { name: 'tenantRestrictions', fingerprint: 'a' },
    ...kept,
    ...setting('isServiceProvider', true),
    ...setting('heardOfByNobody', 1),
  ]);
  expect(unsettable({ before, after: having(setting('inboundTrust', { isMfaAccepted: true })) })).toEqual([
    'tenantRestrictions',
    'isServiceProvider',
    'heardOfByNobody',
  ]);
});

describe('what is switched is named by what it means', () => {
  const TRUST = 'inboundTrust';
  const TEMPLATE = 'multiTenantOrganizationPartnerConfiguration.inboundTrust';
  const of = (name: string, isMfaAccepted: boolean | null, isDefault: boolean) =>
    live({
      ...FRESH_PARTNER,
      others: [
        { name: alwaysOf('partnerTemplate'), fingerprint: '', value: '"none"' },
        { name, fingerprint: String(isMfaAccepted), value: JSON.stringify({ isMfaAccepted }) },
      ],
      ...(isDefault && { isDefault }),
    });

  test.each([
    ['by default', 'trustMfa', TRUST, true, false, null, 'unsetOff', 'narrower'],
    ['by default', 'trustMfa', TRUST, true, null, false, 'setOff', 'narrower'],
    ['by default', 'trustMfa', TRUST, true, true, null, 'off', 'narrower'],
    ['by default', 'trustMfa', TRUST, true, true, false, 'off', 'narrower'],
    ['by default', 'trustMfa', TRUST, true, null, true, 'on', 'wider'],
    ['of a partner', 'trustMfa', TRUST, false, false, null, 'leftToDefault', 'wider'],
    ['of a partner', 'trustMfa', TRUST, false, null, false, 'off', 'narrower'],
    ['in a template', 'mtoTrustMfa', TEMPLATE, true, false, null, 'leftToTenants', 'wider'],
    ['in a template', 'mtoTrustMfa', TEMPLATE, true, true, null, 'leftToTenants', 'narrower'],
  ] as const)('%s: %s', (_, field, name, isDefault, was, is, switched, way) => {
    const difference = { before: of(name, was, isDefault), after: of(name, is, isDefault) };
    expect(switchedBy(field, difference)).toBe(switched);
    expect(movesOf(difference)).toEqual([{ field, way }]);
  });

  test.each([
    ['given', null, { isSyncAllowed: true }, 'on', 'wider'],
    ['taken', { isSyncAllowed: true }, { isSyncAllowed: false }, 'off', 'narrower'],
    ['left out', { isSyncAllowed: true }, null, 'leftToDefault', 'wider'],
  ] as const)('of a group, by whether it lets sync: %s', (_, was, is, switched, way) => {
    const { of: difference, ways } = wayFrom('identitySynchronization.roleEnabledGroupSyncInbound', was, is);
    expect(switchedBy('roleEnabledGroupSync', difference)).toBe(switched);
    expect(ways).toEqual([way]);
  });

  test('but for what is not switched', () => {
    const difference = { before: of(TRUST, null, false), after: of(TRUST, true, false) };
    expect(switchedBy('b2bCollaborationInbound', difference)).toBeUndefined();
  });
});
