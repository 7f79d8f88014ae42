import { GraphError } from '@microsoft/microsoft-graph-client';
import { withoutPrivate } from '../domain/private-text.ts';
import { DirectoryError, type DirectoryProblem, type DirectoryProblemKind } from '../domain/problem.ts';
import type { Attempts } from './attempts.ts';
import type { Purpose } from './call.ts';

/**
 * Turns whatever the Graph client threw into a typed error. Only status and code decide (Graph: never the message).
 * @param writes whether it was a write: of one that Graph turned down, people want to read Graph's own words
 */
export function directoryError(error: unknown, purpose: Purpose, attempts: Attempts, writes: boolean): DirectoryError {
  if (error instanceof DirectoryError) return error;
  const answered = error instanceof GraphError && error.statusCode > 0 ? error.statusCode : null;
  const code = codeOf(error);
  const kind = answered === null ? kindWithoutAnswer(error, attempts) : kindOfStatus(answered, code);
  const problem: DirectoryProblem = {
    kind,
    subject: purpose.subject,
    reached: kind === 'unexpectedAnswer' ? 'maybe' : reached(attempts),
    status: answered,
    code,
    permission: kind === 'forbidden' ? (purpose.fallback ?? purpose.permission) : null,
    retryAfterSeconds: kind === 'throttled' ? attempts.retryAfterSeconds : null,
    requestIds: [...attempts.requestIds],
    ...(writes && sentenceOf(error, kind)),
  };
  return new DirectoryError(problem, { cause: error });
}

const TURNED_DOWN: readonly DirectoryProblemKind[] = ['forbidden', 'rejected', 'conflict', 'notFound'];
const LONGEST_SENTENCE = 300;

/** The first line of what Graph says, without whom it names: what follows is ids and times, as a rule. */
function sentenceOf(error: unknown, kind: DirectoryProblemKind): Pick<DirectoryProblem, 'said'> {
  if (!(error instanceof GraphError) || !TURNED_DOWN.includes(kind)) return {};
  const [line = ''] = error.message.trim().split(/[\r\n]/);
  const said = Array.from(withoutPrivate(line)).slice(0, LONGEST_SENTENCE).join('').trim();
  return said === '' ? {} : { said };
}

/** An answer that arrived but is not what it should be. */
export function unexpectedAnswer(purpose: Purpose, requestIds: readonly string[], cause?: unknown): DirectoryError {
  return ownError({ kind: 'unexpectedAnswer', reached: 'maybe', requestIds }, purpose, cause);
}

/** Nothing was sent: it was not its turn. */
export const tooBusy = (purpose: Purpose, cause: unknown): DirectoryError =>
  ownError({ kind: 'busy', reached: 'no', requestIds: [] }, purpose, cause);

function ownError(
  own: Pick<DirectoryProblem, 'kind' | 'reached' | 'requestIds'>,
  { subject }: Purpose,
  cause: unknown,
): DirectoryError {
  const unsaid = { status: null, code: null, permission: null, retryAfterSeconds: null };
  return new DirectoryError({ ...own, subject, ...unsaid }, { cause });
}

/** The library hands on what stands in the answer, whatever its type; a code is a text (Graph: error responses). */
function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof GraphError ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** Before anything was sent, only getting a token can have failed. */
function kindWithoutAnswer(error: unknown, attempts: Attempts): DirectoryProblemKind {
  if (attempts.statuses.length === 0) return 'unauthenticated';
  const code = codeOf(error);
  return code === 'TimeoutError' || code === 'AbortError' ? 'timeout' : 'unreachable';
}

/** The library puts the name of what went wrong while a body was read where Graph's code would be. */
const UNREAD_BODY = ['SyntaxError', 'TypeError', 'TimeoutError', 'AbortError'];

function kindOfStatus(status: number, code: string | null): DirectoryProblemKind {
  // Without Graph's own error body a 4xx may come from anything in between, so it proves nothing.
  const fromGraph = code !== null && code !== '' && !UNREAD_BODY.includes(code);
  if (status === 401) return 'unauthenticated';
  if (status === 429 || status === 503) return 'throttled';
  if (status >= 500) return 'serverError';
  if (status < 400 || !fromGraph) return 'unexpectedAnswer';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 409) return 'conflict';
  return 'rejected';
}

/** Whether the request may have had an effect: any attempt whose answer was lost, half or a 5xx may have. */
function reached({ statuses }: Attempts): 'no' | 'maybe' {
  const doubtful = (attempt: number | null): boolean =>
    attempt === null || attempt < 400 || attempt === 408 || attempt >= 500;
  return statuses.some(doubtful) ? 'maybe' : 'no';
}
