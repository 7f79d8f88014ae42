import type { ObjectId } from './ids.ts';

/**
 * What a directory (Graph) said when it did not do as asked; plain data, so that it can be stored with a change.
 * Whoever reads Graph's answers decides the kind; nothing later looks at message texts.
 */
export type DirectoryProblem = {
  readonly kind: DirectoryProblemKind;
  /** What was being read or written. */
  readonly subject: DirectorySubject;
  /** `no`: the request certainly had no effect. `maybe`: it may have, so only reading can tell. */
  readonly reached: 'no' | 'maybe';
  /** HTTP status, where there was an answer. */
  readonly status: number | null;
  /** Graph's error code, where there was one: for the log. */
  readonly code: string | null;
  /** Graph's own sentence about why it did not take a write; at most 300 characters, as it was written. Left out: none. */
  readonly said?: string | undefined;
  /** An application permission that would have allowed the call; set for `forbidden`. */
  readonly permission: string | null;
  /** How long Graph asks to wait, in seconds; set for `throttled` where Graph said so. */
  readonly retryAfterSeconds: number | null;
  /** Ids of this product's own making (client-request-id), to find the call in logs on both sides. */
  readonly requestIds: readonly string[];
};

export type DirectorySubject = 'role' | 'partner' | 'tenant' | 'defaults' | 'deletedItems' | 'template' | 'auditLog';

export type DirectoryProblemKind =
  | 'forbidden'
  | 'unauthenticated'
  | 'throttled'
  /** Nothing was sent: the bot had too much else to ask. */
  | 'busy'
  | 'timeout'
  | 'unreachable'
  | 'serverError'
  | 'notFound'
  | 'conflict'
  | 'rejected'
  | 'unexpectedAnswer';

/** Thrown by every port that reads or writes the directory. The message is for logs only. */
export class DirectoryError extends Error {
  readonly problem: DirectoryProblem;
  /** Of several people who were read together, whom it is about; undefined: nobody in particular. */
  readonly about: ObjectId | undefined;

  constructor(problem: DirectoryProblem, options?: ErrorOptions & { readonly about?: ObjectId }) {
    super(`directory: ${problem.kind} (status ${problem.status ?? 'none'}, code ${problem.code ?? 'none'})`, options);
    this.name = 'DirectoryError';
    this.problem = problem;
    this.about = options?.about;
  }
}
