import type { Context, Middleware, MiddlewareOptions } from '@microsoft/microsoft-graph-client';
import { demandRights, type AppIdentity, type Log, type Telemetry } from '../app/ports.ts';
import { claimsIn } from '../challenge.ts';
import { onlyOrigins } from '../outbound.ts';
import { templateOf } from './path-template.ts';

/** A person is waiting: a longer Retry-After is told to them instead of slept through. */
export const LONGEST_WAIT_SECONDS = 10;

/** What one call did on the wire: filled by the middleware, read by the caller. One for each call. */
export class Attempts implements MiddlewareOptions {
  /** client-request-id of every attempt, in order. */
  readonly requestIds: string[] = [];
  /** HTTP status of every attempt handed to the network, in order; null: no answer came. */
  readonly statuses: (number | null)[] = [];
  /** The Retry-After of the last answer, in seconds. */
  retryAfterSeconds: number | null = null;
  /** A next link, to be followed to the letter: the library would sort and encode it anew. */
  readonly link: string | undefined;
  /** Why it was not sent: another process may have taken over what it is for. The library would make another error of it. */
  overtaken: Error | undefined;
  /** Whether the call is sent again as it is when its token was refused. A write is not: it is looked at again first. */
  readonly repeats: boolean;
  /** Time-out of each attempt, in milliseconds; undefined: as of any other call. */
  readonly withinMs: number | undefined;
  /** When the call began (performance.now). */
  readonly startedAt = performance.now();

  constructor(link: string | undefined, repeats: boolean, withinMs?: number) {
    this.link = link;
    this.repeats = repeats;
    this.withinMs = withinMs;
  }
}

/**
 * Adds the bot's token, but only to requests that stay at the configured Graph: the library's own handler knows a fixed
 * list of hosts, and a next link is the server's text.
 */
export class TokenHandler implements Middleware {
  readonly #identity: AppIdentity;
  readonly #origin: string;
  #next: Middleware | undefined;

  constructor(identity: AppIdentity, origin: string) {
    this.#identity = identity;
    this.#origin = origin;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    const link = attemptsOf(context)?.link;
    if (link !== undefined) context.request = link;
    onlyOrigins(this.#origin).demand(urlOf(context));
    const token = await this.#identity.token(this.#origin);
    setHeader(context, 'authorization', `Bearer ${token}`);
    await this.#next?.execute(context);
    if (context.response?.status !== 401) return;
    // Nothing was done. Whatever is sent next, this call or another one, goes with a token that Graph may take.
    const another = await this.#identity.renew(this.#origin, {
      token,
      claims: claimsIn(context.response.headers.get('www-authenticate')),
    });
    if (another === undefined || attemptsOf(context)?.repeats !== true) return;
    setHeader(context, 'authorization', `Bearer ${another}`);
    await this.#next?.execute(context);
  }
}

/** Gives every single attempt its own time-out and client-request-id, and logs how it ended. Stands behind the retries. */
export class AttemptHandler implements Middleware {
  readonly #withinMs: number;
  readonly #log: Log;
  readonly #telemetry: Telemetry;
  #next: Middleware | undefined;

  constructor(withinMs: number, log: Log, telemetry: Telemetry) {
    this.#withinMs = withinMs;
    this.#log = log;
    this.#telemetry = telemetry;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    const requestId = crypto.randomUUID();
    const attempts = attemptsOf(context);
    if (!onlyAsks(context, attempts)) demandRightsTo(attempts);
    attempts?.requestIds.push(requestId);
    setHeader(context, 'client-request-id', requestId);
    // Graph does not redirect these calls; following one would mean to believe another host.
    const signal = AbortSignal.timeout(attempts?.withinMs ?? this.#withinMs);
    context.options = { ...context.options, redirect: 'error', signal };
    // Before it leaves: a process that is killed now has still said under which id Graph was asked to change something.
    if (!onlyAsks(context, attempts))
      this.#log.info('graph.sending', { requestId, method: context.options.method, url: urlOf(context) });
    const startedAt = performance.now();
    const done = (status: number | null): void => {
      attempts?.statuses.push(status);
      this.#log.info('graph.request', {
        requestId,
        method: context.options?.method ?? 'GET',
        url: urlOf(context),
        status,
        milliseconds: Math.round(performance.now() - startedAt),
        serviceRequestId: context.response?.headers.get('request-id') ?? null,
      });
    };
    try {
      await this.#sent(context, requestId);
      if (attempts !== undefined) attempts.retryAfterSeconds = retryAfter(context.response);
      done(context.response?.status ?? null);
    } catch (error) {
      done(null);
      throw error;
    }
  }

  async #sent(context: Context, requestId: string): Promise<void> {
    const url = new URL(urlOf(context));
    const call = { service: 'graph', method: context.options?.method ?? 'GET', url, requestId } as const;
    const status = (): number | null => context.response?.status ?? null;
    await this.#telemetry.request(
      { ...call, template: templateOf(url) },
      async () => this.#next?.execute(context),
      status,
    );
    if (isThrottled(context.response)) this.#telemetry.count('bridgekeeper.graph.throttled', {});
  }
}

/** Also a POST may: what is sent again as it is changes nothing. */
function onlyAsks({ options }: Context, attempts: Attempts | undefined): boolean {
  return options?.method === 'GET' || attempts?.repeats === true;
}

/** A process that was frozen in the middle must not write what another one has settled meanwhile; what it reads harms nobody. */
function demandRightsTo(attempts: Attempts | undefined): void {
  try {
    demandRights();
  } catch (error) {
    if (attempts !== undefined && error instanceof Error) attempts.overtaken = error;
    throw error;
  }
}

/** What an answer says before its body. */
type Heard = Pick<Response, 'status' | 'headers'>;

/** Graph has no room for it now (Microsoft Graph: throttling). */
export function isThrottled(response: Heard | undefined): boolean {
  return response?.status === 429 || (response?.status === 503 && retryAfter(response) !== null);
}

function attemptsOf(context: Context): Attempts | undefined {
  const options: unknown = context.middlewareControl?.getMiddlewareOptions(Attempts);
  return options instanceof Attempts ? options : undefined;
}

/** The library hands its own requests on as text; anything else is no URL and goes nowhere. */
function urlOf({ request }: { readonly request: unknown }): string {
  return typeof request === 'string' ? request : '';
}

/** Seconds to wait, from a Retry-After of seconds or of a date; null when there is none. */
export function retryAfter(response: Pick<Heard, 'headers'> | undefined): number | null {
  const header = response?.headers.get('retry-after');
  if (header === null || header === undefined) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function setHeader(context: Context, name: string, value: string): void {
  const given = context.options?.headers;
  // Made once for a call, however much is set.
  const headers = given instanceof Headers ? given : new Headers(given);
  headers.set(name, value);
  context.options = { ...context.options, headers };
}
