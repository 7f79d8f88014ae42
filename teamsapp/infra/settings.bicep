// Every setting of docs/configuration.md that is not a template's own. Made by `npm run generate` from src/config/settings.ts.
//
// A template takes them as one parameter, so that a deployment sets all of them, each time, as they are written down: what
// was set by hand in the portal is gone with the next one, and nothing may turn a stricter rule back by being left out.

@export()
type settings = {
  @description('how long ended changes and their journal stay before npm run journal -- archive moves them out; 90 at least')
  KEEP_DAYS: string

  @description('how long a card can be confirmed; fractions allowed')
  CONFIRM_WITHIN_MINUTES: string

  @description('self: the requester confirms; second-person: another administrator approves; risk: another one for what opens the tenant, the requester for the rest')
  APPROVALS: string

  @description('how many other administrators must approve what opens the tenant, 1 to 5; with APPROVALS=self nobody has to')
  APPROVERS: string

  @description('how often whoever answers for an open partner is asked whether it may stay open, in days; all administrators are asked where nobody does')
  RECERTIFY_DAYS: string

  @description('what becomes of an open partner of which nobody has said within 30 days why it may stay so. tell: everybody is told; close: the bot closes it by itself, too')
  RECERTIFY_UNANSWERED: string

  @description('how many users of one partner may be synchronised in within an hour without an alarm, as Entra’s audit log tells; it takes AuditLog.Read.All')
  SYNC_BURST: string

  @description('how an answer for one person alone reaches them where others read along. chat: in their own chat with the bot; targeted: as a message that only they can see, gone after 24 hours, else in their chat. Try it first where nobody minds')
  PRIVATE_ANSWERS: string

  @description('global, usgov, usgov-dod or china')
  GRAPH_CLOUD: string

  @description('an http or https address that takes OpenTelemetry’s traces and figures (OTLP over HTTP); where it is not set, nothing of it is loaded')
  OTEL_EXPORTER_OTLP_ENDPOINT: string

  @description('http/protobuf or http/json')
  OTEL_EXPORTER_OTLP_PROTOCOL: string

  @description('true turns all of that off')
  OTEL_SDK_DISABLED: string

  @description('fatal, error, warn, info, debug, trace, silent')
  LOG_LEVEL: string

  @description('how often the live policies are compared with how they should be; 0: only when somebody types check now')
  WATCH_INTERVAL_SECONDS: string

  @description('on allows what only Microsoft Graph beta has: group sync, and deleted sync policies')
  PREVIEW_FEATURES: string

  @description('on lets guests, and whoever else another organisation brought in, use the bot as members do; they need the same roles')
  ALLOW_GUESTS: string
}

// A parameter of this type is to be @secure().
@export()
type secrets = {
  @description('the password for STORE, where it stands beside it and not in it')
  PGPASSWORD: string?

  @description('an https address that is told of every notice as a JSON event')
  EVENTS_WEBHOOK: string?

  @description('secret of at least 32 characters that these events are signed with')
  EVENTS_WEBHOOK_SECRET: string?

  @description('headers for it, such as a key: name=value,name=value')
  OTEL_EXPORTER_OTLP_HEADERS: string?
}
