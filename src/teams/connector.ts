import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4-mini';
import { demandRights, NO_TELEMETRY, type Call, type Telemetry } from '../app/ports.ts';
import { claimsIn } from '../challenge.ts';
import type { Reach } from '../outbound.ts';
import { exchange, type HttpAnswer, type HttpRequest } from './exchange.ts';
import type { ConversationParameters, OutgoingActivity, TypingActivity } from './outgoing.ts';

/** A connector call that hangs would hang its caller for ever. */
const WITHIN_MS = 10_000;
const BAD_GATEWAY = 502;
const UNAUTHORIZED = 401;
const REQUEST_TIMEOUT = 408;

/**
 * The Bot Connector at one service url (Bot Connector: REST API, version 3). Every call is sent once, but after a 401, and
 * resolves to what the answer holds, unread; undefined: nothing that can be read. Rejects as `failureOf` reads.
 */
export interface Connector {
  send(conversationId: string, activity: OutgoingActivity | TypingActivity): Promise<unknown>;
  reply(conversationId: string, activityId: string, activity: OutgoingActivity): Promise<unknown>;
  update(conversationId: string, activityId: string, activity: OutgoingActivity): Promise<unknown>;
  create(parameters: ConversationParameters): Promise<unknown>;
  /** Sends what only its recipient can see (Teams: targeted messages). */
  whisper(conversationId: string, activity: OutgoingActivity): Promise<unknown>;
  /** @param continuationToken from the page before; empty: the first page */
  members(conversationId: string, pageSize: number, continuationToken: string): Promise<unknown>;
  channels(team: string): Promise<unknown>;
}

export type ConnectorOptions = {
  readonly token: () => Promise<string>;
  /**
   * Another token after Teams did not take this one; undefined: there is none.
   * @param claims of Teams' challenge, as JSON; null: it gave none
   */
  readonly renew: (refused: string, claims: string | null) => Promise<string | undefined>;
  readonly services: Reach;
  /** Of one request, until its whole answer is there; left out: 10 s. */
  readonly withinMs?: number | undefined;
  /** Left out: nobody watches. */
  readonly telemetry?: Telemetry | undefined;
};

/** Gives the Bot Connector at each service url. */
export function connectors(options: ConnectorOptions): (serviceUrl: string) => Connector {
  const call = caller(options);
  return (serviceUrl) => {
    const at = (...path: readonly string[]): URL => addressOf(serviceUrl, path);
    const toConversation = (id: string, ...rest: readonly string[]): URL =>
      at('conversations', id, 'activities', ...rest);
    return {
      send: (id, activity) => call('POST', ACTIVITIES, () => toConversation(id), activity),
      reply: (id, activityId, activity) =>
        call('POST', ACTIVITY, () => toConversation(id, activityId), activity, { 'x-ms-conversation-id': id }),
      update: (id, activityId, activity) => call('PUT', ACTIVITY, () => toConversation(id, activityId), activity),
      create: (parameters) => call('POST', '/v3/conversations', () => at('conversations'), parameters),
      whisper: (id, activity) =>
        call('POST', ACTIVITIES, () => asked(toConversation(id), { isTargetedActivity: 'true' }), activity),
      members: (id, pageSize, continuationToken) =>
        call('GET', '/v3/conversations/{conversationId}/pagedmembers', () =>
          asked(at('conversations', id, 'pagedmembers'), { pageSize: `${pageSize}`, continuationToken }),
        ),
      channels: (team) => call('GET', '/v3/teams/{teamId}/conversations', () => at('teams', team, 'conversations')),
    };
  };
}

/** Paths below a service url, with names in place of ids. */
const ACTIVITIES = '/v3/conversations/{conversationId}/activities';
const ACTIVITY = `${ACTIVITIES}/{activityId}`;

/** Where a call goes. Throws for a service url that is none. */
function addressOf(serviceUrl: string, path: readonly string[]): URL {
  const url = new URL(serviceUrl);
  url.pathname = [url.pathname.replace(/\/$/, ''), 'v3', ...path.map(encodeURIComponent)].join('/');
  if (url.hash !== '') url.hash = '';
  return url;
}

function asked(url: URL, query: Readonly<Record<string, string>>): URL {
  const added = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  url.search = [...(url.search === '' ? [] : [url.search]), ...added].join('&');
  return url;
}

type Send = (
  method: HttpRequest['method'],
  template: string,
  address: () => URL,
  body?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** What whoever watches the bot is told of a request. */
type Told = Pick<Call, 'template' | 'requestId'>;

function caller(options: ConnectorOptions): Send {
  const { token, renew, services, withinMs = WITHIN_MS, telemetry = NO_TELEMETRY } = options;
  const sendWith = async (bearer: string, request: HttpRequest, call: Told): Promise<HttpAnswer> => {
    const headers = { ...request.headers, authorization: `Bearer ${bearer}` };
    // A process that was frozen must not say what another one has said meanwhile.
    if (request.method !== 'GET') demandRights();
    try {
      return await telemetry.request(
        { service: 'connector', method: request.method, url: request.url, ...call },
        () => exchange({ ...request, headers }, withinMs),
        ({ status }) => status,
      );
    } catch (error) {
      throw unanswered(error);
    }
  };

  return async (method, template, address, body, more = {}) => {
    const url = address();
    const requestId = randomUUID();
    // Also of a service url that is stored: the list of hosts may have become shorter.
    services.demand(url.href);
    const request = {
      method,
      url,
      headers: {
        accept: '*/*',
        // An answer in an encoding would have to be taken out of it.
        'accept-encoding': 'identity',
        'user-agent': 'Microsoft-BotFramework/3.1 Bridgekeeper',
        'x-ms-client-request-id': requestId,
        ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...more,
      },
      body: body && JSON.stringify(body),
    };
    const call = { template, requestId };
    const first = await token();
    const answer = await sendWith(first, request, call);
    // A token that was not taken: nothing was done with the request.
    const another =
      answer.status === UNAUTHORIZED ? await renew(first, claimsIn(answer.headers['www-authenticate'])) : undefined;
    return contentOf(another === undefined ? answer : await sendWith(another, request, call));
  };
}

function contentOf(answer: HttpAnswer): unknown {
  // A page is from something between the bot and Teams: nothing was done, and it is not Teams that says yes or no. A
  // server that fails, or waited no longer, may have done something before, whatever it shows.
  const isUndone = answer.status < 500 && answer.status !== REQUEST_TIMEOUT;
  const status = isUndone && isPage(answer) ? BAD_GATEWAY : answer.status;
  const content = jsonIn(answer.body);
  if (status >= 200 && status < 300) return content;
  const seconds = Number(answer.headers['retry-after'] ?? Number.NaN);
  throw new ConnectorError(`Teams answered with ${status}`, {
    status,
    sent: true,
    code: codeIn(content),
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
  });
}

const isPage = ({ headers }: HttpAnswer): boolean => /^text\/html/i.test(headers['content-type'] ?? '');

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Bot Connector: ErrorResponse; some of Teams' own have the error without anything around it. */
const errorBody = z.pipe(
  z.object({ error: z.object({ code: z.string() }) }),
  z.transform(({ error }) => error.code),
);
const bareError = z.pipe(
  z.object({ code: z.string() }),
  z.transform(({ code }) => code),
);
const codeIn = (content: unknown): string | undefined => z.union([errorBody, bareError]).safeParse(content).data;

/** How a connector call failed. */
export type Failure = {
  /** HTTP status; undefined: there was no answer. */
  readonly status: number | undefined;
  /** false: the request certainly never left this machine. */
  readonly sent: boolean;
  /** Teams' own word for it (`error.code` of the body); undefined: it gave none. */
  readonly code: string | undefined;
  readonly retryAfterSeconds: number | undefined;
};

class ConnectorError extends Error {
  readonly failure: Failure;

  constructor(message: string, failure: Failure, cause?: unknown) {
    super(message, { cause });
    this.name = 'ConnectorError';
    this.failure = failure;
  }
}

/** No connection came about. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

function unanswered(error: unknown): ConnectorError {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  const sent = typeof code !== 'string' || !NEVER_SENT.includes(code);
  const failure = { status: undefined, sent, code: undefined, retryAfterSeconds: undefined };
  return new ConnectorError('Teams did not answer', failure, error);
}

/** Reads a connector call's error. Any other came before something was sent: no token, or a host that is refused. */
export function failureOf(error: unknown): Failure {
  return error instanceof ConnectorError
    ? error.failure
    : { status: undefined, sent: false, code: undefined, retryAfterSeconds: undefined };
}
