import type { ApprovalRule } from '../domain/change/approval.ts';
import type { ChangeId, DigestId, DriftId, MisuseId, ObjectId, SightId, TenantId, TransientId } from '../domain/ids.ts';
import type { Access, RoleAccess } from '../domain/people/role.ts';
import type { UnansweredRule } from '../domain/recertify/recertification.ts';
import type { PrivateAnswers } from '../domain/replies/private-answers.ts';
import type { Instant } from '../domain/instant.ts';
import type { AuditLog, Directory, Roles, Tenants, VisitorCounts } from './ports/directory.ts';
import type { Channel } from './ports/channel.ts';
import type { Files } from './ports/files.ts';
import type { Store, Viewer } from './ports/store.ts';
import type { Telemetry } from './ports/telemetry.ts';
import type { Webhook } from './ports/webhook.ts';

/** What the use cases need of the outside world. Adapters implement these; only wiring knows which. */
export type * from './ports/directory.ts';
export * from './ports/channel.ts';
export * from './ports/files.ts';
export * from './ports/rights.ts';
export * from './ports/store.ts';
export * from './ports/telemetry.ts';
export * from './ports/urgency.ts';
export * from './ports/webhook.ts';

/** Time, as the use cases see it: real in production, driven by hand in tests. */
export interface Clock {
  now(): Instant;
  /** Milliseconds since some moment; never goes back, whatever happens to the clock on the wall. */
  elapsed(): number;
  /** Resolves after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** Fresh identifiers. */
export interface Ids {
  change(): ChangeId;
  drift(): DriftId;
  misuse(): MisuseId;
  transient(): TransientId;
  sight(): SightId;
  digest(): DigestId;
  /** Finds the log line of an error. */
  reference(): string;
}

/** Structured log. Field names are stable; nothing that is secret goes in. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, error: unknown, fields?: LogFields): void;
}
export type LogFields = Readonly<Record<string, unknown>>;

/** Work that goes on after its answer was given, counted so that a stop can wait for it. */
export interface Background {
  start(name: string, work: () => Promise<void>): void;
}

/** Who was seen with a role lately. It says in which order things are read, and what help shows, and never what anybody may. */
export interface SeenLately {
  /** Whether they were seen with the role that this takes; with any of them, where it takes none. */
  holds(person: ObjectId, access: Access): boolean;
  /** Those seen in a conversation, who may decide first, then who was there last. Never rejects. @param place its id at its root */
  in(place: string): Promise<readonly Viewer[]>;
  /** The most that they were seen to be able to do; undefined: that is not known, or it is nothing. */
  most(person: ObjectId): RoleAccess | undefined;
  /** Their role was read just now. */
  note(person: ObjectId, access: RoleAccess, holds: boolean): void;
}

export type Ports = {
  readonly directory: Directory;
  readonly tenants: Tenants;
  readonly roles: Roles;
  readonly visitors: VisitorCounts;
  readonly seen: SeenLately;
  readonly store: Store;
  readonly channel: Channel;
  readonly files: Files;
  readonly auditLog: AuditLog;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly background: Background;
  readonly telemetry: Telemetry;
  /** null: there is none. */
  readonly webhook: Webhook | null;
};

export type Settings = {
  readonly homeTenant: TenantId;
  readonly confirmWithinMilliseconds: number;
  /** Whether Graph beta may be used. */
  readonly preview: boolean;
  readonly approvals: ApprovalRule;
  /** How many others must approve what opens the tenant, where others decide. */
  readonly approvers: number;
  readonly privateAnswers: PrivateAnswers;
  /** Until when the certificate is valid with which the bot proves who it is; null: it has none. */
  readonly certificateEnds: Instant | null;
  /** How often whoever answers for an open partner is asked, in days. */
  readonly recertifyDays: number;
  /** What becomes of it where nobody answers. */
  readonly recertifyUnanswered: UnansweredRule;
  /** More accounts of one partner than so many within an hour are an alarm. */
  readonly syncBurst: number;
  /** How often the policies are compared, in milliseconds; 0: only where somebody asks for it. */
  readonly watchEveryMs: number;
  /** The bot's own app (client) id: what it did itself is nobody else's. */
  readonly appId: string;
  /** Whether all that is remembered is gone at the next start: people are told, who would rely on it. */
  readonly forgets: boolean;
};

/** The bot's own identity as an app, used towards Graph and towards Teams. */
export interface AppIdentity {
  /** An access token for `resource`, such as `https://graph.microsoft.com`. Rejects when there is none within seconds. */
  token(resource: string): Promise<string>;
  /**
   * Another token, after the resource did not take the last one (401): it was revoked, or a policy changed. Asked for at
   * most once a minute, since no token may help.
   * @param refused `claims`: the resource's challenge, as JSON (continuous access evaluation); null: it gave none
   * @returns undefined: there is no other one
   */
  renew(
    resource: string,
    refused: { readonly token: string; readonly claims: string | null },
  ): Promise<string | undefined>;
}
