import type { AuditActivity } from '../../domain/drift/audit.ts';
import type { AuditOutcome } from '../../domain/drift/outcome.ts';
import type { Trace } from '../../domain/drift/trace.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { ObjectId, TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DefaultConfiguration, PartnerState } from '../../domain/policy/policy.ts';
import type { RoleFacts, RoleKey } from '../../domain/people/role.ts';
import type { DeletedItems, TemplateSnapshot } from '../../domain/policy/snapshot.ts';
import type { Step } from '../../domain/policy/step.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';

/**
 * Cross-tenant access settings of the home tenant. Every method throws DirectoryError when the answer could not be
 * had: absent is a value, unreadable is an error.
 */
export interface Directory {
  /** One partner with its sync policy, read now. */
  read(tenantId: TenantId): Promise<PartnerState>;
  /** All partners, all pages, read now. */
  list(): Promise<readonly PartnerEntry[]>;
  /** What applies where a partner sets nothing. */
  defaults(): Promise<DefaultConfiguration>;
  /** What Graph keeps of a tenant's deleted settings. Graph beta. */
  readDeleted(tenantId: TenantId): Promise<DeletedItems>;
  /** All deleted settings, all pages. Graph beta. */
  listDeleted(): Promise<readonly DeletedEntry[]>;
  /** The template of the multitenant organization. */
  template(): Promise<TemplateSnapshot>;
  /**
   * Performs one step; resolves when Graph said it is done.
   * @param tenantId whom the step is about; steps of the template leave it alone
   */
  write(tenantId: TenantId, step: Step): Promise<Receipt>;
}

export type DeletedEntry = { readonly tenantId: TenantId; readonly items: DeletedItems };

export type PartnerEntry = { readonly tenantId: TenantId; readonly state: PartnerState };

/** The client-request-ids under which Graph logged a write. */
export type Receipt = { readonly requestIds: readonly string[] };

/** Any tenant of the cloud, by what it is known by. null: Entra knows none. Throws DirectoryError. */
export interface Tenants {
  byDomain(domain: string): Promise<TenantInformation | null>;
  byId(tenantId: TenantId): Promise<TenantInformation | null>;
}

/** What Entra says about people, read now and never cached. Throws DirectoryError. */
export interface Roles {
  /**
   * The account and its active assignments of these roles, direct and through role-assignable groups, at any scope.
   * @param wanted `any`: groups need not be looked at once one of the roles is held directly for the whole tenant
   */
  active(person: ObjectId, roles: readonly RoleKey[], wanted: 'any' | 'all'): Promise<RoleFacts>;
  /** As `active`, of several people in as many round trips as of one, in their order. */
  activeOf(
    people: readonly ObjectId[],
    roles: readonly RoleKey[],
    wanted: 'any' | 'all',
  ): Promise<readonly RoleFacts[]>;
  /**
   * Whether anybody but this person could use the role now: an enabled member of the tenant who holds it for the whole
   * tenant. A group whose members cannot be read counts as one that has somebody.
   */
  anybodyElse(person: ObjectId, role: RoleKey): Promise<boolean>;
  /**
   * Everybody who could use the role now: enabled members of the tenant who hold it for the whole tenant, directly or
   * through a group. Throws where the role, an account or a group's members cannot be read: a part is never all of them.
   */
  holders(role: RoleKey): Promise<readonly Holder[]>;
  /** Role ids assigned to the person directly and active now, whatever the role. */
  direct(person: ObjectId): Promise<RoleFacts['assignments']>;
  /**
   * Role ids the person could activate in PIM at tenant scope; needs RoleEligibilitySchedule.Read.Directory. Any role
   * that is theirs directly, and the roles the bot knows also through a role-assignable group. Throws where none was
   * found and not all could be read.
   */
  eligible(person: ObjectId): Promise<readonly string[]>;
}

/** Somebody who holds a role; the name is for display only. */
export type Holder = { readonly objectId: ObjectId; readonly displayName: string };

export type AuditRecord = Actor &
  Trace & {
    /** Whom the record is about, as far as it says. */
    readonly tenantIds: readonly TenantId[];
    /** What Entra ties records of one request together with; whether it is the client-request-id is not documented. */
    readonly correlationId: string | null;
    readonly outcome: AuditOutcome;
    /** Whether it says whom it is about, and does not only speak of them. */
    readonly isNamed: boolean;
  };

/** What the bot's own app did, of whatever kind. */
export type OwnRecord = Omit<AuditRecord, 'activity'> & {
  /** null: one that the product has nothing to do with. */
  readonly activity: AuditActivity | null;
  /** As the log calls the activity. */
  readonly called: string;
};

/** Entra's audit log, which tells minutes later who changed what. Throws DirectoryError. */
export interface AuditLog {
  /** What was done or tried since then; one request for each page. Graph allows 5 in 10 s. */
  find(activity: AuditActivity, since: Instant): Promise<readonly AuditRecord[]>;
  /** The same of all that the bot's own app did, as far as the log gives the app's id. */
  findOwn(since: Instant): Promise<readonly OwnRecord[]>;
}
