import { LOG_LEVELS } from './schema.ts';

/** One setting: the table in docs/configuration.md is made from this. */
export type Setting = {
  readonly name: string;
  readonly meaning: string;
  readonly default: string;
  /** Its value is shown nowhere. */
  readonly secret?: true;
};

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
    meaning:
      'where changes and the journal are kept. `sqlite:PATH`: in a file on this machine; `postgres://user@host:5432/database`: in a database of a PostgreSQL server, 14 to 18; without `sslmode` another machine means `?sslmode=verify-full`, and `&sslrootcert=FILE` names authorities of your own',
    default: '`sqlite:data/bridgekeeper.db`',
    secret: true,
  },
  {
    name: 'PGPASSWORD',
    meaning: 'the password for `STORE`, where it stands beside it and not in it',
    default: 'none',
    secret: true,
  },
  {
    name: 'STORE_AUTH',
    meaning:
      'how the bot proves to a PostgreSQL server who it is. `password`: with the one in `STORE`, or in `PGPASSWORD`; `entra`: with a token of its own identity (Azure Database for PostgreSQL)',
    default: '`password`',
  },
  {
    name: 'KEEP_DAYS',
    meaning:
      'how long ended changes and their journal stay before `npm run journal -- archive` moves them out; 90 at least',
    default: '400',
  },
  { name: 'CONFIRM_WITHIN_MINUTES', meaning: 'how long a card can be confirmed; fractions allowed', default: '15' },
  {
    name: 'APPROVALS',
    meaning:
      '`self`: the requester confirms; `second-person`: another administrator approves; `risk`: another one for what opens the tenant, the requester for the rest',
    default: '`risk`',
  },
  {
    name: 'APPROVERS',
    meaning:
      'how many other administrators must approve what opens the tenant, 1 to 5; with `APPROVALS=self` nobody has to',
    default: '1',
  },
  {
    name: 'RECERTIFY_DAYS',
    meaning:
      'how often whoever answers for an open partner is asked whether it may stay open, in days; all administrators are asked where nobody does',
    default: '365',
  },
  {
    name: 'RECERTIFY_UNANSWERED',
    meaning:
      'what becomes of an open partner of which nobody has said within 30 days why it may stay so. `tell`: everybody is told; `close`: the bot closes it by itself, too',
    default: '`tell`',
  },
  {
    name: 'SYNC_BURST',
    meaning:
      'how many users of one partner may be synchronised in within an hour without an alarm, as Entra’s audit log tells; it takes `AuditLog.Read.All`',
    default: '50',
  },
  {
    name: 'PRIVATE_ANSWERS',
    meaning:
      'how an answer for one person alone reaches them where others read along. `chat`: in their own chat with the bot; `targeted`: as a message that only they can see, gone after 24 hours, else in their chat. Try it first where nobody minds',
    default: '`chat`',
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
  {
    name: 'BOT_DOMAIN',
    meaning:
      'the public name in the messaging endpoint of the bot registration; only `npm run doctor` reads it, and looks at it from outside in: DNS, certificate, and whether the bot answers there',
    default: 'none',
  },
  {
    name: 'BOT_ID',
    meaning:
      'the id that the Teams app calls its bot by, where it is not `MicrosoftAppId` that made the package; only `npm run doctor` reads it, and compares the two',
    default: 'none',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    meaning:
      'an http or https address that takes OpenTelemetry’s traces and figures (OTLP over HTTP); where it is not set, nothing of it is loaded',
    default: 'none',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    meaning: 'headers for it, such as a key: `name=value,name=value`',
    default: 'none',
    secret: true,
  },
  { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', meaning: '`http/protobuf` or `http/json`', default: '`http/protobuf`' },
  { name: 'OTEL_SDK_DISABLED', meaning: '`true` turns all of that off', default: '`false`' },
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
    meaning:
      '`on` lets guests, and whoever else another organisation brought in, use the bot as members do; they need the same roles',
    default: '`off`',
  },
];
