import { describe, expect, test } from 'vitest';
import { frozenPlan } from '../../src/domain/policy/freeze.ts';
import { live, otherSettings as otherSettingsOf, sameState } from '../../src/domain/policy/snapshot.ts';
import { otherSettings } from '../../src/graph/other-settings.ts';
import { defaultState, partnerConfiguration, templateOf } from '../../src/graph/settings.ts';
import { HOME } from '../builders.ts';

const GROUP = 'a1b2c3d4-0000-4abc-8def-00000000000a';
const OTHER = 'a1b2c3d4-0000-4abc-8def-00000000000b';
const reach = (targets: readonly unknown[]) => ({ usersAndGroups: { accessType: 'blocked', targets } });
const group = { target: GROUP, targetType: 'group' };
const user = { target: OTHER, targetType: 'user' };

/** Of a partner with this value for one of its settings, also for one that nobody has heard of. */
const seen = (value: unknown) =>
  ['b2bCollaborationInbound', 'tenantRestrictions', 'heardOfByNobody'].map((name) =>
    otherSettings({ [name]: value }, null).map(({ fingerprint }) => fingerprint),
  );

describe('the same settings', () => {
  test.each<[string, unknown, unknown]>([
    ['targets in another order', reach([group, user]), reach([user, group])],
    ['a target named twice', reach([group, user]), reach([group, user, group])],
    ['members in another order', { a: true, b: 'x' }, { b: 'x', a: true }],
    [
      'lists within lists',
      { sets: [{ of: ['x', 'y'] }, { of: ['z'] }] },
      { sets: [{ of: ['z'] }, { of: ['y', 'x'] }] },
    ],
    ['a GUID in capitals', reach([group]), reach([{ ...group, target: GROUP.toUpperCase() }])],
    ['a GUID in braces', reach([group]), reach([{ ...group, target: `{${GROUP}}` }])],
    [
      'GUIDs in capitals, in another order',
      reach([group, user]),
      reach([user, { ...group, target: GROUP.toUpperCase() }]),
    ],
    ['a member that is null', { a: true }, { a: true, b: null }],
    ['a member that is an empty list', { a: true }, { a: true, b: [] }],
    ['a member that is an empty text', { a: true }, { a: true, b: '' }],
    ['a member that is an empty object', { a: true }, { a: true, b: { c: null, d: [] } }],
    ['an item that says nothing', ['x'], ['x', null, {}]],
    ['a number as text', { days: 30 }, { days: '30' }],
    ['a number as text with zeros', { days: 30 }, { days: '30.0' }],
    ['an annotation', { a: true }, { a: true, 'b@odata.context': 'https://graph.microsoft.com' }],
    ['nothing, in other words', null, {}],
    ['what is empty, in other words', [], ''],
    ['what is empty, with empty items', [], [null, { a: [] }]],
  ])('%s', (_, one, another) => {
    expect(seen(one)).toEqual(seen(another));
  });

  test('levels of the template, in another order, twice, none', () => {
    const levels = (templateApplicationLevel: string | null) =>
      templateOf({ userSyncInbound: null, templateApplicationLevel });
    expect(levels('newPartners, existingPartners')).toEqual(levels('existingPartners,newPartners,newPartners'));
    expect(levels('none')).toEqual(levels(null));
    expect(levels('')).toEqual(levels(null));
    expect(levels('newPartners')).not.toEqual(levels('existingPartners'));
  });

  test('a policy without a name', () => {
    const named = (displayName: string | null) =>
      partnerConfiguration({}, { tenantId: null, displayName }, true).identitySynchronization;
    expect(named('')).toEqual(named(null));
    expect(named('A')).not.toEqual(named('a'));
  });
});

describe('other settings', () => {
  test.each<[string, unknown, unknown]>([
    ['another target', reach([group]), reach([user])],
    ['one target more', reach([group]), reach([group, user])],
    ['another type of the same target', reach([group]), reach([{ ...group, targetType: 'user' }])],
    ['another access', reach([group]), { usersAndGroups: { accessType: 'allowed', targets: [group] } }],
    ['a name in capitals', { name: 'a' }, { name: 'A' }],
    ['false and nothing', { a: true, b: false }, { a: true }],
    ['zero and nothing', { a: true, b: 0 }, { a: true }],
    ['another number', { days: 30 }, { days: '31' }],
    ['true and its text', { a: true }, { a: 'true' }],
    ['an order of precedence', { primaryOrder: ['x', 'y'] }, { primaryOrder: ['y', 'x'] }],
    ['an empty list and nothing: it may forbid', [], null],
    ['what belongs together', [{ a: 1, b: 2 }], [{ a: 2, b: 1 }]],
  ])('%s', (_, one, another) => {
    expect(seen(one)).not.toEqual(seen(another));
  });
});

test('what a freeze writes of what applies by default is read back as it was asked for', () => {
  const everybody = {
    usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
    applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
  };
  const open = {
    automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: true },
    b2bDirectConnectInbound: everybody,
    inboundTrust: { isMfaAccepted: true, isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: true },
  };
  const { before, after } = frozenPlan(HOME, live(defaultState(open)));
  const written = otherSettingsOf(after).flatMap(({ name, value }) => [[name, JSON.parse(value ?? 'null')] as const]);
  expect(sameState(before, after)).toBe(false);
  expect(sameState(live(defaultState({ ...open, ...Object.fromEntries(written) })), after)).toBe(true);
});
