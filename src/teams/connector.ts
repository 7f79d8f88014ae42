import type { BotFrameworkAuthentication, ConnectorClient } from 'botframework-connector';
import { ClaimsIdentity, TeamsConnectorClient } from 'botframework-connector';
import { z } from 'zod/v4';
import type { Reach } from '../outbound.ts';

/** A connector call that hangs would hang its caller for ever: the SDK sets no time-out. */
const WITHIN_MS = 10_000;
const BAD_GATEWAY = 502;
const UNAUTHORIZED = 401;
const REQUEST_TIMEOUT = 408;

/** The Bot Connector at one service url. */
export type Connector = Pick<ConnectorClient, 'conversations'> &
  Pick<TeamsConnectorClient, 'teams'> & {
    /** Of which every request is about messages that only one person can see. */
    readonly whispers: ConnectorClient['conversations'];
  };

/** Teams: what makes a request one about a targeted message. The SDK knows no such parameter. */
const TARGETED = 'isTargetedActivity=true';

/**
 * Gives clients of the Bot Connector, one for each service url, without the SDK's retries and redirects: those repeat a
 * POST blindly.
 * @param renew another token after Teams did not take this one; undefined: there is none
 */
export function connectorClients(
  authentication: BotFrameworkAuthentication,
  appId: string,
  services: Reach,
  renew: (refused: string) => Promise<string | undefined>,
  withinMs: number = WITHIN_MS,
): (serviceUrl: string) => Promise<Connector> {
  const claims = new ClaimsIdentity([
    { type: 'aud', value: appId },
    { type: 'appid', value: appId },
  ]);
  const factory = authentication.createConnectorFactory(claims);
  const clients = new Map<string, Promise<Connector>>();

  const bound = <Client extends object>(client: Client, query = ''): Client => {
    const pipeline = pipelineOf(client);
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    pipeline.removePolicy({ name: 'redirectPolicy' });
    const sendRequest: Policy['sendRequest'] = async (request, next) => {
      // Also of a service url that is stored: the list of hosts may have become shorter.
      services.demand(request.url);
      if (query !== '') request.url += `${request.url.includes('?') ? '&' : '?'}${query}`;
      // The pipeline's own `timeout` ends when the headers are there: a body that never comes would hang for ever.
      request.abortSignal = AbortSignal.timeout(withinMs);
      let response = await next(request);
      const another = response.status === UNAUTHORIZED ? await renew(tokenOf(request)) : undefined;
      if (another !== undefined) {
        // A token that was not taken: nothing was done with the request.
        request.headers.set('authorization', `Bearer ${another}`);
        request.abortSignal = AbortSignal.timeout(withinMs);
        response = await next(request);
      }
      // A page is from something between the bot and Teams: nothing was done, and it is not Teams that says yes or no. A
      // server that fails, or waited no longer, may have done something before, whatever it shows.
      const isUndone = response.status < 500 && response.status !== REQUEST_TIMEOUT;
      if (isUndone && isPage(response)) response.status = BAD_GATEWAY;
      return response;
    };
    // The last before the network: behind the wait for a token, and before the SDK reads the answer.
    pipeline.addPolicy({ name: 'bridgekeeper', sendRequest }, { afterPhase: 'Sign' });
    return client;
  };

  const create = async (serviceUrl: string): Promise<Connector> => {
    const client = bound(await factory.create(serviceUrl, ''));
    const { teams } = bound(new TeamsConnectorClient(client.credentials, { baseUri: serviceUrl }));
    const whispers = bound(await factory.create(serviceUrl, ''), TARGETED);
    return { conversations: client.conversations, teams, whispers: whispers.conversations };
  };

  return (serviceUrl) => {
    const client = clients.get(serviceUrl) ?? create(serviceUrl);
    clients.set(serviceUrl, client);
    client.catch(() => clients.delete(serviceUrl));
    return client;
  };
}

const tokenOf = ({ headers }: Sent): string => (headers.get('authorization') ?? '').replace(/^Bearer /i, '');

const isPage = ({ headers }: Answer): boolean => headers.get('content-type')?.startsWith('text/html') === true;

/** The part of @azure/core-rest-pipeline's Pipeline that is needed. */
type Pipeline = {
  removePolicy(named: { readonly name: string }): unknown;
  addPolicy(policy: Policy, order: { readonly afterPhase: 'Sign' }): void;
};
type Policy = {
  readonly name: string;
  readonly sendRequest: <Request extends Sent, Got extends Answer>(
    request: Request,
    next: (request: Request) => Promise<Got>,
  ) => Promise<Got>;
};
type Sent = {
  abortSignal?: AbortSignal;
  url: string;
  readonly headers: { get(name: string): string | undefined; set(name: string, value: string): unknown };
};
type Answer = { status: number; readonly headers: { get(name: string): string | undefined } };

const hasPipeline = (inner: unknown): inner is { readonly pipeline: Pipeline } =>
  inner instanceof Object &&
  'pipeline' in inner &&
  inner.pipeline instanceof Object &&
  'addPolicy' in inner.pipeline &&
  'removePolicy' in inner.pipeline;

/** The SDK keeps its pipeline private. Throws when it has moved: better no connector than one that hangs and repeats itself. */
function pipelineOf(client: object): Pipeline {
  const inner: unknown = Reflect.get(client, 'client');
  if (!hasPipeline(inner)) throw new Error('the connector client has no pipeline to bound');
  return inner.pipeline;
}

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

const restError = z.object({ statusCode: z.number().optional(), code: z.string().optional() });
const withHeaders = z.object({ response: z.object({ headers: z.custom<{ get(name: string): unknown }>() }) });
/** No connection came about. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

/** Reads a connector call's error. One that is not the REST client's own came before anything was sent: no token. */
export function failureOf(error: unknown): Failure {
  const parsed = restError.safeParse(error);
  const isRest = error instanceof Error && ['RestError', 'AbortError'].includes(error.name);
  const { statusCode, code } = parsed.success ? parsed.data : {};
  const headers = withHeaders.safeParse(error);
  const seconds = headers.success ? Number(headers.data.response.headers.get('retry-after') ?? Number.NaN) : Number.NaN;
  return {
    status: statusCode,
    code: statusCode === undefined ? undefined : code,
    sent: statusCode !== undefined || (isRest && !NEVER_SENT.includes(code ?? '')),
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
  };
}
