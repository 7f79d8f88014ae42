import { describe, expect, test } from 'vitest';
import type { OtherSetting } from '../../../src/domain/policy/policy.ts';
import { planOf, steps } from '../../../src/domain/policy/plan.ts';
import { reverted } from '../../../src/domain/policy/revert.ts';
import {
  inOrder,
  SETTING_FIELDS,
  settingFields,
  settingsToWrite,
  settingValue,
  withoutPolicySettings,
  withSettings,
  withWritten,
} from '../../../src/domain/policy/settings.ts';
import { difference, fieldsOf, live, type PartnerSnapshot } from '../../../src/domain/policy/snapshot.ts';
import { tenantIdOf } from '../../builders.ts';
import { partner, policy } from './snapshots.ts';

const setting = (name: string, value: unknown): OtherSetting => {
  const text = JSON.stringify(value);
  return { name, fingerprint: text, value: text };
};
const trust = (isMfaAccepted: boolean | null, isCompliantDeviceAccepted: boolean | null = null): OtherSetting =>
  setting('inboundTrust', { isMfaAccepted, isCompliantDeviceAccepted });
const b2b = setting('b2bCollaborationInbound', { applications: { accessType: 'blocked' } });
const role = setting('identitySynchronization.roleEnabledGroupSyncInbound', { isSyncAllowed: true });
const unheard = setting('heardOfByNobody', 1);
const having = (...others: readonly OtherSetting[]): PartnerSnapshot => live(partner(policy(), { others }));

describe('what a partner sets beside redemption and sync', () => {
  test('is not known where it was not read, and nothing where there is no partner', () => {
    const values = (state: Parameters<typeof settingFields>[0]) => new Set(Object.values(settingFields(state)));
    expect(values(partner())).toEqual(new Set(['unknown']));
    // What is of the tenant as a whole is no partner's.
    expect(values(null)).toEqual(new Set([null, 'unknown']));
    expect(values(partner(null, { others: [] }))).toEqual(new Set([null, 'unknown']));
    expect(Object.keys(settingFields(null))).toEqual(SETTING_FIELDS);
  });

  test('is compared setting by setting, and a trust by its parts', () => {
    expect(difference(having(trust(true)), having(trust(true, false)))).toEqual(['trustCompliantDevices']);
    expect(difference(having(trust(true), b2b), having(unheard))).toEqual([
      'trustMfa',
      'b2bCollaborationInbound',
      'otherSettings',
    ]);
    expect(difference(having(role), having())).toEqual(['roleEnabledGroupSync']);
    expect(fieldsOf(having(setting('inboundTrust', 'odd'))).trustMfa).toBeNull();
    expect(fieldsOf(having(setting('inboundTrust', { isMfaAccepted: 'odd' }))).trustMfa).toBeNull();
  });

  test('of which only the fingerprint was kept is compared by that, and a trust is not known', () => {
    const { name, fingerprint } = trust(true);
    const old = having({ name, fingerprint });
    expect(fieldsOf(old).trustMfa).toBe('unknown');
    expect(difference(old, having(trust(false)))).toEqual([]);
    expect(settingValue([{ name, fingerprint }], 'trustMfa')).toBeUndefined();
  });

  test('has values that can be read', () => {
    expect(settingValue(undefined, 'trustMfa')).toBeUndefined();
    expect(settingValue([], 'trustMfa')).toBeNull();
    expect(settingValue([trust(true)], 'trustMfa')).toBe(true);
    expect(settingValue([trust(true)], 'trustHybridDevices')).toBeNull();
    expect(settingValue([b2b], 'b2bCollaborationInbound')).toEqual({ applications: { accessType: 'blocked' } });
  });

  test('stands in the order of the table, and then by name', () => {
    const other = setting('anotherOne', 1);
    expect(inOrder([unheard, b2b, other, role, trust(true)])).toEqual([trust(true), b2b, role, other, unheard]);
    const [alpha, omega] = [
      { ...unheard, name: 'alphaOfNobody' },
      { ...unheard, name: 'omegaOfNobody' },
    ];
    expect([inOrder([alpha, omega]), inOrder([omega, alpha])]).toEqual([
      [alpha, omega],
      [alpha, omega],
    ]);
  });
});

describe('what has to be written', () => {
  test.each<[string, readonly OtherSetting[] | undefined, readonly OtherSetting[] | undefined, readonly string[]]>([
    ['nothing that does not matter', [b2b], undefined, []],
    ['nothing that is so', [b2b, trust(true)], [trust(true), b2b], []],
    ['what is to be', undefined, [b2b], ['b2bCollaborationInbound']],
    ['each as a whole', [trust(true)], [trust(true, true), b2b], ['inboundTrust', 'b2bCollaborationInbound']],
    ['that it follows the default again', [b2b], [], ['b2bCollaborationInbound']],
    ['nothing that Graph lets no app write', [], [role, unheard, setting('isServiceProvider', true)], []],
    ['nothing of which only the fingerprint is known', [], [{ name: b2b.name, fingerprint: 'a' }], []],
  ])('%s', (_, from, to, names) => {
    const writes = settingsToWrite(from, to);
    expect(writes.map(({ name }) => name)).toEqual(names);
    const after = withWritten(from, writes);
    expect(settingsToWrite(after, to)).toEqual([]);
  });

  test('leaves what was not written as it was', () => {
    expect(withWritten([unheard, b2b], [{ name: b2b.name, fingerprint: '', value: null }])).toEqual([unheard]);
  });

  test('is no part of a plan that is about something else', () => {
    const plan = planOf(tenantIdOf(1), having(b2b), live(partner(policy({ userSync: true }), { others: [b2b] })));
    expect([plan.before, plan.after].map((state) => fieldsOf(state).b2bCollaborationInbound)).toEqual([
      'unknown',
      'unknown',
    ]);
    const about = planOf(tenantIdOf(1), having(b2b), having());
    expect(about).toEqual({ tenantId: tenantIdOf(1), before: having(b2b), after: having() });
    expect(steps(about)).toEqual([
      { kind: 'updateSettings', settings: [{ name: b2b.name, fingerprint: '', value: null }] },
    ]);
  });
});

describe('taking over some settings', () => {
  test.each<[string, readonly string[], readonly OtherSetting[] | undefined]>([
    ['none', ['userSync'], [unheard, b2b]],
    ['those that are named', ['trustMfa'], [trust(true), b2b, unheard]],
    ['one that is gone', ['b2bCollaborationInbound'], [unheard]],
    ['those that nobody knows', ['otherSettings'], [b2b]],
  ])('%s', (_, names, wanted) => {
    const mine = [unheard, b2b];
    expect(withSettings(mine, names, [trust(true)])).toEqual(names[0] === 'userSync' ? mine : inOrder(wanted ?? []));
  });

  test('leaves alone what is not known of either', () => {
    expect(withSettings(undefined, ['trustMfa'], [b2b])).toBeUndefined();
    expect(withSettings([b2b], ['b2bCollaborationInbound'], undefined)).toEqual([b2b]);
  });

  test('those of a policy go with it', () => {
    expect(withoutPolicySettings([b2b, role])).toEqual([b2b]);
    const none = [b2b];
    expect(withoutPolicySettings(none)).toBe(none);
    expect(withoutPolicySettings(undefined)).toBeUndefined();
  });
});

describe('taking back what was changed', () => {
  const back = (before: PartnerSnapshot, after: PartnerSnapshot) => {
    const plan = { tenantId: tenantIdOf(1), before, after };
    return steps({ before: after, after: reverted(plan, after) });
  };

  test('writes back exactly what was there, and nothing that Graph lets no app write', () => {
    const before = having(trust(true, false), b2b, role, unheard);
    expect(back(before, having(trust(false), setting('isServiceProvider', true)))).toEqual([
      { kind: 'updateSettings', settings: [trust(true, false), b2b] },
    ]);
    expect(back(having(), having(unheard, role))).toEqual([]);
  });

  test('sets again what went with a partner', () => {
    const before = live(partner(null, { others: [trust(true), unheard] }));
    expect(back(before, live(null))).toEqual([
      { kind: 'addPartner' },
      { kind: 'updateSettings', settings: [trust(true)] },
    ]);
  });
});
