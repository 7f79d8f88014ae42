/** What a route is, what it is given and what it gives back. Routes know nothing of HTTP or of faults. */
import type { PartnerReplica } from '../policies/partner-replica.ts';
import type { SimulatedTenant } from '../tenant.ts';

export type Version = 'v1.0' | 'beta';
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request after authentication, routing and the permission check. */
export interface Call {
  readonly version: Version;
  readonly tenant: SimulatedTenant;
  readonly partners: PartnerReplica;
  readonly now: Date;
  /** e.g. `http://127.0.0.1:4711/v1.0`; what Graph's own links start with. */
  readonly baseUrl: string;
  /** The path after the version, as it was sent, e.g. `/policies/crossTenantAccessPolicy/partners`. */
  readonly path: string;
  /** How long after a change its audit record is shown. */
  readonly auditDelayMs: number;
  readonly pageSize: number;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body; `undefined` when there was none. */
  readonly body: unknown;
  /** The decoded value of a `{name}` in the route's path. */
  param(name: string): string;
}

/**
 * The answer to a call, computed without changing anything: `effect` is the change itself and says whether the state
 * is different afterwards. Kept apart so that a fault can lose the effect, delay it, or lose only the answer.
 */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly effect?: () => boolean;
}

export interface Route {
  readonly method: Method;
  /** Segments after the version; `{name}` stands for any text within its segment. */
  readonly path: string;
  /** Any one of these application permissions suffices. */
  readonly permissions: readonly string[];
  /** Tenants in which no permission suffices. Default: none. */
  readonly refusedIn?: (tenant: SimulatedTenant) => boolean;
  /** OData query options that are known to work here; any other `$…` is answered with 400. */
  readonly options?: readonly string[];
  /** Default: both. */
  readonly versions?: readonly Version[];
  handle(call: Call): Answer;
}

export const noContent = (effect: () => boolean): Answer => ({ status: 204, effect });
