import { describe, expect, onTestFinished, test } from 'vitest';
import { SETTINGS } from '../../src/config/settings.ts';
import { DirectoryError } from '../../src/domain/problem.ts';
import { certificateFindings } from '../../src/doctor/certificate.ts';
import { isWell, report, type Finding } from '../../src/doctor/finding.ts';
import { clockFinding, graphFinding } from '../../src/doctor/graph.ts';
import { identityFinding, tokenFor, type Token } from '../../src/doctor/identity.ts';
import { permissionFinding } from '../../src/doctor/permissions.ts';
import { settingsFinding } from '../../src/doctor/settings.ts';
import { databaseFinding, fileFinding } from '../../src/doctor/store.ts';
import { PERMISSIONS, permissionsFor } from '../../src/graph/permissions.ts';
import { StoreError } from '../../src/app/ports.ts';
import { aProblem } from '../builders.ts';
import { certify, createAuthority } from '../production/authority.ts';
import { startFront } from '../production/front.ts';
import { json, serve } from '../graph/support.ts';

const APP = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
const TENANT = 'b8d6f0c3-51e2-4a97-8c0d-2f7e94a3d100';
const ALL = Object.keys(PERMISSIONS);
const LOGIN = { authority: 'https://login.microsoftonline.com' };

const tokenWith = (claims: object): Token => ({
  token: `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`,
});
const OPAQUE = { token: 'opaque' };
const NONE: Token = { why: 'No token for X: AADSTS7000215', problem: undefined };
const words = ({ says, fix }: Finding): string => [...says, fix ?? ''].join(' ');

describe('settings', () => {
  test('are shown, with what applies where nothing is set, and no secret among them', () => {
    const environment = {
      MicrosoftAppId: APP,
      MicrosoftAppPassword: 'hunter2',
      EVENTS_WEBHOOK: 'https://hunter2.example/hunter2',
      EVENTS_WEBHOOK_SECRET: 'hunter2 hunter2 hunter2 hunter2 x',
      PORT: ' ',
    };
    const finding = settingsFinding(SETTINGS, environment, []);
    expect(finding.state).toBe('good');
    expect(finding.says).toHaveLength(SETTINGS.length);
    expect(finding.says).toContain(`MicrosoftAppId: ${APP}`);
    expect(finding.says).toContain('MicrosoftAppPassword: (set, not shown)');
    expect(finding.says).toContain('PORT: 3978 (not set)');
    expect(words(finding)).not.toContain('hunter2');
  });

  test('that are wrong are named, and then no value is shown at all', () => {
    const finding = settingsFinding(SETTINGS, { MicrosoftAppId: 'hunter2' }, ['MicrosoftAppId must be a GUID']);
    expect(finding).toMatchObject({ state: 'wrong', says: ['MicrosoftAppId must be a GUID'] });
    expect(finding.fix).toContain('README');
    expect(words(finding)).not.toContain('hunter2');
  });
});

describe('the identity', () => {
  const finding = (graph: Token, teams: Token, credential: 'secret' | 'managed' = 'secret') =>
    identityFinding({ appId: APP, tenantId: TENANT, credential }, LOGIN, { graph, teams });

  test('is good when Entra gives tokens of this app, or such that do not say', () => {
    expect(finding(OPAQUE, OPAQUE)).toMatchObject({ state: 'good' });
    expect(finding(tokenWith({ appid: APP.toUpperCase(), tid: TENANT }), OPAQUE)).toMatchObject({ state: 'good' });
    expect(words(finding(OPAQUE, OPAQUE))).toContain(`App ${APP} in tenant ${TENANT}, by a client secret.`);
  });

  test('is wrong without one of the tokens; the fix fits how the bot proves who it is', () => {
    expect(finding(OPAQUE, NONE)).toMatchObject({ state: 'wrong' });
    expect(words(finding(NONE, OPAQUE))).toMatch(/AADSTS7000215.*MicrosoftAppPassword.*login\.microsoftonline\.com/);
    expect(words(finding(NONE, OPAQUE, 'managed'))).toMatch(/managed identity that is assigned/);
  });

  test('the fix thinks of ids that are wrong; for a managed identity, of no address that it does not need', () => {
    expect(words(finding(NONE, OPAQUE))).toMatch(/MicrosoftAppId and MicrosoftAppTenantId must be/);
    expect(words(finding(NONE, OPAQUE, 'managed'))).toMatch(/MicrosoftAppId must be the client id/);
    expect(words(finding(NONE, OPAQUE, 'managed'))).not.toContain(LOGIN.authority);
  });

  test.each([{ appid: '11111111-2222-4333-8444-555555555555' }, { tid: '11111111-2222-4333-8444-555555555555' }])(
    'is wrong when the tokens are of somebody else: %o',
    (claims) => {
      expect(finding(tokenWith(claims), OPAQUE)).toMatchObject({ state: 'wrong' });
      expect(words(finding(tokenWith(claims), OPAQUE))).toContain('11111111-2222-4333-8444-555555555555');
    },
  );

  test('a token that cannot be had is told in one line, with its cause', async () => {
    const error = new Error('AADSTS7000215: no\nTrace ID: 1', { cause: new Error('deeper\nmore') });
    expect(await tokenFor({ token: () => Promise.reject(error) }, 'https://graph.microsoft.com')).toEqual({
      why: 'No token for https://graph.microsoft.com: AADSTS7000215: no (deeper)',
      problem: 'secretUnknown',
    });
    const twice = new Error('AADSTS7000215: no', { cause: new Error('AADSTS7000215: no\nTrace ID: 1') });
    expect(await tokenFor({ token: () => Promise.reject(twice) }, 'https://graph.microsoft.com')).toEqual({
      why: 'No token for https://graph.microsoft.com: AADSTS7000215: no',
      problem: 'secretUnknown',
    });
  });
});

describe('permissions', () => {
  test.each<[string, Token, Finding['state'], RegExp]>([
    ['all', tokenWith({ roles: ALL }), 'good', /All that are needed, and no others/],
    ['none', tokenWith({}), 'wrong', /Missing: Policy\.Read\.All.*Grant what is missing/],
    ['no optional ones', tokenWith({ roles: permissionsFor('always') }), 'good', /Optional, not granted: RoleEligibility[^M]*$/],
    ['too many', tokenWith({ roles: [...ALL, 'Mail.Read'] }), 'warning', /More than needed: Mail\.Read.*Remove/],
    ['others', tokenWith({ roles: ['Mail.Read'] }), 'wrong', /Missing.*More than needed: Mail\.Read.*Grant.*Remove/],
    ['unknown ones', OPAQUE, 'warning', /does not show them.*Compare them yourself/],
    ['no token', NONE, 'wrong', /See Identity/],
  ])('%s', (_, token, state, said) => {
    expect(permissionFinding(token, 'secret').state).toBe(state);
    expect(words(permissionFinding(token, 'secret'))).toMatch(said);
  }); // prettier-ignore

  test.each([
    ['secret', /^(?!.*managed).*App registrations.*admin consent/],
    ['certificate', /^(?!.*managed).*App registrations.*admin consent/],
    ['managed', /^(?!.*App registrations).*managed identity.*permissions -- script/],
    ['workload', /App registrations.*managed identity.*permissions -- script/],
  ] as const)('that are missing are granted as fits what the bot is: %s', (credential, fix) => {
    expect(permissionFinding(tokenWith({}), credential).fix).toMatch(fix);
  });
});

describe('Microsoft Graph', () => {
  const DEFAULTS = { automaticRedemption: { inbound: false, outbound: false } };
  const TEMPLATE = { kind: 'template', userSync: null, appliesTo: 'none' } as const;
  const found = (
    defaults: () => Promise<typeof DEFAULTS>,
    token: Token = OPAQUE,
    template: () => Promise<typeof TEMPLATE> = () => Promise.resolve(TEMPLATE),
  ) => graphFinding('https://graph.microsoft.com', { defaults, template }, token);
  const shows = () => Promise.resolve(DEFAULTS);

  test('is good when it shows the settings', async () => {
    expect(await found(() => Promise.resolve(DEFAULTS))).toMatchObject({ state: 'good' });
  });

  test('is wrong when it does not, in the words that people in Teams would read', async () => {
    const problem = aProblem({ kind: 'forbidden', permission: 'Policy.Read.All' });
    const finding = await found(() => Promise.reject(new DirectoryError(problem)));
    expect(finding.state).toBe('wrong');
    expect(words(finding)).toMatch(/lacks the application permission Policy\.Read\.All.*must reach/);
  });

  test('is worth a word where it refuses the templates, and not where there are none', async () => {
    const permission = 'MultiTenantOrganization.Read.All';
    const failing = (kind: 'forbidden' | 'notFound') => () =>
      Promise.reject(new DirectoryError(aProblem({ kind, permission })));
    const refused = await found(shows, OPAQUE, failing('forbidden'));
    expect(refused.state).toBe('warning');
    expect(words(refused)).toMatch(/not watched.*MultiTenantOrganization\.Read\.All/);
    expect(await found(shows, OPAQUE, failing('notFound'))).toMatchObject({ state: 'good' });
  });

  test('is not asked without a token', async () => {
    expect(await found(() => Promise.reject(new Error('asked')), NONE)).toMatchObject({ state: 'wrong' });
  });
});

describe('the clock', () => {
  const NOW = Date.UTC(2026, 0, 5, 9, 0, 0, 500);
  const at = async (offMs: number): Promise<Finding> => {
    const server = await serve((_, response) => {
      json(response, 200, {}, { date: new Date(NOW - offMs).toUTCString() });
    });
    return clockFinding(server.url, () => NOW);
  };

  test.each([
    [0, 'good', /agrees/],
    [60_000, 'warning', /60|59|61.*seconds ahead.*NTP/],
    [-60_000, 'warning', /seconds behind.*NTP/],
    [600_000, 'wrong', /seconds ahead.*NTP/],
    [-600_000, 'wrong', /seconds behind.*NTP/],
  ] as const)('%d ms off is %s', async (offMs, state, said) => {
    const finding = await at(offMs);
    expect(finding.state).toBe(state);
    expect(words(finding)).toMatch(said);
  });

  test('cannot be compared with a Graph that is not reached', async () => {
    const finding = await clockFinding('http://127.0.0.1:1', Date.now);
    expect(finding.state).toBe('wrong');
    expect(words(finding)).toContain('This machine must reach http://127.0.0.1:1');
  });

  test('cannot be compared with a Graph whose certificate is not believed, which may be the clock’s fault', async () => {
    const strange = await startFront(await certify(await createAuthority(), ['localhost']), new Map());
    onTestFinished(() => strange.close());
    const finding = await clockFinding(`https://localhost:${strange.port}`, Date.now);
    expect(words(finding)).toMatch(/certificate.*Where a certificate is not believed.*clock.*NODE_EXTRA_CA_CERTS/);
  });
});

describe('the store', () => {
  const GB = 1024 ** 3;
  const found = { bytes: 3_000_000, schema: 4, isCurrent: true, isStopped: false };

  test.each([
    ['sound', found, GB, 'good', /is sound, 3 MB\./],
    ['stopped', { ...found, isStopped: true }, GB, 'wrong', /resume writing/],
    ['older', { ...found, isCurrent: false }, GB, 'good', /next start brings it up to date/],
    ['not there yet', null, GB, 'good', /first start makes it/],
    ['on a full disk', found, 5_000_000, 'warning', /4 MB of the disk are free.*Make room/],
    ['on a disk that takes nothing', found, 500_000, 'wrong', /0 MB of the disk are free.*Make room/],
  ] as const)('%s', (_, state, free, expected, said) => {
    const finding = fileFinding('x', () => ({ file: '/x', found: state, free, exposed: [] }));
    expect(finding.state).toBe(expected);
    expect(words(finding)).toMatch(said);
  });

  test('that others may read is a warning that names what', () => {
    const exposed = [{ path: '/x-wal', mode: '644' }];
    const finding = fileFinding('x', () => ({ file: '/x', found, free: GB, exposed }));
    expect(finding.state).toBe('warning');
    expect(words(finding)).toMatch(/\/x-wal is open to other accounts of this machine \(mode 644\)/);
  });

  test('that cannot be used is wrong, and the fix is the store’s own', () => {
    const finding = fileFinding('x', () => {
      throw new StoreError('damaged', 'It is damaged. Put a backup in its place.');
    });
    expect(finding).toMatchObject({ state: 'wrong', fix: 'It is damaged. Put a backup in its place.' });
  });
});

describe('the store in a database', () => {
  const found = {
    bytes: 3_000_000,
    schema: 4,
    isCurrent: true,
    isStopped: false,
    unguarded: [],
    heard: { processes: [], leader: null },
  };
  const processes = ['vm-1, process 7', 'vm-2, process 7'];
  const at = 'postgres://bot@db.example:5432/bridgekeeper';

  test.each([
    ['sound', found, 'good', /is sound, 3 MB\..*PostgreSQL 16\.2, over TLS.*No process of the bot uses it now\./],
    [
      'shared by two',
      { ...found, heard: { processes, leader: { name: 'vm-2, process 7', epoch: 3 } } },
      'good',
      /use it: 2 \(vm-1, process 7; vm-2, process 7\).*leads: vm-2, process 7, epoch 3/,
    ],
    ['not led', { ...found, heard: { processes, leader: null } }, 'warning', /None of them leads.*quarter of a minute/],
    ['empty', null, 'good', /first start makes it/],
    ['stopped', { ...found, isStopped: true }, 'wrong', /resume writing/],
    [
      'unguarded',
      { ...found, unguarded: ['journal_is_never_edited'] },
      'wrong',
      /journal_is_never_edited.*restart the bot/,
    ],
  ] as const)('%s', (_, state, expected, said) => {
    const finding = databaseFinding({ at, version: '16.2', tls: true, found: state });
    expect(finding.state).toBe(expected);
    expect(words(finding)).toMatch(said);
  });
});

describe('the report', () => {
  const good: Finding = { about: 'A', state: 'good', says: ['one', 'two'] };
  const warning: Finding = { about: 'B', state: 'warning', says: [], fix: 'do this' };
  const wrong: Finding = { about: 'C', state: 'wrong', says: ['three'], fix: 'do that' };

  test('says of each finding its state, its words and its fix, and counts them', () => {
    expect(report([good, warning, wrong])).toBe(
      [
        'good     A',
        '           one',
        '           two',
        'warning  B',
        '           Fix: do this',
        'wrong    C',
        '           three',
        '           Fix: do that',
        '',
        '1 wrong, 1 to look at, 1 good.',
        '',
      ].join('\n'),
    );
    expect(report([good])).toContain('Nothing is wrong, 0 to look at, 1 good.');
  });

  test('is well while nothing is wrong', () => {
    expect([isWell([good, warning]), isWell([good, wrong])]).toEqual([true, false]);
  });
});

describe('a certificate', () => {
  const DAY_MS = 24 * 60 * 60_000;
  const now = Date.parse('2026-11-29T00:00:00Z');

  test.each([
    [31, 'good'],
    [29, 'warning'],
    [0, 'wrong'],
    [-1, 'wrong'],
  ])('that ends in %d days is %s, with the moment', (days, state) => {
    const ends = now + days * DAY_MS;
    const [finding] = certificateFindings(ends, now);
    expect(finding).toMatchObject({ about: 'Certificate', state });
    expect(finding?.says.join(' ')).toContain(new Date(ends).toISOString());
    expect(finding?.fix === undefined).toBe(state === 'good');
  });

  test('that is not there is not looked at', () => {
    expect(certificateFindings(null, now)).toEqual([]);
  });
});
