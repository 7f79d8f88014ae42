import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import { describe, expect, test } from 'vitest';
import { CLOUDS } from '../../src/cloud.ts';
import { hasWebhook, readConfig, readStore, type Config, type ConfigResult } from '../../src/config/config.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import type { Environment } from '../../src/config/credential.ts';
import type { Started } from '../../src/config/process.ts';

const APP = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
const TENANT = 'b8d6f0c3-51e2-4a97-8c0d-2f7e94a3d100';
const ENOUGH: Environment = {
  MicrosoftAppId: APP,
  MicrosoftAppTenantId: TENANT,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppPassword: 'a secret',
};

const PLAIN: Started = { environment: {}, flags: ['--disable-warning=ExperimentalWarning'], debuggedAt: undefined };

const made = await generate([{ name: 'commonName', value: 'Bot' }], { algorithm: 'sha256' });
const CERTIFICATE = `${made.cert.trim()}\n`;
const KEY = `${made.private.trim()}\n`;
const FILES: Readonly<Record<string, string>> = {
  '/etc/bot.pem': `${KEY}${CERTIFICATE}`,
  '/var/run/token': 'a.federated.token\n',
};

/** The result, on a machine that has these files. */
function readWith(environment: Environment, files = FILES, started = PLAIN): ConfigResult {
  const readFile = (path: string): string => {
    const content = files[path];
    if (content === undefined) throw Object.assign(new Error(`ENOENT ${path}`), { code: 'ENOENT' });
    return content;
  };
  return readConfig(environment, readFile, started);
}

function config(more: Environment = {}): Config {
  const result = readWith({ ...ENOUGH, ...more });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

function problems(environment: Environment): readonly string[] {
  const result = readWith(environment);
  if (result.ok) throw new Error('this environment is accepted');
  return result.problems;
}
const problemsWith = (more: Environment) => problems({ ...ENOUGH, ...more });

describe('an environment with what is required', () => {
  test('is enough; the rest has defaults', () => {
    expect(config()).toEqual({
      port: 3978,
      appId: APP,
      tenantId: TENANT,
      credential: { kind: 'secret', tenantId: TENANT, appId: APP, secret: 'a secret' },
      certificateEnds: null,
      cloud: CLOUDS.global,
      store: 'data/bridgekeeper.db',
      forgets: false,
      preview: false,
      allowGuests: false,
      approvals: 'risk',
      approvers: 1,
      privateAnswers: 'chat',
      recertifyDays: 365,
      syncBurst: 50,
      recertifyUnanswered: 'tell',
      webhook: null,
      confirmWithinMilliseconds: 15 * 60_000,
      watchEveryMs: 60_000,
      teamsApp: { domain: null, botId: null },
      logLevel: 'info',
      telemetry: false,
    });
  });

  test.each([
    ['on a disk that App Service empties', { WEBSITE_INSTANCE_ID: '1', STORE: 'sqlite:/var/lib/bot.db' }, true],
    ['on what App Service mounts', { WEBSITE_INSTANCE_ID: '1', STORE: 'sqlite:/home/bot.db' }, false],
    ['in a database', { WEBSITE_INSTANCE_ID: '1', STORE: 'postgres://bot@db.example/bot' }, false],
    ['on a disk of its own', { STORE: 'sqlite:/var/lib/bot.db' }, false],
  ])('whose store is %s knows whether it forgets', (_, more, expected) => {
    expect(config(more).forgets).toBe(expected);
  });

  test('takes the public name and the app’s bot for the doctor, and nothing that is none', () => {
    const given = { BOT_DOMAIN: 'Bot.Example.com', BOT_ID: APP.toUpperCase() };
    expect(config(given).teamsApp).toEqual({ domain: 'bot.example.com', botId: APP });
    for (const domain of ['https://bot.example.com', 'bot.example.com/api', 'bot', '-bot.example.com', 'bot..com'])
      expect(problemsWith({ BOT_DOMAIN: domain })).toEqual([
        expect.stringMatching(/^BOT_DOMAIN must be the name of a host/),
      ]);
    expect(problemsWith({ BOT_ID: 'mine' })).toEqual([expect.stringMatching(/^BOT_ID must be/)]);
  });

  test('cannot be altered once it is read', () => {
    expect(Object.isFrozen(config())).toBe(true);
  });

  test('may hold much else, which is ignored', () => {
    expect(config({ PATH: '/bin', HOME: '', __proto__: 'x' })).toEqual(config());
  });

  test('may hold empty values, which count as missing', () => {
    expect(config({ PORT: '', STORE: '   ', LOG_LEVEL: '\t', AZURE_CLIENT_CERTIFICATE_PATH: '' })).toEqual(config());
  });

  test('may write ids and names in any case', () => {
    const shouted = { MicrosoftAppId: ` ${APP.toUpperCase()} `, MicrosoftAppTenantId: TENANT.toUpperCase() };
    expect(
      config({
        ...shouted,
        LOG_LEVEL: 'DEBUG',
        GRAPH_CLOUD: 'UsGov',
        PREVIEW_FEATURES: 'ON',
        ALLOW_GUESTS: 'On',
        PRIVATE_ANSWERS: 'Targeted',
      }),
    ).toMatchObject({
      privateAnswers: 'targeted',
      allowGuests: true,
      appId: APP,
      tenantId: TENANT,
      logLevel: 'debug',
      cloud: CLOUDS.usgov,
    });
  });
});

describe('an environment that lacks something', () => {
  test('is told all of it at once', () => {
    expect(problems({})).toEqual([
      expect.stringMatching(/^MicrosoftAppId is missing/),
      expect.stringMatching(/^MicrosoftAppTenantId is missing/),
      expect.stringMatching(/^MicrosoftAppType is missing: .*SingleTenant or UserAssignedMSI/),
      expect.stringMatching(/^MicrosoftAppPassword is missing/),
    ]);
  });

  test('is told of malformed values in the same breath', () => {
    expect(problems({ MicrosoftAppType: 'SingleTenant', PORT: 'http' })).toEqual([
      expect.stringMatching(/^PORT must be a port number/),
      expect.stringMatching(/^MicrosoftAppId is missing/),
      expect.stringMatching(/^MicrosoftAppTenantId is missing/),
      expect.stringMatching(/^MicrosoftAppPassword is missing/),
    ]);
  });

  test.each(['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType'])('cannot do without %s', (name) => {
    expect(problemsWith({ [name]: undefined })).toEqual([expect.stringMatching(`^${name} is missing`)]);
    expect(problemsWith({ [name]: '  ' })).toEqual([expect.stringMatching(`^${name} is missing`)]);
  });
});

describe('a malformed value is named, with what it should be', () => {
  test.each([
    ['PORT', ['http', '-1', '65536', '80.5', 'NaN', 'Infinity', '80 81'], /a port number from 0/],
    ['MicrosoftAppId', ['me', APP.slice(1), `{${APP}}`], /a GUID/],
    ['MicrosoftAppTenantId', ['contoso.com', 'common'], /a GUID/],
    ['MicrosoftAppType', ['MultiTenant', 'single', 'none'], /SingleTenant or UserAssignedMSI/],
    [
      'STORE',
      ['data.db', 'sqlite', 'sqlite:', 'sqlite: ', 'sqlite::memory:', 'mysql://x', 'SQLITE:x'],
      /sqlite: and a path/,
    ],
    ['KEEP_DAYS', ['89', '0', '-400', '90.5', 'always'], /whole number of days, 90 at least/],
    ['CONFIRM_WITHIN_MINUTES', ['0', '-5', 'soon', '10081', '1,5'], /number of minutes, above 0/],
    ['APPROVALS', ['second', 'on', 'none'], /one of: self, second-person, risk/],
    ['WATCH_INTERVAL_SECONDS', ['-1', 'often', '86401'], /number of seconds/],
    ['PREVIEW_FEATURES', ['yes', 'true', '1'], /one of: off, on/],
    ['ALLOW_GUESTS', ['yes', 'true', 'guests'], /one of: off, on/],
    ['PRIVATE_ANSWERS', ['private', 'on', 'target'], /one of: chat, targeted/],
    ['GRAPH_CLOUD', ['azure', 'germany', '__proto__'], /one of: global, usgov, usgov-dod, china/],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      ['localhost:4318', 'grpc://x:4317', 'http://me:secret@x', 'http://x/?key=1', 'x'],
      /http or https/,
    ],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', ['grpc', 'json', 'http'], /one of: http\/protobuf, http\/json/],
    ['OTEL_SDK_DISABLED', ['yes', 'on', '1'], /one of: false, true/],
    ['LOG_LEVEL', ['verbose', 'constructor'], /one of: fatal, error, warn, info, debug, trace, silent/],
  ] as const)('%s', (name, values, wanted) => {
    for (const value of values) {
      const [problem, ...more] = problemsWith({ [name]: value });
      expect(problem, value).toMatch(new RegExp(`^${name} must be `));
      expect(problem, value).toMatch(wanted);
      expect(more, value).toEqual([]);
    }
  });

  test('and never repeated, for it may be a secret in the wrong place', () => {
    expect(problemsWith({ MicrosoftAppId: 'hunter2', PORT: 'hunter2', STORE: 'hunter2' }).join()).not.toContain(
      'hunter2',
    );
  });
});

describe('a value at the edge of what is allowed', () => {
  test('PORT 0 takes any free one, and 65535 is the last', () => {
    expect([config({ PORT: '0' }).port, config({ PORT: '65535' }).port]).toEqual([0, 65535]);
  });

  test.each([
    ['0.5', 30_000],
    ['0.05', 3_000],
    ['1.1', 66_000],
    ['0.001', 60],
    // Moments are whole milliseconds everywhere, and the store takes no others.
    ['0.33333', 20_000],
    ['10080', 604_800_000],
  ])('CONFIRM_WITHIN_MINUTES %s is %i milliseconds', (minutes, milliseconds) => {
    expect(config({ CONFIRM_WITHIN_MINUTES: minutes }).confirmWithinMilliseconds).toBe(milliseconds);
  });

  test('WATCH_INTERVAL_SECONDS 0 and a day, and every rule of APPROVALS, are accepted', () => {
    expect(config({ WATCH_INTERVAL_SECONDS: '0' })).toMatchObject({ watchEveryMs: 0 });
    expect(config({ WATCH_INTERVAL_SECONDS: '86400' })).toMatchObject({ watchEveryMs: 86_400_000 });
    expect(config({ APPROVALS: 'risk' })).toEqual(config());
    for (const approvals of ['second-person', 'self']) {
      expect(config({ APPROVALS: approvals })).toEqual({ ...config(), approvals });
    }
  });

  test('APPROVERS takes one to five others', () => {
    for (const approvers of [1, 2, 5]) expect(config({ APPROVERS: String(approvers) })).toMatchObject({ approvers });
    for (const wrong of ['0', '6', '1.5', 'two']) {
      expect(problemsWith({ APPROVERS: wrong }).join()).toContain('APPROVERS must be a whole number from 1 to 5');
    }
  });

  test('open partners are asked about yearly, and stay open where nobody answers, unless something else is set', () => {
    expect(config({ SYNC_BURST: '200' }).syncBurst).toBe(200);
    for (const wrong of ['0', '1.5', 'many']) {
      expect(problemsWith({ SYNC_BURST: wrong }).join()).toContain('SYNC_BURST must be a whole number of users');
    }
    expect(config({ RECERTIFY_DAYS: '90', RECERTIFY_UNANSWERED: 'close' })).toMatchObject({
      recertifyDays: 90,
      recertifyUnanswered: 'close',
    });
    for (const wrong of ['0', '1.5', 'yearly', '3651']) {
      expect(problemsWith({ RECERTIFY_DAYS: wrong }).join()).toContain('RECERTIFY_DAYS must be a whole number of days');
    }
    expect(problemsWith({ RECERTIFY_UNANSWERED: 'remove' }).join()).toContain('must be one of: tell, close');
  });

  test('OpenTelemetry is on where it has an address and is not turned off', () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://localhost:4318';
    expect(config({ OTEL_EXPORTER_OTLP_ENDPOINT }).telemetry).toBe(true);
    expect(config({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }).telemetry).toBe(false);
    expect(config({ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }).telemetry).toBe(false);
  });

  test('a webhook needs its secret, and a secret its webhook', () => {
    const EVENTS_WEBHOOK = 'https://siem.example/events?key=1';
    const EVENTS_WEBHOOK_SECRET = 'x'.repeat(32);
    expect(config({ EVENTS_WEBHOOK, EVENTS_WEBHOOK_SECRET }).webhook).toEqual({
      url: EVENTS_WEBHOOK,
      secret: EVENTS_WEBHOOK_SECRET,
    });
    expect(problemsWith({ EVENTS_WEBHOOK })).toEqual([expect.stringContaining('EVENTS_WEBHOOK_SECRET is missing')]);
    for (const url of ['http://x.example/', 'events', 'https://me:pw@x.example/']) {
      expect(problemsWith({ EVENTS_WEBHOOK: url, EVENTS_WEBHOOK_SECRET })).toEqual([
        expect.stringContaining('EVENTS_WEBHOOK must be an https address'),
      ]);
    }
    expect(problemsWith({ EVENTS_WEBHOOK, EVENTS_WEBHOOK_SECRET: 'short' })).toEqual([
      'EVENTS_WEBHOOK_SECRET must have at least 32 characters',
    ]);
    expect(problemsWith({ EVENTS_WEBHOOK_SECRET })).toEqual([expect.stringContaining('EVENTS_WEBHOOK is missing')]);
  });

  test.each([['sqlite:/var/lib/bridge keeper/store.db', '/var/lib/bridge keeper/store.db']])(
    'STORE %s keeps the store in "%s"',
    (store, path) => {
      expect(config({ STORE: store }).store).toBe(path);
    },
  );

  describe('STORE names a database', () => {
    const of = (STORE: string, more: Environment = {}) => config({ STORE, ...more }).store;
    const database = {
      host: 'db.example',
      port: 5432,
      user: 'bot',
      database: 'bk',
      tls: true,
      ca: null,
      isEntra: false,
      password: null,
    };

    test.each<[string, Environment, object]>([
      ['postgres://bot@db.example/bk', {}, {}],
      ['postgresql://bot@db.example:6432/bk?sslmode=verify-full', {}, { port: 6432 }],
      ['postgres://bot@db.example/bk?sslmode=verify-full&sslrootcert=system', {}, {}],
      ['postgres://b%40t:p%23w%2F@db.example/bk', {}, { user: 'b@t', password: 'p#w/' }],
      ['postgres://bot@db.example/bk', { PGPASSWORD: 'pw' }, { password: 'pw' }],
      ['postgres://bot:own@db.example/bk', { PGPASSWORD: 'pw' }, { password: 'own' }],
      ['postgres://bot@db.example/bk', { PGPASSWORD: 'pw', STORE_AUTH: 'entra' }, { isEntra: true }],
      ['postgres://bot@localhost/bk', {}, { host: 'localhost', tls: false }],
      ['postgres://bot@127.0.0.1/bk?sslmode=disable', {}, { host: '127.0.0.1', tls: false }],
      ['postgres://bot@[::1]/bk?sslmode=verify-full', {}, { host: '::1' }],
      ['postgres://bot@%2Frun%2Fpostgresql/bk', {}, { host: '/run/postgresql', tls: false }],
    ])('%s %o', (store, more, differs) => {
      expect(of(store, more)).toEqual({ ...database, ...differs });
    });

    test.each([
      'postgres://bot:s3cret@db.example/bk?sslmode=disable',
      'postgres://bot:s3cret@db.example/bk?sslmode=require',
      'postgres://bot:s3cret@db.example/bk?sslmode=verify-ca',
      'postgres://bot:s3cret@localhost/bk?sslmode=prefer',
      'postgres://bot:s3cret@db.example/bk?host=elsewhere',
      'postgres://bot:s3cret@db.example/bk?sslrootcert=/nowhere/ca.pem',
      'postgres://bot:s3cret#@db.example/bk',
      'postgres://bot:s3cret%@db.example/bk',
      'postgres://bot:s3cret@db.example/',
      'postgres://bot:s3cret@db.example:x/bk',
      'postgres://:s3cret@db.example/bk',
      'mysql://bot:s3cret@db.example/bk',
    ])('%s is refused, and its password not repeated', (store) => {
      const [problem = ''] = problemsWith({ STORE: store });
      expect(problem).toMatch(/^STORE (must|names) /);
      expect(problem).not.toContain('s3cret');
    });

    test('how it is proven who the bot is must be a way that is known, to the bot and to tools', () => {
      const environment = { STORE: 'postgres://bot@db.example/bk', STORE_AUTH: 'entar' };
      expect(readStore(environment, () => '')).toEqual({
        ok: false,
        problem: 'STORE cannot be used with this STORE_AUTH, which must be one of: password, entra',
      });
      expect(readStore({ ...environment, STORE_AUTH: ' ' }, () => '').ok).toBe(true);
      expect(problemsWith(environment)[0]).toBe('STORE_AUTH must be one of: password, entra');
    });

    test('a token takes no password beside it', () => {
      const STORE = 'postgres://bot:s3cret@db.example/bk';
      expect(problemsWith({ STORE, STORE_AUTH: 'entra' })[0]).toContain(
        'must have no password where STORE_AUTH is entra',
      );
    });
  });

  test.each(Object.entries(CLOUDS))('GRAPH_CLOUD %s', (name, cloud) => {
    expect(config({ GRAPH_CLOUD: name }).cloud).toBe(cloud);
  });
});

describe('how the bot proves who it is', () => {
  const withoutSecret = { ...ENOUGH, MicrosoftAppPassword: undefined };
  const managed = { ...withoutSecret, MicrosoftAppType: 'UserAssignedMSI' };
  const credential = (environment: Environment) => {
    const result = readWith(environment);
    return result.ok ? result.config.credential : result.problems;
  };

  test.each(['SingleTenant', 'singletenant', ' SINGLETENANT '])('a %s bot by its secret', (type) => {
    expect(credential({ ...ENOUGH, MicrosoftAppType: type })).toEqual({
      kind: 'secret',
      tenantId: TENANT,
      appId: APP,
      secret: 'a secret',
    });
  });

  test('a secret is taken as it is, spaces included', () => {
    expect(credential({ ...ENOUGH, MicrosoftAppPassword: ' p w ' })).toMatchObject({ secret: ' p w ' });
  });

  test('a SingleTenant bot by a certificate', () => {
    expect(credential({ ...withoutSecret, AZURE_CLIENT_CERTIFICATE_PATH: '/etc/bot.pem' })).toEqual({
      kind: 'certificate',
      tenantId: TENANT,
      appId: APP,
      path: '/etc/bot.pem',
    });
  });

  test('a SingleTenant bot by a federated token', () => {
    expect(credential({ ...withoutSecret, AZURE_FEDERATED_TOKEN_FILE: '/var/run/token' })).toEqual({
      kind: 'workload',
      tenantId: TENANT,
      appId: APP,
      tokenFile: '/var/run/token',
    });
  });

  test.each(['UserAssignedMSI', 'userassignedmsi'])('a %s bot by its machine', (type) => {
    expect(credential({ ...managed, MicrosoftAppType: type })).toEqual({ kind: 'managed', appId: APP });
  });

  test('a SingleTenant bot needs one of the ways, and is told all three', () => {
    expect(credential(withoutSecret)).toEqual([
      expect.stringMatching(
        /^MicrosoftAppPassword is missing: .*AZURE_CLIENT_CERTIFICATE_PATH or AZURE_FEDERATED_TOKEN_FILE/,
      ),
    ]);
  });

  test('two ways at once are refused by name, for nobody would know which one is used', () => {
    expect(credential({ ...ENOUGH, AZURE_CLIENT_CERTIFICATE_PATH: '/etc/bot.pem' })).toEqual([
      expect.stringMatching(/^MicrosoftAppPassword and AZURE_CLIENT_CERTIFICATE_PATH are set: keep only one/),
    ]);
    const all = { AZURE_CLIENT_CERTIFICATE_PATH: '/etc/bot.pem', AZURE_FEDERATED_TOKEN_FILE: '/var/run/token' };
    expect(credential({ ...ENOUGH, ...all })).toEqual([
      expect.stringMatching(/MicrosoftAppPassword and AZURE_CLIENT_CERTIFICATE_PATH and AZURE_FEDERATED_TOKEN_FILE/),
    ]);
  });

  test('a UserAssignedMSI bot with a secret is refused: one of the two is a mistake', () => {
    expect(credential({ ...managed, MicrosoftAppPassword: 'a secret' })).toEqual([
      expect.stringMatching(/^MicrosoftAppPassword is set, but a UserAssignedMSI bot has none/),
    ]);
  });
});

describe('a file that a setting names', () => {
  const withoutSecret = { ...ENOUGH, MicrosoftAppPassword: undefined };
  const problemsOf = (name: string, content: string | undefined, more: Environment = {}): readonly string[] => {
    const files = content === undefined ? {} : { '/a/file': content };
    const result = readWith({ ...withoutSecret, [name]: '/a/file', ...more }, files);
    return result.ok ? [] : result.problems;
  };
  const certificate = (content: string) => problemsOf('AZURE_CLIENT_CERTIFICATE_PATH', content);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const pem = { type: 'pkcs8', format: 'pem' } as const;

  test.each(['AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'])('must be readable: %s', (name) => {
    expect(problemsOf(name, undefined)).toEqual([
      `${name} names a file that cannot be read: correct the path, or let this process read the file`,
    ]);
  });

  test('is looked into together with everything else', () => {
    expect(problemsOf('AZURE_FEDERATED_TOKEN_FILE', undefined, { PORT: 'http', MicrosoftAppType: '' })).toEqual([
      expect.stringMatching(/^PORT must be/),
      expect.stringMatching(/^MicrosoftAppType is missing/),
      expect.stringMatching(/^AZURE_FEDERATED_TOKEN_FILE names a file that cannot be read/),
    ]);
  });

  test('is not repeated, neither its path nor what it holds', () => {
    const told = [...certificate('hunter2'), ...problemsOf('AZURE_CLIENT_CERTIFICATE_PATH', undefined)].join();
    expect(told).not.toMatch(/hunter2|a\/file/);
  });

  test.each([
    ['key first', `${KEY}${CERTIFICATE}`],
    ['certificate first', `${CERTIFICATE}${KEY}`],
    ['lines that end as on Windows', `${KEY}${CERTIFICATE}`.replaceAll('\n', '\r\n')],
  ])('a certificate with its key is taken: %s', (_, content) => {
    expect(certificate(content)).toEqual([]);
  });

  test.each([
    ['nothing', '', /has no certificate in PEM: put/],
    ['something else', 'a secret', /has no certificate in PEM: put/],
    ['only a key', KEY, /has no certificate in PEM: put/],
    ['half a certificate', CERTIFICATE.slice(0, 200) + KEY, /has no certificate in PEM: put/],
    ['only a certificate', CERTIFICATE, /has no RSA private key in PEM without a password: put/],
    [
      'a key with a password',
      CERTIFICATE + rsa.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'p' }).toString(),
      /has no RSA private key in PEM without a password: put/,
    ],
    [
      'a key that Entra takes no assertions of',
      CERTIFICATE + generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem).toString(),
      /has no RSA private key/,
    ],
    ['somebody else’s key', CERTIFICATE + rsa.export(pem).toString(), /do not belong together: .* must come first/],
  ])('a certificate file with %s is refused', (_, content, problem) => {
    const [only, ...more] = certificate(content);
    expect(only).toMatch(/^AZURE_CLIENT_CERTIFICATE_PATH names a file that has /);
    expect(only).toMatch(problem);
    expect(more).toEqual([]);
  });

  test('a federated token must be there', () => {
    expect(problemsOf('AZURE_FEDERATED_TOKEN_FILE', ' \n')).toEqual([
      expect.stringMatching(/^AZURE_FEDERATED_TOKEN_FILE names a file that is empty: /),
    ]);
    expect(problemsOf('AZURE_FEDERATED_TOKEN_FILE', 'a.token')).toEqual([]);
  });
});

describe('the list of settings', () => {
  test('names exactly what is read from the environment, once each', () => {
    const read = new Set<string>();
    const watched = new Proxy<Environment>(
      {},
      {
        get: (_, name) => {
          if (typeof name === 'string') read.add(name);
          return undefined;
        },
      },
    );
    readWith(watched);
    expect(SETTINGS.map(({ name }) => name).sort()).toEqual([...read].sort());
  });

  test('names the defaults that really apply', () => {
    const given = SETTINGS.flatMap(({ name, default: fallback }) =>
      fallback.startsWith('none') ? [] : [[name, fallback.replaceAll('`', '')] as const],
    );
    expect(given.length).toBeGreaterThan(5);
    expect(config(Object.fromEntries(given))).toEqual(config());
  });

  test('says which settings are required', () => {
    const required = SETTINGS.filter((setting) => setting.default === 'none: required').map(({ name }) => name);
    expect(required.sort()).toEqual(['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType']);
  });
});

test('whether a webhook is set is known without any other setting', () => {
  const environments: readonly Environment[] = [{}, { EVENTS_WEBHOOK: ' ' }, { EVENTS_WEBHOOK: 'https://x.example' }];
  expect(environments.map(hasWebhook)).toEqual([false, false, true]);
});

test('until when a certificate is valid is known', () => {
  const { certificateEnds } = config({
    MicrosoftAppPassword: '',
    AZURE_CLIENT_CERTIFICATE_PATH: '/etc/bot.pem',
  });
  expect(certificateEnds).toBe(Date.parse(new X509Certificate(CERTIFICATE).validTo));
});

describe('how the process was started', () => {
  const startedWith = (started: Partial<Started>, environment: Environment = {}): readonly string[] => {
    const result = readWith(ENOUGH, FILES, { ...PLAIN, environment, ...started });
    return result.ok ? [] : result.problems;
  };

  test('trusting whoever answers is refused', () => {
    expect(startedWith({}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
      expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED is 0, .*remove it/),
    ]);
    // Node takes no other value for it.
    for (const value of ['1', '', 'false', '00']) {
      expect(startedWith({}, { NODE_TLS_REJECT_UNAUTHORIZED: value })).toEqual([]);
    }
  });

  test.each([
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--inspect_brk=9230',
    '--inspect-wait',
    '--inspect-port=0',
    '--debug-port=9229',
    '--tls-keylog=/tmp/keys',
  ])('%s is refused, as a flag and in NODE_OPTIONS, and its value is not repeated', (flag) => {
    const name = (flag.split('=')[0] ?? '').replaceAll('_', '-');
    const refused = [expect.stringMatching(new RegExp(`${name}, so others could read .*: remove it$`))];
    expect(startedWith({ flags: ['--no-warnings', flag] })).toEqual(refused);
    for (const options of [flag, `--no-warnings  ${flag} --max-old-space-size=100`, `"${flag}"`]) {
      expect(startedWith({}, { NODE_OPTIONS: options })).toEqual(refused);
    }
  });

  test('a debugger that was let in in another way is refused; one that a flag let in is named once', () => {
    const debuggedAt = 'ws://127.0.0.1:9229/0fe6a800';
    expect(startedWith({ debuggedAt })).toEqual([expect.stringMatching(/^A debugger is let in to this process/)]);
    expect(startedWith({ debuggedAt, flags: ['--inspect'] })).toHaveLength(1);
  });

  test('other flags are nobody’s business', () => {
    expect(startedWith({ flags: ['--max-old-space-size=100'] }, { NODE_OPTIONS: '--enable-source-maps' })).toEqual([]);
  });
});
