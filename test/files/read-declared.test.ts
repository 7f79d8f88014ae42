import { describe, expect, test } from 'vitest';
import { declaredOf } from '../../src/domain/declared/declared.ts';
import { readDeclared } from '../../src/files/read-declared.ts';
import { declaredYaml } from '../../src/files/yaml.ts';
import { otherSettings } from '../../src/graph/other-settings.ts';
import { HOME, NOW, tenantIdOf } from '../builders.ts';

const read = (text: string) => readDeclared(text, HOME, otherSettings);
const tenant = tenantIdOf(1);
const fileOf = (partners: string): string => `version: 1\norganization: "${HOME}"\npartners:\n${partners}`;
const of = (rest: string): string => fileOf(`- tenant: ${tenant}\n  ${rest.replaceAll('\n', '\n  ')}\n`);

describe('a file of partners', () => {
  test('that was exported reads as what it was made of, also as JSON', async () => {
    const members = {
      inboundTrust: { isMfaAccepted: true },
      b2bCollaborationInbound: {
        applications: { accessType: 'allowed', targets: [{ target: 'All', targetType: 'x' }] },
      },
      isServiceProvider: true,
      heardOfByNobody: { a: [3, 1], '@odata.x': 1 },
    };
    const state = {
      automaticRedemption: { inbound: true, outbound: null },
      identitySynchronization: { displayName: 'no', userSync: false, groupSync: null },
      others: otherSettings(members),
    };
    const declared = declaredOf(HOME, [{ tenantId: tenant, state }], [], []);
    const wanted = [
      {
        tenantId: tenant,
        redemption: state.automaticRedemption,
        synchronization: { name: 'no', users: false, groups: null },
        trust: { mfa: true, compliantDevices: null, hybridDevices: null },
        settings: state.others
          .filter(({ name }) => name !== 'inboundTrust')
          .map((setting) => ({ name: setting.name, setting })),
        ends: [],
      },
    ];
    const yaml = declaredYaml(declared, NOW);
    expect(await read(yaml)).toEqual(wanted);
    expect(await read(`\uFEFF${yaml.replaceAll('\n', '\r\n')}`)).toEqual(wanted);
    const plain = { version: 1, organization: HOME, partners: [{ tenant, ends: {}, synchronization: null }] };
    expect(await read(JSON.stringify(plain, null, 2))).toMatchObject([{ synchronization: null, ends: [] }]);
    expect(await read(fileOf(`- {tenant: ${tenant.toUpperCase()}}`))).toEqual([
      { tenantId: tenant, redemption: {}, trust: {}, settings: [], ends: null },
    ]);
    expect(await read(of('ends: {userSync: 2027-03-31}'))).toMatchObject([
      { ends: [['userSync', { kind: 'day', day: Date.UTC(2027, 2, 31) }]] },
    ]);
    expect(await read(fileOf(' []'))).toEqual([]);
  });

  test.each([
    ['nothing', '', 'noMapping', 1, ''],
    ['a text', 'hello', 'noMapping', 1, ''],
    ['no YAML', 'version: 1\n  x: ]\n', 'syntax', 2, ''],
    ['a quote without an end', of('settings: "'), 'syntax', 6, ''],
    ['two documents', `${fileOf(' []')}\n---\na: 1\n`, 'syntax', 5, ''],
    ['no version', 'organization: x\npartners: []', 'keyMissing', 1, 'version'],
    ['a newer version', fileOf(' []').replace('1', '2'), 'otherForm', 1, '2'],
    ['a version in quotes', fileOf(' []').replace('1', '"1"'), 'otherForm', 1, '1'],
    ['a version that is none', fileOf(' []').replace('1', '[]'), 'otherForm', 1, ''],
    ['another organization', fileOf(' []').replace(HOME, tenant), 'elsewhere', 2, ''],
    ['an organization by name', fileOf(' []').replace(HOME, 'Woodgrove'), 'noTenant', 2, 'organization'],
    ['no partners', fileOf('').replace('partners:', ''), 'keyMissing', 1, 'partners'],
    ['partners that are no list', fileOf('  a: 1'), 'noList', 4, 'partners'],
    ['another key', `${fileOf(' []')}\nother: 1`, 'keyUnknown', 5, 'other'],
    ['a key twice', `version: 1\n${fileOf(' []')}`, 'keyTwice', 2, 'version'],
    ['a partner that is a text', fileOf('- x\n'), 'noMapping', 4, 'partners'],
    ['a partner that is nothing', fileOf('-\n'), 'noMapping', 4, 'partners'],
    ['a partner without tenant', fileOf('- trust: {}\n'), 'keyMissing', 4, 'tenant'],
    ['a partner by domain', fileOf('- tenant: contoso.com\n'), 'noTenant', 4, 'partners.tenant'],
    ['a partner twice', fileOf(`- tenant: ${tenant}\n- tenant: ${tenant.toUpperCase()}`), 'partnerTwice', 5, tenant],
    ['an unknown key of a partner', of('__proto__: {}'), 'keyUnknown', 5, 'partners.__proto__'],
    ['an unknown kind of trust', of('trust:\n  all: true'), 'keyUnknown', 6, 'trust.all'],
    ['trust that is a word', of('trust:\n  mfa: yes'), 'noSwitch', 6, 'trust.mfa'],
    ['trust that is a list', of('trust: []'), 'noMapping', 5, 'trust'],
    ['redemption by a number', of('automaticRedemption: {inbound: 1}'), 'noSwitch', 5, 'automaticRedemption.inbound'],
    ['a policy that is true', of('synchronization: true'), 'noMapping', 5, 'synchronization'],
    ['a key twice in a partner', of('synchronization:\n  users: true\n  users: false'), 'keyTwice', 7, 'users'],
    ['a name that is a number', of('synchronization: {name: 1}'), 'noName', 5, 'synchronization.name'],
    ['a name without end', of(`synchronization: {name: ${'x'.repeat(257)}}`), 'noName', 5, 'synchronization.name'],
    ['a date that is none', of('ends:\n  userSync: 2027-02-29'), 'noEnd', 6, '2027-02-29'],
    ['an end that is a number', of('ends:\n  userSync: 3'), 'noEnd', 6, '3'],
    ['an end that is a list', of('ends:\n  userSync: []'), 'noEnd', 6, ''],
    ['an end of what has none', of('ends:\n  policy: 2027-03-31'), 'keyUnknown', 6, 'ends.policy'],
    ['trust among the settings', of('settings:\n  inboundTrust: {}'), 'standsElsewhere', 6, 'inboundTrust'],
    ['targets that are a text', of('settings:\n  tenantRestrictions: x'), 'noMapping', 6, 'tenantRestrictions'],
    ['a key that is a list', of('settings:\n  [a]: 1'), 'syntax', 6, ''],
    ['a number without end', of('settings:\n  a: .inf'), 'syntax', 6, ''],
    ['an alias', fileOf(`- &a {tenant: ${tenant}}\n- *a\n`), 'shortcut', 4, '&a'],
    ['a tag', of('settings: {a: !!js/function x}'), 'shortcut', 5, '!!js/function'],
    ['a directive', '%YAML 1.1\n---\nversion: 1', 'shortcut', 1, '%YAML 1.1'],
  ])('with %s is not followed, and says where', async (_, text, what, line, at) => {
    expect(await read(text)).toEqual({ what, line, at });
  });

  test.each([
    ['brackets', '['.repeat(500_000), 'tooDeep'],
    ['dashes', '- '.repeat(500_000), 'tooDeep'],
    ['nested keys', Array.from({ length: 1_000 }, (_, n) => `${' '.repeat(n)}k:`).join('\n'), 'tooDeep'],
    ['aliases', 'a: &a [x]\nb: [*a,*a]\n', 'shortcut'],
    ['anchors', '&a '.repeat(300_000), 'shortcut'],
    ['commas', `[${','.repeat(1_000_000)}`, 'tooMuch'],
    ['keys', fileOf(`- ${Array.from({ length: 8_000 }, (_, n) => `k${n}: 1`).join('\n  ')}`), 'tooMuch'],
    ['a long text', fileOf(`- tenant: "${'x'.repeat(900_000)}"`), 'tooMuch'],
    ['comments', '#\n'.repeat(500_000), 'tooMuch'],
  ])('made of %s is given up in time', async (_, text, what) => {
    expect(await read(text)).toMatchObject({ what });
  });

  test('of the largest size is read, and others have their turn meanwhile', async () => {
    const one = (n: number): string =>
      `  - tenant: "${tenantIdOf(n)}" # Name ${n}\n    synchronization:\n      name: "no"\n      users: true\n    ends: {}\n`;
    const text = fileOf(Array.from({ length: 2_000 }, (_, n) => one(n + 1)).join(''));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const wanted = await read(text);
    clearInterval(timer);
    expect(wanted).toHaveLength(2_000);
    expect(turns).toBeGreaterThan(3);
  });
});
