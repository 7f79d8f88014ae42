import type { BotFrameworkAuthentication, ConnectorClient } from 'botframework-connector';
import { ClaimsIdentity } from 'botframework-connector';
import { z } from 'zod/v4';

/** A connector call that hangs would hang its caller for ever: the SDK sets no time-out. */
const WITHIN_MS = 10_000;

/** Gives clients of the Bot Connector, one for each service url, without the SDK's retries: those repeat a POST blindly. */
export function connectorClients(
  authentication: BotFrameworkAuthentication,
  appId: string,
  withinMs: number = WITHIN_MS,
): (serviceUrl: string) => Promise<ConnectorClient> {
  const claims = new ClaimsIdentity([
    { type: 'aud', value: appId },
    { type: 'appid', value: appId },
  ]);
  const factory = authentication.createConnectorFactory(claims);
  const clients = new Map<string, Promise<ConnectorClient>>();

  const create = async (serviceUrl: string): Promise<ConnectorClient> => {
    const client = await factory.create(serviceUrl, '');
    const pipeline = pipelineOf(client);
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    pipeline.addPolicy({
      name: 'bridgekeeperTimeout',
      sendRequest: (request, next) => {
        request.timeout = withinMs;
        return next(request);
      },
    });
    return client;
  };

  return (serviceUrl) => {
    const client = clients.get(serviceUrl) ?? create(serviceUrl);
    clients.set(serviceUrl, client);
    return client;
  };
}

/** The part of @azure/core-rest-pipeline's Pipeline that is needed. */
type Pipeline = {
  removePolicy(named: { readonly name: string }): unknown;
  addPolicy(policy: {
    readonly name: string;
    readonly sendRequest: <Request extends { timeout: number }, Result>(
      request: Request,
      next: (request: Request) => Result,
    ) => Result;
  }): void;
};

const hasPipeline = (inner: unknown): inner is { readonly pipeline: Pipeline } =>
  inner instanceof Object &&
  'pipeline' in inner &&
  inner.pipeline instanceof Object &&
  'addPolicy' in inner.pipeline &&
  'removePolicy' in inner.pipeline;

/** The SDK keeps its pipeline private. Throws when it has moved: better no connector than one that hangs and repeats itself. */
function pipelineOf(client: ConnectorClient): Pipeline {
  const inner: unknown = Reflect.get(client, 'client');
  if (!hasPipeline(inner)) throw new Error('the connector client has no pipeline to bound');
  return inner.pipeline;
}

const restError = z.object({ statusCode: z.number().optional(), code: z.string().optional() });

/** What the connector's error says: the HTTP status, or undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  const parsed = restError.safeParse(error);
  return parsed.success ? parsed.data.statusCode : undefined;
}
