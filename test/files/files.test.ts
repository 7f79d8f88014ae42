import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Declared } from '../../src/domain/declared/declared.ts';
import { cell, declaredCsv } from '../../src/files/csv.ts';
import { withoutBanner } from '../../src/files/names.ts';
import { declaredYaml } from '../../src/files/yaml.ts';
import { aTenant, HOME, NOW, tenantIdOf } from '../builders.ts';

const hostile = aTenant({
  tenantId: tenantIdOf(2),
  displayName: '=cmd|A0\n  - tenant: evil\u202E"',
  defaultDomainName: null,
});
const declared: Declared = {
  home: HOME,
  partners: [
    {
      tenantId: tenantIdOf(1),
      named: aTenant({ tenantId: tenantIdOf(1), displayName: 'Fabrikam', defaultDomainName: 'fabrikam.com' }),
      automaticRedemption: { inbound: true, outbound: null },
      synchronization: { name: 'no', users: true, groups: false },
      trust: { mfa: true, compliantDevices: null, hybridDevices: false },
      settings: [['b2bCollaborationInbound', { applications: { accessType: 'allowed', targets: [] } }]],
      ends: [['userSync', NOW]],
    },
    {
      tenantId: hostile.tenantId,
      named: hostile,
      automaticRedemption: { inbound: null, outbound: null },
      synchronization: null,
      trust: { mfa: null, compliantDevices: null, hybridDevices: null },
      settings: [],
      ends: [],
    },
  ],
};

test('as YAML: whole, in a fixed order, names in comments of one line, and the time in one alone', () => {
  const yaml = declaredYaml(declared, NOW);
  expect(yaml).toBe(`# Partners, their settings and ends. Read 2026-01-05T09:00:00.000Z.

version: 1
organization: "${HOME}"
partners:
  - tenant: "${tenantIdOf(1)}" # Fabrikam, fabrikam.com
    automaticRedemption:
      inbound: true
      outbound: null
    synchronization:
      name: "no"
      users: true
      groups: false
    trust:
      mfa: true
      compliantDevices: null
      hybridDevices: false
    settings:
      b2bCollaborationInbound:
        applications:
          accessType: "allowed"
          targets: []
    ends:
      userSync: "2026-01-05T09:00:00.000Z"
  - tenant: "${hostile.tenantId}" # =cmd|A0   - tenant: evil "
    automaticRedemption:
      inbound: null
      outbound: null
    synchronization: null
    trust:
      mfa: null
      compliantDevices: null
      hybridDevices: null
    settings: {}
    ends: {}
`);
  const said = (text: string): unknown => parse(text);
  expect(said(yaml)).toEqual(said(declaredYaml(declared, NOW + 1)));
  expect(said(declaredYaml({ home: HOME, partners: [] }, NOW))).toEqual({
    version: 1,
    organization: HOME,
    partners: [],
  });
});

test('as CSV: one row each, and no cell that is run', () => {
  expect(declaredCsv(declared).split('\r\n')).toEqual([
    '"tenant","name","domain","syncPolicy","policyName","userSync","groupSync","redemptionInbound","redemptionOutbound","trustMfa","trustCompliantDevices","trustHybridDevices","ends","settings"',
    `"${tenantIdOf(1)}","Fabrikam","fabrikam.com","true","no","true","false","true","","true","","false","userSync 2026-01-05T09:00:00.000Z","{""b2bCollaborationInbound"":{""applications"":{""accessType"":""allowed"",""targets"":[]}}}"`,
    `"${hostile.tenantId}","'=cmd|A0   - tenant: evil """,${['""', '"false"', ...Array.from({ length: 10 }, () => '""')].join()}`,
    '',
  ]);
});

describe('a cell', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\u200B=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '|x',
    '%x',
  ])('of %j is text', (text) => {
    expect(cell(text)).toMatch(/^"'/);
  });
  test.each([
    ['plain', '"plain"'],
    ['a "b", c\nd', '"a ""b"", c d"'],
    ['', '""'],
    ['1=1', '"1=1"'],
  ])('of %j is %s', (text, is) => {
    expect(cell(text)).toBe(is);
  });
});

test('what npm prints before a file is no part of it; its lines keep their numbers', () => {
  const banner = '\n> bridgekeeper@1.0.0 export\n> exec node src/launch.mjs src/export.ts --csv\n\n';
  for (const text of ['version: 1\n', 'domain\ncontoso.com\n', '# of today\n> x\n', '']) {
    expect(withoutBanner(text)).toBe(text);
    expect(withoutBanner(`${banner}${text}`)).toBe(`\n\n\n\n${text}`);
    expect(withoutBanner(`${banner.replaceAll('\n', '\r\n')}${text}`).trimStart()).toBe(text);
  }
});
