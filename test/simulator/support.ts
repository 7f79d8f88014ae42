/** A simulator for one test, and a caller that speaks to it over HTTP. */
import { setImmediate } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { startGraph, type GraphOptions, type GraphSimulator, type SimulatedTenant } from '../../src/simulator/graph.ts';
import { believableTenant } from '../../src/simulator/seed/seed.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; `undefined` when it is empty. */
  readonly body: Json | undefined;
}

export interface Json {
  readonly value?: readonly Json[];
  readonly error?: Json;
  readonly [name: string]: unknown;
}

export interface Caller {
  readonly graph: GraphSimulator;
  readonly tenant: SimulatedTenant;
  /** `path` starts after the version, or is a whole URL. */
  readonly call: (method: string, path: string, body?: unknown, more?: Options) => Promise<Reply>;
  readonly get: (path: string, more?: Options) => Promise<Reply>;
}

interface Options {
  readonly version?: 'v1.0' | 'beta';
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts a simulator that closes with the test. */
export async function simulate(options: Partial<GraphOptions> = {}): Promise<Caller> {
  const graph = await startGraph({ tenant: believableTenant(), ...options });
  onTestFinished(() => graph.close());

  const call: Caller['call'] = async (method, path, body, more = {}) => {
    const url = path.startsWith('http') ? path : `${graph.url}/${more.version ?? 'v1.0'}${path}`;
    const response = await fetch(url, {
      method,
      headers: { authorization: 'Bearer token', 'content-type': 'application/json', ...more.headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : json(text) };
  };
  return { graph, tenant: graph.tenant, call, get: (path, more) => call('GET', path, undefined, more) };
}

function json(text: string): Json {
  const parsed: unknown = JSON.parse(text);
  if (!isJson(parsed)) throw new Error(`not an object: ${text}`);
  return parsed;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

export const PARTNERS = '/policies/crossTenantAccessPolicy/partners';
export const partnerPath = (tenantId: string): string => `${PARTNERS}/${tenantId}`;
export const policyPath = (tenantId: string): string => `${PARTNERS}/${tenantId}/identitySynchronization`;

/** The code of Graph's error body, for short expectations. */
export function outcome({ status, body }: Reply): [number, unknown] {
  return [status, body?.error?.['code']];
}

/** Lets everything else go on until the condition holds; the test's own time limit is the only one. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

/** A sleep that lasts until the test lets it go; `asked` are the milliseconds that were asked for. */
export function heldSleep() {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  return {
    asked,
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        asked.push(ms);
        waiting.push(resolve);
        signal.addEventListener('abort', () => {
          reject(new Error('closing'));
        });
      }),
    wake: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}
