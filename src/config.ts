import { z } from 'zod/v4';
import { CLOUD_NAMES, CLOUDS, type Cloud } from './cloud.ts';
import { APPROVAL_RULES, type ApprovalRule } from './domain/change/approval.ts';
import { parseTenantId, type TenantId } from './domain/ids.ts';
import type { AppCredential } from './identity/app-identity.ts';
import { certificateProblem, federatedTokenProblem } from './identity/credential-files.ts';

/** Everything the bot is told from outside, checked once at the start and frozen. */
export type Config = {
  readonly port: number;
  readonly appId: string;
  readonly tenantId: TenantId;
  readonly credential: AppCredential;
  readonly cloud: Cloud;
  /** Path of the SQLite file. */
  readonly storePath: string;
  readonly confirmWithinMilliseconds: number;
  /** Whether Graph beta may be used. */
  readonly preview: boolean;
  /** Whether guests of the tenant may use the bot, as far as their roles go. */
  readonly allowGuests: boolean;
  readonly approvals: ApprovalRule;
  /** Where events are sent, and the secret they are signed with; null: nowhere. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** 0: off. */
  readonly watchEveryMs: number;
  readonly logLevel: LogLevel;
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Environment = Readonly<Record<string, string | undefined>>;
/** The text of a file; throws when it cannot be read. */
type ReadFile = (path: string) => string;
export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

/** One setting: the table in docs/configuration.md is made from this. */
export type Setting = {
  readonly name: string;
  readonly meaning: string;
  readonly default: string;
  /** Its value is shown nowhere. */
  readonly secret?: true;
};

const guid = (what: string) =>
  z
    .string(`is missing: set it to ${what}`)
    .refine((text) => parseTenantId(text) !== undefined, `must be ${what}, a GUID`)
    .transform((text) => text.trim().toLowerCase());

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(values, `must be one of: ${values.join(', ')}`));

const number = (fallback: string, least: number, most: number, what: string, fits = Number.isFinite) =>
  z
    .string()
    .default(fallback)
    .refine((text) => Number(text) >= least && Number(text) <= most && fits(Number(text)), `must be ${what}`)
    .transform(Number);

function isHttps(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}

const store = z
  .string()
  .default('sqlite:data/bridgekeeper.db')
  .refine(
    (text) => /^sqlite:(?!:memory:)\S/.test(text),
    'must be sqlite: and a path of a file, as in sqlite:data/bridgekeeper.db',
  )
  .transform((text) => text.slice('sqlite:'.length));

const WEEK_IN_MINUTES = 7 * 24 * 60;

const schema = z.object({
  PORT: number('3978', 0, 65535, 'a port number from 0 (any free one) to 65535', Number.isInteger),
  MicrosoftAppId: guid('the bot’s app (client) id'),
  MicrosoftAppTenantId: guid('the id of the tenant that the bot guards'),
  MicrosoftAppType: z
    .string('is missing: set it to SingleTenant or UserAssignedMSI')
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.enum(['singletenant', 'userassignedmsi'], 'must be SingleTenant or UserAssignedMSI')),
  MicrosoftAppPassword: z.string().min(1).optional(),
  AZURE_CLIENT_CERTIFICATE_PATH: z.string().min(1).optional(),
  AZURE_FEDERATED_TOKEN_FILE: z.string().min(1).optional(),
  STORE: store,
  CONFIRM_WITHIN_MINUTES: number('15', 0.001, WEEK_IN_MINUTES, 'a number of minutes, above 0 and up to a week'),
  APPROVALS: oneOf(APPROVAL_RULES, 'self'),
  EVENTS_WEBHOOK: z.string().refine(isHttps, 'must be an https address without a user name in it').optional(),
  EVENTS_WEBHOOK_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  WATCH_INTERVAL_SECONDS: number('60', 0, 86_400, 'a number of seconds, 0 to 86400'),
  PREVIEW_FEATURES: oneOf(['off', 'on'], 'off'),
  ALLOW_GUESTS: oneOf(['off', 'on'], 'off'),
  GRAPH_CLOUD: oneOf(CLOUD_NAMES, 'global'),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
});
type Settings = z.infer<typeof schema>;

export const SETTINGS: readonly Setting[] = [
  { name: 'PORT', meaning: 'HTTP port; 0 takes any free one', default: '3978' },
  { name: 'MicrosoftAppId', meaning: 'the bot’s app (client) id', default: 'none: required' },
  { name: 'MicrosoftAppTenantId', meaning: 'the tenant that the bot guards', default: 'none: required' },
  { name: 'MicrosoftAppType', meaning: '`SingleTenant` or `UserAssignedMSI`', default: 'none: required' },
  {
    name: 'MicrosoftAppPassword',
    meaning: 'client secret of a `SingleTenant` bot',
    default: 'none',
    secret: true,
  },
  {
    name: 'AZURE_CLIENT_CERTIFICATE_PATH',
    meaning: 'instead of a secret: PEM file with the certificate and its private key',
    default: 'none',
  },
  {
    name: 'AZURE_FEDERATED_TOKEN_FILE',
    meaning: 'instead of a secret: token file of a workload identity (Kubernetes sets it)',
    default: 'none',
  },
  {
    name: 'STORE',
    meaning: '`sqlite:PATH`: where changes and the journal are kept',
    default: '`sqlite:data/bridgekeeper.db`',
  },
  { name: 'CONFIRM_WITHIN_MINUTES', meaning: 'how long a card can be confirmed; fractions allowed', default: '15' },
  {
    name: 'APPROVALS',
    meaning:
      '`self`: the requester confirms; `second-person`: another administrator approves; `risk`: another one for what opens the tenant, the requester for the rest',
    default: '`self`',
  },
  {
    name: 'EVENTS_WEBHOOK',
    meaning: 'an https address that is told of every notice as a JSON event',
    default: 'none',
    secret: true,
  },
  {
    name: 'EVENTS_WEBHOOK_SECRET',
    meaning: 'secret of at least 32 characters that these events are signed with',
    default: 'none',
    secret: true,
  },
  { name: 'GRAPH_CLOUD', meaning: '`global`, `usgov`, `usgov-dod` or `china`', default: '`global`' },
  { name: 'LOG_LEVEL', meaning: LOG_LEVELS.map((level) => `\`${level}\``).join(', '), default: '`info`' },
  {
    name: 'WATCH_INTERVAL_SECONDS',
    meaning:
      'how often the live policies are compared with how they should be; 0: only when somebody types `check now`',
    default: '60',
  },
  {
    name: 'PREVIEW_FEATURES',
    meaning: '`on` allows what only Microsoft Graph beta has: group sync, and deleted sync policies',
    default: '`off`',
  },
  {
    name: 'ALLOW_GUESTS',
    meaning: '`on` lets guests of the tenant use the bot as members do; they need the same roles',
    default: '`off`',
  },
];

/**
 * Reads the environment, and looks into the files it names. An empty value counts as missing. All problems are named at
 * once, in words.
 */
export function readConfig(environment: Environment, readFile: ReadFile): ConfigResult {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const value = environment[name];
      return value === undefined || value.trim() === '' ? [] : [[name, value]];
    }),
  );
  const result = schema.safeParse(given);
  const problems = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  problems.push(...credentialProblems(given), ...fileProblems(given, readFile), ...webhookProblems(given));
  if (!result.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: toConfig(result.data) };
}

/** The path of the store's file alone, for tools that need no other setting. */
export function readStorePath({
  STORE: given = '',
}: Environment): { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: string } {
  const result = store.safeParse(given.trim() === '' ? undefined : given);
  return result.success
    ? { ok: true, path: result.data }
    : { ok: false, problem: `STORE ${result.error.issues.map((issue) => issue.message).join('; ')}` };
}

const WAYS = ['MicrosoftAppPassword', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'] as const;

/** One way to prove who the bot is, chosen on purpose: none is tried in turn. */
function credentialProblems(given: Environment): readonly string[] {
  const type = given['MicrosoftAppType']?.trim().toLowerCase();
  const set = WAYS.filter((name) => given[name] !== undefined);
  if (type !== 'userassignedmsi' && set.length === 0) {
    return [`MicrosoftAppPassword is missing: set it, or ${WAYS.slice(1).join(' or ')}, for a SingleTenant bot`];
  }
  if (set.length > 1) return [`${set.join(' and ')} are set: keep only one, so that it is clear which one is used`];
  // A federated token is how a managed identity works in Kubernetes; a secret or certificate it never has.
  const [way] = set;
  if (type === 'userassignedmsi' && way !== undefined && way !== 'AZURE_FEDERATED_TOKEN_FILE') {
    return [`${way} is set, but a UserAssignedMSI bot has none: remove it, or set MicrosoftAppType=SingleTenant`];
  }
  return [];
}

function webhookProblems(given: Environment): readonly string[] {
  const { EVENTS_WEBHOOK: url, EVENTS_WEBHOOK_SECRET: secret } = given;
  if (url !== undefined && secret === undefined) {
    return [
      'EVENTS_WEBHOOK_SECRET is missing: set it to the secret with which the receiver of EVENTS_WEBHOOK checks events',
    ];
  }
  return url === undefined && secret !== undefined
    ? ['EVENTS_WEBHOOK is missing: set it to the address that EVENTS_WEBHOOK_SECRET is for, or remove that']
    : [];
}

const FILES = [
  { name: 'AZURE_CLIENT_CERTIFICATE_PATH', problemOf: certificateProblem },
  { name: 'AZURE_FEDERATED_TOKEN_FILE', problemOf: federatedTokenProblem },
] as const;

/** A file that is no good would be noticed at the first token only, long after the start. */
function fileProblems(given: Environment, readFile: ReadFile): readonly string[] {
  return FILES.flatMap(({ name, problemOf }) => {
    const path = given[name];
    if (path === undefined) return [];
    let content: string;
    try {
      content = readFile(path);
    } catch {
      return [`${name} names a file that cannot be read: correct the path, or let this process read the file`];
    }
    const problem = problemOf(content);
    return problem === undefined ? [] : [`${name} names a file that ${problem}`];
  });
}

function toConfig(settings: Settings): Config {
  const tenantId = parseTenantId(settings.MicrosoftAppTenantId);
  if (tenantId === undefined) throw new Error('a checked tenant id is none');
  return Object.freeze({
    port: settings.PORT,
    appId: settings.MicrosoftAppId,
    tenantId,
    credential: toCredential(settings),
    cloud: CLOUDS[settings.GRAPH_CLOUD],
    storePath: settings.STORE,
    preview: settings.PREVIEW_FEATURES === 'on',
    allowGuests: settings.ALLOW_GUESTS === 'on',
    approvals: settings.APPROVALS,
    webhook: toWebhook(settings),
    confirmWithinMilliseconds: Math.round(settings.CONFIRM_WITHIN_MINUTES * 60_000),
    watchEveryMs: Math.round(settings.WATCH_INTERVAL_SECONDS * 1000),
    logLevel: settings.LOG_LEVEL,
  });
}

function toWebhook({ EVENTS_WEBHOOK: url, EVENTS_WEBHOOK_SECRET: secret }: Settings): Config['webhook'] {
  return url === undefined || secret === undefined ? null : { url, secret };
}

function toCredential(settings: Settings): AppCredential {
  const app = { tenantId: settings.MicrosoftAppTenantId, appId: settings.MicrosoftAppId };
  if (settings.AZURE_FEDERATED_TOKEN_FILE !== undefined) {
    return { kind: 'workload', ...app, tokenFile: settings.AZURE_FEDERATED_TOKEN_FILE };
  }
  if (settings.MicrosoftAppType === 'userassignedmsi') return { kind: 'managed', appId: app.appId };
  if (settings.AZURE_CLIENT_CERTIFICATE_PATH !== undefined) {
    return { kind: 'certificate', ...app, path: settings.AZURE_CLIENT_CERTIFICATE_PATH };
  }
  return { kind: 'secret', ...app, secret: settings.MicrosoftAppPassword ?? '' };
}
