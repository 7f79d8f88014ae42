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
import type { TenantPart } from '../../domain/policy/tenant-wide.ts';
import type { ArrivalList, NewAccount } from '../../domain/partners/arrivals.ts';
import type { Counted, Related, Told, Visitors, Whose } from '../../domain/partners/visitors.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';

/**
 * Cross-tenant access settings of the home tenant. Every method throws DirectoryError when the answer could not be
 * had: absent is a value, unreadable is an error.
 */
export interface Directory {
  /**
   * One partner with its sync policy, read now; under the guarded tenant's own id, what applies by default.
   * @param beside what is read beside the default, and has to be; `readable`: all of it, without what cannot be read now; left
   * out: nothing
   */
  read(tenantId: TenantId, beside?: readonly TenantPart[] | 'readable'): Promise<PartnerState>;
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

/** Who is here of another tenant. What cannot be read is told in its place; it never throws DirectoryError. */
export interface VisitorCounts {
  /** @param domain the one that Graph tells of the tenant */
  of(domain: string): Promise<Visitors>;
  /**
   * What Entra itself counts of a tenant; `is` null: it has not found that to be related. null: the app is not granted it, and
   * is not asked for it again for a while.
   */
  related(tenantId: TenantId): Promise<Told<Related | null> | null>;
  /**
   * Only those who are synchronised in, and of them those who hold a role: three requests, none after another, each once and
   * for two seconds at most; nothing else waits for them. What the app was refused it is not asked again for a while. Of
   * several tenants those are found who are on Graph's first page of all who are synchronised in, whoever's they are.
   */
  here(whose: Whose): Promise<{ readonly synced: Told<Counted>; readonly privileged: Told<Counted> }>;
}

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

/** Where a page of a list is. `link`: the one that the page before gave; null: it is the first. */
export type ArrivalPlace = { readonly list: ArrivalList; readonly link: string | null };

/** `next`: null: it is the last one of its list. */
export type ArrivalPage = {
  readonly list: ArrivalList;
  readonly accounts: readonly NewAccount[];
  readonly next: ArrivalPlace | null;
};

/** Entra's audit log, which tells minutes later who changed what. Throws DirectoryError. */
export interface AuditLog {
  /** What was done or tried since then; one request for each page. Graph allows 5 in 10 s. */
  find(activity: AuditActivity, since: Instant): Promise<readonly AuditRecord[]>;
  /** The same of all that the bot's own app did, as far as the log gives the app's id. */
  findOwn(since: Instant): Promise<readonly OwnRecord[]>;
  /** One page of the accounts that other tenants' synchronisation created since then: one request. */
  findArrivals(since: Instant, place: ArrivalPlace): Promise<ArrivalPage>;
}
