import type { Instant } from '../instant.ts';
import type { DirectoryProblem } from '../problem.ts';

/**
 * Who is here already of another tenant: counts and dates, and nobody by name. An estimate: accounts that were invited, or
 * synchronised in, whose address is of the domain that Graph tells of the tenant.
 */
export type Visitors = {
  /** Members whom their own tenant synchronises in, as a rule. */
  readonly synced: Told<Counted>;
  readonly guests: Told<Counted>;
  /** Of all of them, those who hold a directory role, or are in a group that can hold one. */
  readonly privileged: Told<Counted>;
  /** When the newest of them came; null: nobody is here. */
  readonly newest: Told<Latest | null>;
  /** When one of them last signed in; null: none of them has, as far as Graph keeps that. */
  readonly lastSignIn: Told<Latest | null>;
};

/**
 * What Entra itself counts of another tenant that it has found to be related (tenant governance). `guests`: registered here;
 * `active`: who signed in here within a month; each null where Entra does not say.
 */
export type Related = { readonly guests: Tally | null; readonly active: Tally | null };
/** `at`: when it was counted; null: Entra does not say. */
export type Tally = { readonly count: number; readonly at: Instant | null };

/** `isWhole`: whether all of them were looked at; else it may be later. Graph’s pages promise no order by either time. */
export type Latest = { readonly at: Instant; readonly isWhole: boolean };

/** Who is meant, by the domains that Graph tells of their tenants, in small letters; `everybody`: of whatever tenant. */
export type Whose = readonly string[] | 'everybody';

/** What was read, or why it was not. */
export type Told<Value> = { readonly is: Value } | { readonly problem: DirectoryProblem };

/** `isWhole`: whether all of them were looked at; else there may be more. */
export type Counted = { readonly count: number; readonly isWhole: boolean };
