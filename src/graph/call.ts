import type { DirectorySubject } from '../domain/problem.ts';

/** What a call is about: for the words of an error and the name of the permission it needs. */
export type Purpose = {
  readonly subject: DirectorySubject;
  readonly permission: string;
  /** The one that is to be granted where that one did not do. */
  readonly fallback?: string;
  /** Whether it is an advanced query, which Graph answers only with `ConsistencyLevel: eventual`; left out: no. */
  readonly isAdvanced?: boolean;
  /** Left out: v1.0. */
  readonly version?: Version;
};

export type Version = 'v1.0' | 'beta';

export type Answer = { readonly body: unknown; readonly requestIds: readonly string[] };
