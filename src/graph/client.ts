import {
  Client,
  HTTPMessageHandler,
  RetryHandler,
  RetryHandlerOptions,
  type GraphRequest,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import { setTimeout as pause } from 'node:timers/promises';
import { NO_TELEMETRY, urgencyNow, type AppIdentity, type Log, type Telemetry } from '../app/ports.ts';
import { onlyOrigins } from '../outbound.ts';
import { DirectoryError } from '../domain/problem.ts';
import { AttemptHandler, Attempts, LONGEST_WAIT_SECONDS, retryAfter, TokenHandler } from './attempts.ts';
import type { Answer, Purpose, Version } from './call.ts';
import { directoryError, tooBusy, unexpectedAnswer } from './errors.ts';
import { together } from './together.ts';
import { BRIEF_LIMITS, NoTurn, turns, type TurnLimits, type Turns } from './turns.ts';
import { parsed, wirePage } from './wire.ts';

export type GraphOptions = {
  /** Origin of Graph, such as `https://graph.microsoft.com`. */
  readonly origin: string;
  readonly identity: AppIdentity;
  readonly log: Log;
  /** Left out: nobody watches. */
  readonly telemetry?: Telemetry;
  /** Time-out of one attempt, in milliseconds. */
  readonly attemptWithinMs?: number;
  /** First pause where a busy Graph names none, in seconds. */
  readonly retryDelaySeconds?: number;
  /** How much is asked at the same time; left out: as production does. */
  readonly turns?: TurnLimits;
  /** The same, and the time-out, of what is asked briefly. */
  readonly brief?: { readonly attemptWithinMs: number; readonly turns: TurnLimits };
};

/** `next`: where the next page is; undefined: it is the last one. */
type Page = {
  readonly rows: readonly unknown[];
  readonly next: string | undefined;
  readonly requestIds: readonly string[];
};

export interface GraphClient {
  /** GET; a connection that broke or a 5xx is tried once more. What the watcher asks goes together. Throws DirectoryError. */
  get(path: string, purpose: Purpose): Promise<Answer>;
  /**
   * GET of what may be left out: one short attempt, in turns of its own, so that nothing else waits for it however long Graph
   * says nothing. Throws DirectoryError.
   */
  getBriefly(path: string, purpose: Purpose): Promise<Answer>;
  /** One page of a list. @param path of its beginning, or the `next` of the page before. Throws DirectoryError. */
  getPage(path: string, purpose: Purpose): Promise<Page>;
  /** Follows every @odata.nextLink (Graph: opaque until absent): the rows of each page. Throws DirectoryError. */
  pages(path: string, purpose: Purpose): AsyncIterable<readonly unknown[]>;
  /** All rows of all pages. Throws DirectoryError. */
  getAll(path: string, purpose: Purpose): Promise<readonly unknown[]>;
  /** A POST that only asks, so it is retried as a GET is. Throws DirectoryError. */
  ask(path: string, body: object, purpose: Purpose): Promise<Answer>;
  /** A write: sent once, whatever the answer. @param body undefined: none. Throws DirectoryError; StoreError (`overtaken`). */
  write(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: object | undefined,
    purpose: Purpose,
  ): Promise<Answer>;
}

const VERSION: Version = 'v1.0';
const ATTEMPT_WITHIN_MS = 10_000;
const BRIEF_WITHIN_MS = 2_000;
const RETRY_DELAY_SECONDS = 1;
const MOST_RETRIES = 3;
const ALL_WITHIN_MS = 25_000;
const MOST_PAGES = 1000;
/** In a row: Graph may give pages without rows where it filters, but a list that goes on so never ends. */
const MOST_EMPTY_PAGES = 10;
/** For each second of the first pause of retries, in milliseconds. */
const SECOND_TRY_AFTER_MS = 250;

/** `once`: whatever the answer; `brief`: that, and not for long. */
type How = 'read' | 'once' | 'brief' | 'write';

/**
 * The Graph client, on the library's own chain: token -> retry -> attempt (time-out, id, log) -> fetch. What reads
 * waits for its turn first, and its time counts from there. What writes waits for nothing: what was proven for it is to
 * hold when it is sent, and how long its effect may take counts from then.
 */
export function createGraphClient(options: GraphOptions): GraphClient {
  const origin = new URL(options.origin).origin;
  const telemetry = options.telemetry ?? NO_TELEMETRY;
  const delaySeconds = options.retryDelaySeconds ?? RETRY_DELAY_SECONDS;
  const chain: Middleware[] = [
    new TokenHandler(options.identity, origin),
    new RetryHandler(new RetryHandlerOptions(delaySeconds, MOST_RETRIES)),
    new AttemptHandler(options.attemptWithinMs ?? ATTEMPT_WITHIN_MS, options.log, telemetry),
    new HTTPMessageHandler(),
  ];
  const client = Client.initWithMiddleware({ baseUrl: `${origin}/`, defaultVersion: VERSION, middleware: chain });

  const send = async (
    path: string,
    purpose: Purpose,
    how: How,
    perform: (request: GraphRequest) => Promise<unknown>,
  ): Promise<Answer> => {
    const writes = how === 'write';
    const isLink = path.startsWith(origin);
    const withinMs = how === 'brief' ? (options.brief?.attemptWithinMs ?? BRIEF_WITHIN_MS) : undefined;
    const attempts = new Attempts(isLink ? path : undefined, !writes, withinMs);
    const request = client
      .api(isLink ? '/' : path)
      .version(purpose.version ?? VERSION)
      .middlewareOptions([attempts, retryOptions(options, attempts, how)]);
    if (purpose.isAdvanced === true) request.header('ConsistencyLevel', 'eventual');
    try {
      return { body: await perform(request), requestIds: attempts.requestIds };
    } catch (error) {
      if (attempts.overtaken !== undefined) throw attempts.overtaken;
      throw directoryError(error, purpose, attempts, writes);
    }
  };

  const inTurn = turns(options.turns);
  const inBriefTurn = turns(options.brief?.turns ?? BRIEF_LIMITS);
  const taking = async (own: Turns, purpose: Purpose, work: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await own.take(urgencyNow(), work);
    } catch (error) {
      throw error instanceof NoTurn ? tooBusy(purpose, error) : error;
    }
  };
  const read = async (path: string, purpose: Purpose, perform: (request: GraphRequest) => Promise<unknown>) => {
    const once = (): Promise<Answer> => taking(inTurn, purpose, () => send(path, purpose, 'read', perform));
    try {
      return await once();
    } catch (error) {
      if (!worthASecondTry(error)) throw error;
      await pause(delaySeconds * SECOND_TRY_AFTER_MS);
      return once();
    }
  };

  const alone = (path: string, purpose: Purpose): Promise<Answer> =>
    read(path, purpose, (request): Promise<unknown> => request.get());
  const get = together(
    (body, purpose) =>
      taking(inTurn, purpose, () =>
        send('/$batch', purpose, 'once', (request): Promise<unknown> => request.post(body)),
      ),
    alone,
    () => {
      telemetry.count('bridgekeeper.graph.throttled', {});
    },
  );

  const getPage = async (path: string, purpose: Purpose): Promise<Page> => {
    const answer = await alone(path, purpose);
    const { value: rows, '@odata.nextLink': next } = parsed(wirePage, answer, purpose);
    const { requestIds } = answer;
    if (next !== undefined && !staysHere(next, origin, purpose.version ?? VERSION))
      throw unexpectedAnswer(purpose, requestIds);
    return { rows, next, requestIds };
  };

  async function* pages(path: string, purpose: Purpose): AsyncIterable<readonly unknown[]> {
    const followed = new Set<string>();
    const begins = new Set<string>();
    let at = path;
    let empty = 0;
    for (;;) {
      const { rows, next, requestIds }: Page = await getPage(at, purpose);
      yield rows;
      if (next === undefined) return;
      empty = rows.length === 0 ? empty + 1 : 0;
      // A server may give each link another look and start over all the same: then a page begins as one before.
      const [first] = rows;
      const begin = first === undefined ? undefined : JSON.stringify(first);
      const isAgain = begin !== undefined && begins.has(begin);
      if (begin !== undefined) begins.add(begin);
      if (followed.has(next) || isAgain || followed.size >= MOST_PAGES || empty > MOST_EMPTY_PAGES)
        throw unexpectedAnswer(purpose, requestIds);
      followed.add(next);
      at = next;
    }
  }

  return {
    get,
    getBriefly: (path, purpose) =>
      taking(inBriefTurn, purpose, () => send(path, purpose, 'brief', (request): Promise<unknown> => request.get())),
    getPage,
    pages,
    getAll: async (path, purpose) => {
      const rows: unknown[] = [];
      for await (const more of pages(path, purpose)) rows.push(...more);
      return rows;
    },
    ask: (path, body, purpose) => read(path, purpose, (request): Promise<unknown> => request.post(body)),
    write: (method, path, body, purpose) =>
      send(path, purpose, 'write', (request): Promise<unknown> => {
        switch (method) {
          case 'POST':
            return request.post(body);
          case 'PUT':
            return request.put(body);
          case 'PATCH':
            return request.patch(body);
          case 'DELETE':
            return request.delete();
        }
      }),
  };
}

/** Graph: a next link is opaque. But it is the server's text, so it is followed only where the token may go. */
function staysHere(link: string, origin: string, version: Version): boolean {
  return onlyOrigins(origin).allows(link) && new URL(link).pathname.toLowerCase().startsWith(`/${version}/`);
}

/** A write is sent once: whoever waits before sending it again must look again first. Nobody waits for what is asked briefly. */
function retryOptions(options: GraphOptions, attempts: Attempts, how: How): RetryHandlerOptions {
  const delay = options.retryDelaySeconds ?? RETRY_DELAY_SECONDS;
  return new RetryHandlerOptions(
    delay,
    how === 'read' ? MOST_RETRIES : 0,
    (_delay, _attempt, _request, _options, response) => {
      const wait = retryAfter(response) ?? delay;
      const elapsed = performance.now() - attempts.startedAt;
      return wait <= LONGEST_WAIT_SECONDS && elapsed + wait * 1000 < ALL_WITHIN_MS;
    },
  );
}

/** A connection that broke or a server's own error is often gone a moment later; asking twice does no harm. */
function worthASecondTry(error: unknown): boolean {
  return error instanceof DirectoryError && ['unreachable', 'serverError'].includes(error.problem.kind);
}
