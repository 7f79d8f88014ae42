import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import type { AppIdentity } from '../../src/app/ports.ts';
import { createGraphClient, type GraphClient, type GraphOptions } from '../../src/graph/client.ts';
import { createLog } from '../../src/runtime/log.ts';
import {
  startGraph,
  type Fault,
  type GraphOptions as SimulatorOptions,
  type GraphSimulator,
  type SimulatedTenant,
} from '../../src/simulator/graph.ts';
import { believableTenant } from '../../src/simulator/seed/seed.ts';
import type { Trouble } from '../contracts/trouble.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

export { problemOf } from '../support/problem.ts';

/** A Graph client that is in no hurry to wait, and what it logged. */
export interface Connected {
  readonly client: GraphClient;
  readonly log: readonly Record<string, unknown>[];
}

export function connect(origin: string, options: Partial<GraphOptions> = {}): Connected {
  const log: Record<string, unknown>[] = [];
  const lines = { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) };
  const client = createGraphClient({
    origin,
    identity: IDENTITY,
    log: createLog('info', lines),
    retryDelaySeconds: 0.01,
    ...options,
  });
  return { client, log };
}

export const TOKEN = 'a-token';
const IDENTITY: AppIdentity = onlyToken(() => Promise.resolve(TOKEN));

export interface Simulated extends Connected {
  readonly graph: GraphSimulator;
  readonly tenant: SimulatedTenant;
}

/** A client of a simulator that closes with the test. */
export async function simulate(
  options: Partial<SimulatorOptions> = {},
  more: Partial<GraphOptions> = {},
): Promise<Simulated> {
  const graph = await startGraph({ tenant: believableTenant(), ...options });
  onTestFinished(() => graph.close());
  return { graph, tenant: graph.tenant, ...connect(graph.url, more) };
}

/** A server that answers as the test says, where the simulator is too well-behaved; closes with the test. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly requests: readonly IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export const errorBody = (code: string) => ({ error: { code, message: 'Words that decide nothing.' } });

/** How the simulator brings a trouble about. */
export const FAULTS: Readonly<Record<Trouble, Fault>> = {
  forbidden: { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
  throttled: { kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: 0 },
  serverError: { kind: 'status', status: 500, code: 'InternalServerError' },
  unreachable: { kind: 'reset-before' },
};
