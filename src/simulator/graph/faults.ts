/** What can go wrong between a caller and Graph, and the list of what is to go wrong now. */
import type { Answer } from './route.ts';

/** What happens to a request. The effect of a request is the change it makes; reads have none. */
type FaultKind =
  /** Answers with this error. Default: no effect; `takesEffect`: the change was made all the same (e.g. a 504). */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      /** Seconds, sent as Retry-After. */
      readonly retryAfter?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly takesEffect?: boolean;
    }
  /** A proxy's HTML page with status 502; no effect. */
  | { readonly kind: 'html' }
  /** The connection is reset; no effect. */
  | { readonly kind: 'reset-before' }
  /** The effect happens, then the connection is reset. */
  | { readonly kind: 'reset-after' }
  /** No answer, ever; no effect. */
  | { readonly kind: 'hang-before' }
  /** The effect happens; no answer, ever. */
  | { readonly kind: 'hang-after' }
  /** The effect happens, and the connection is reset in the middle of the answer's body (at once, if it has none). */
  | { readonly kind: 'half-body' }
  /** Everything as usual, after a delay. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The request is delivered late: no answer now, and the effect (if it is still allowed by then) after a delay. */
  | { readonly kind: 'late-effect'; readonly delayMs: number; readonly answer: 'reset' | 'hang' }
  /** Answers with success, and changes nothing. */
  | { readonly kind: 'lost-effect' }
  /** Everything as usual, but for what the answer says. `path` is the request's, with its version. */
  | { readonly kind: 'rewritten'; readonly rewrite: (answer: Said, path: string) => Said };

/** An answer's status and the JSON of its body. */
export type Said = Pick<Answer, 'status' | 'body'>;

/** Which requests a fault befalls. What is not given matches all. */
interface FaultTarget {
  readonly method?: string | readonly string[];
  /** Tested against the decoded path with the version and without the query. */
  readonly path?: RegExp;
  /** Tested against the decoded query, e.g. /skiptoken/ for the second page and later ones. */
  readonly query?: RegExp;
  /** The tokens that it is sent with, such as one that was revoked. */
  readonly token?: string | RegExp;
  /** How many requests. Default: all, until the fault is removed. */
  readonly times?: number;
}

export type Fault = FaultTarget & FaultKind;

/** The first installed fault that matches wins; used-up ones make way, so several with `times: 1` form a script. */
export class FaultList {
  readonly #installed: { readonly fault: Fault; left: number }[] = [];

  /** Returns a function that removes the fault; it may be called more than once. */
  install(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? Infinity };
    this.#installed.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  take(request: Known): Fault | undefined {
    const entry = this.#installed.find(({ fault, left }) => left > 0 && matches(fault, request));
    if (entry !== undefined) entry.left -= 1;
    return entry?.fault;
  }
}

type Known = { method: string; path: string; query: string; authorization?: string | undefined };

function matches(target: FaultTarget, request: Known): boolean {
  return (
    (target.token === undefined || isSentWith(target.token, request.authorization)) &&
    (target.method === undefined || isOneOf(target.method, request.method)) &&
    (target.path === undefined || request.path.search(target.path) !== -1) &&
    (target.query === undefined || request.query.search(target.query) !== -1)
  );
}

function isOneOf(methods: string | readonly string[], method: string): boolean {
  return [methods].flat().some((one) => one.toUpperCase() === method);
}

function isSentWith(token: string | RegExp, authorization = ''): boolean {
  const sent = authorization.replace(/^Bearer /, '');
  return typeof token === 'string' ? sent === token : token.test(sent);
}
