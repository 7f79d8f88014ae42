import { CLOUDS, type Cloud } from '../cloud.ts';
import type { ApprovalRule } from '../domain/change/approval.ts';
import type { PrivateAnswers } from '../domain/replies/private-answers.ts';
import type { UnansweredRule } from '../domain/recertify/recertification.ts';
import { parseTenantId, type TenantId } from '../domain/ids.ts';
import type { AppCredential } from '../identity/credential.ts';
import { certificateEnd } from '../identity/credential-files.ts';
import { credentialProblems, fileProblems, toCredential, type Environment, type ReadFile } from './credential.ts';
import { forgets } from './forgets.ts';
import { processProblems, type Started } from './process.ts';
import { keepDays, schema, type LogLevel, type Values } from './schema.ts';
import { DEFAULT_STORE, readStoreAddress, type StoreResult, type StoreSetting } from './store-setting.ts';

/** Everything the bot is told from outside, checked once at the start and frozen. */
export type Config = {
  readonly port: number;
  readonly appId: string;
  readonly tenantId: TenantId;
  readonly credential: AppCredential;
  /** Until when its certificate is valid, in milliseconds since 1970; null: it is no certificate. */
  readonly certificateEnds: number | null;
  readonly cloud: Cloud;
  readonly store: StoreSetting;
  /** Whether it is gone at the next start. */
  readonly forgets: boolean;
  readonly confirmWithinMilliseconds: number;
  /** Whether Graph beta may be used. */
  readonly preview: boolean;
  /** Whether guests of the tenant may use the bot, as far as their roles go. */
  readonly allowGuests: boolean;
  readonly approvals: ApprovalRule;
  /** How many others must approve what opens the tenant. */
  readonly approvers: number;
  /** How often whoever answers for an open partner is asked, in days. */
  readonly recertifyDays: number;
  /** What becomes of a partner of which nobody answers. */
  readonly recertifyUnanswered: UnansweredRule;
  /** More accounts of one partner than so many within an hour are an alarm. */
  readonly syncBurst: number;
  /** How an answer for one person alone reaches them where others read along. */
  readonly privateAnswers: PrivateAnswers;
  /** Where events are sent, and the secret they are signed with; null: nowhere. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** 0: off. */
  readonly watchEveryMs: number;
  /** Where Teams is to find the bot, and what the app in Teams calls it; null: not told. For the doctor alone. */
  readonly teamsApp: { readonly domain: string | null; readonly botId: string | null };
  readonly logLevel: LogLevel;
  /** Whether somebody watches the bot from outside (OpenTelemetry); where and how, its own settings say. */
  readonly telemetry: boolean;
};

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the environment, and looks into the files it names and at how the process was started. An empty value counts as
 * missing. All problems are named at once, in words.
 */
export function readConfig(environment: Environment, readFile: ReadFile, started: Started): ConfigResult {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const value = environment[name];
      return value === undefined || value.trim() === '' ? [] : [[name, value]];
    }),
  );
  const result = schema.safeParse(given);
  const problems = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  problems.push(...credentialProblems(given), ...fileProblems(given, readFile), ...webhookProblems(given));
  problems.push(...processProblems(started));
  const store = readStore(environment, readFile);
  if (!store.ok) problems.push(store.problem);
  if (!result.success || !store.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: toConfig(result.data, store.store, forgets(environment, store.store), readFile) };
}

/** Where the store is, for tools that need no other setting. */
export function readStore(environment: Environment, readFile: ReadFile): StoreResult {
  const { STORE: given = '' } = environment;
  const result = readStoreAddress(given.trim() === '' ? DEFAULT_STORE : given, environment, readFile);
  return result.ok ? result : { ok: false, problem: `STORE ${result.problem}` };
}

/** For how many days entries of the journal stay in the store, for the tool that moves them out. */
export function readKeepDays({
  KEEP_DAYS: given = '',
}: Environment): { readonly ok: true; readonly days: number } | { readonly ok: false; readonly problem: string } {
  const result = keepDays.safeParse(given.trim() === '' ? undefined : given);
  return result.success
    ? { ok: true, days: result.data }
    : { ok: false, problem: `KEEP_DAYS ${result.error.issues.map((issue) => issue.message).join('; ')}` };
}

/** Whether events are sent to a program outside, for the tool that moves out what it has heard. */
export const hasWebhook = ({ EVENTS_WEBHOOK: url = '' }: Environment): boolean => url.trim() !== '';

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

function toConfig(settings: Values, store: StoreSetting, isForgetful: boolean, readFile: ReadFile): Config {
  const tenantId = parseTenantId(settings.MicrosoftAppTenantId);
  if (tenantId === undefined) throw new Error('a checked tenant id is none');
  const credential = toCredential(settings);
  return Object.freeze({
    port: settings.PORT,
    appId: settings.MicrosoftAppId,
    tenantId,
    credential,
    certificateEnds: credential.kind === 'certificate' ? certificateEnd(readFile(credential.path)) : null,
    cloud: CLOUDS[settings.GRAPH_CLOUD],
    store,
    forgets: isForgetful,
    preview: settings.PREVIEW_FEATURES === 'on',
    allowGuests: settings.ALLOW_GUESTS === 'on',
    approvals: settings.APPROVALS,
    approvers: settings.APPROVERS,
    recertifyDays: settings.RECERTIFY_DAYS,
    recertifyUnanswered: settings.RECERTIFY_UNANSWERED,
    syncBurst: settings.SYNC_BURST,
    privateAnswers: settings.PRIVATE_ANSWERS,
    webhook: toWebhook(settings),
    confirmWithinMilliseconds: Math.round(settings.CONFIRM_WITHIN_MINUTES * 60_000),
    watchEveryMs: Math.round(settings.WATCH_INTERVAL_SECONDS * 1000),
    teamsApp: { domain: settings.BOT_DOMAIN ?? null, botId: settings.BOT_ID ?? null },
    logLevel: settings.LOG_LEVEL,
    telemetry: settings.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined && settings.OTEL_SDK_DISABLED === 'false',
  });
}

function toWebhook({ EVENTS_WEBHOOK: url, EVENTS_WEBHOOK_SECRET: secret }: Values): Config['webhook'] {
  return url === undefined || secret === undefined ? null : { url, secret };
}
