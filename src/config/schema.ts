import { z } from 'zod/v4-mini';
import { CLOUD_NAMES } from '../cloud.ts';
import { APPROVAL_RULES, MOST_APPROVERS } from '../domain/change/approval.ts';
import { UNANSWERED_RULES } from '../domain/recertify/recertification.ts';
import { PRIVATE_ANSWERS } from '../domain/replies/private-answers.ts';
import { parseTenantId } from '../domain/ids.ts';
import { DEFAULT_STORE, STORE_AUTHS } from './store-setting.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const guid = (what: string) =>
  z.pipe(
    z
      .string(`is missing: set it to ${what}`)
      .check(z.refine((text) => parseTenantId(text) !== undefined, `must be ${what}, a GUID`)),
    z.transform((text) => text.trim().toLowerCase()),
  );

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) =>
  z.pipe(
    z.pipe(
      z._default(z.string(), fallback),
      z.transform((text) => text.toLowerCase()),
    ),
    z.enum(values, `must be one of: ${values.join(', ')}`),
  );

const number = (fallback: string, least: number, most: number, what: string, fits = Number.isFinite) =>
  z.pipe(
    z
      ._default(z.string(), fallback)
      .check(
        z.refine((text) => Number(text) >= least && Number(text) <= most && fits(Number(text)), `must be ${what}`),
      ),
    z.transform(Number),
  );

function isHttps(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}

/** Where OpenTelemetry's data goes stands in the same network as a rule, where many do without TLS. */
function isWeb(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    ['https:', 'http:'].includes(url?.protocol ?? '') &&
    url?.username === '' &&
    url.password === '' &&
    url.search === ''
  );
}

/** Labels with dots between them. */
const HOST = /^(?=.{4,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

/** Entries stay for a quarter of a year at least: reviews, drifts and disputes take their time. */
export const keepDays = number('400', 90, 36_500, 'a whole number of days, 90 at least', Number.isInteger);

const WEEK_IN_MINUTES = 7 * 24 * 60;

/** Each setting as it is read; its problems are sentences that follow its name. */
export const schema = z.object({
  PORT: number('3978', 0, 65535, 'a port number from 0 (any free one) to 65535', Number.isInteger),
  MicrosoftAppId: guid('the bot’s app (client) id'),
  MicrosoftAppTenantId: guid('the id of the tenant that the bot guards'),
  MicrosoftAppType: z.pipe(
    z.pipe(
      z.string('is missing: set it to SingleTenant or UserAssignedMSI'),
      z.transform((text) => text.trim().toLowerCase()),
    ),
    z.enum(['singletenant', 'userassignedmsi'], 'must be SingleTenant or UserAssignedMSI'),
  ),
  MicrosoftAppPassword: z.optional(z.string().check(z.minLength(1))),
  AZURE_CLIENT_CERTIFICATE_PATH: z.optional(z.string().check(z.minLength(1))),
  AZURE_FEDERATED_TOKEN_FILE: z.optional(z.string().check(z.minLength(1))),
  STORE: z._default(z.string(), DEFAULT_STORE),
  PGPASSWORD: z.optional(z.string().check(z.minLength(1))),
  STORE_AUTH: oneOf(STORE_AUTHS, 'password'),
  KEEP_DAYS: keepDays,
  CONFIRM_WITHIN_MINUTES: number('15', 0.001, WEEK_IN_MINUTES, 'a number of minutes, above 0 and up to a week'),
  RECERTIFY_DAYS: number('365', 1, 3_650, 'a whole number of days, 1 to 3650', Number.isInteger),
  RECERTIFY_UNANSWERED: oneOf(UNANSWERED_RULES, 'tell'),
  SYNC_BURST: number('50', 1, 1_000_000, 'a whole number of users, 1 to 1000000', Number.isInteger),
  APPROVALS: oneOf(APPROVAL_RULES, 'risk'),
  APPROVERS: number('1', 1, MOST_APPROVERS, `a whole number from 1 to ${MOST_APPROVERS}`, Number.isInteger),
  EVENTS_WEBHOOK: z.optional(z.string().check(z.refine(isHttps, 'must be an https address without a user name in it'))),
  EVENTS_WEBHOOK_SECRET: z.optional(z.string().check(z.minLength(32, 'must have at least 32 characters'))),
  WATCH_INTERVAL_SECONDS: number('60', 0, 86_400, 'a number of seconds, 0 to 86400'),
  PREVIEW_FEATURES: oneOf(['off', 'on'], 'off'),
  ALLOW_GUESTS: oneOf(['off', 'on'], 'off'),
  PRIVATE_ANSWERS: oneOf(PRIVATE_ANSWERS, 'chat'),
  GRAPH_CLOUD: oneOf(CLOUD_NAMES, 'global'),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
  BOT_DOMAIN: z.optional(
    z.pipe(
      z
        .string()
        .check(
          z.refine((text) => HOST.test(text), 'must be the name of a host and nothing else, as in bot.example.com'),
        ),
      z.transform((text) => text.toLowerCase()),
    ),
  ),
  BOT_ID: z.optional(guid('the id that the Teams app calls its bot by')),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.optional(
    z
      .string()
      .check(
        z.refine(
          isWeb,
          'must be an http or https address without a user name or a query in it, as in http://localhost:4318',
        ),
      ),
  ),
  OTEL_EXPORTER_OTLP_HEADERS: z.optional(z.string()),
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(['http/protobuf', 'http/json'], 'http/protobuf'),
  OTEL_SDK_DISABLED: oneOf(['false', 'true'], 'false'),
});
export type Values = z.infer<typeof schema>;
