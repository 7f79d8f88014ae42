import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { KeyPair } from './authority.ts';

/** Answers for one host. */
export type Service = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** `before` a request has an effect, or `after` it had one, of which nobody has heard. */
export type Moment = 'before' | 'after';
/** @param method of the request */
export type Interrupt = (moment: Moment, method: string) => boolean;

/** A TLS server on this machine that stands for many hosts at once. */
export interface Front {
  readonly port: number;
  /** From now on this host takes requests and answers none. */
  silence(host: string): void;
  /** Asks at each request, before it is handed on and when it is done and not answered yet, whether it goes no further. */
  interrupt(here: Interrupt): void;
  close(): Promise<void>;
}

export async function startFront(identity: KeyPair, services: ReadonlyMap<string, Service>): Promise<Front> {
  const silent = new Set<string>();
  let interrupted: Interrupt = () => false;
  const server = createServer(identity, (request, response) => {
    const host = request.headers.host ?? '';
    if (silent.has(host)) return;
    const service = services.get(host);
    const { method = '' } = request;
    if (interrupted('before', method)) return;
    stopIf(response, () => interrupted('after', method));
    // A stand-in that cannot answer hangs up: nothing is made up for it.
    if (service === undefined) response.destroy();
    else Promise.resolve(service(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    silence: (host) => {
      silent.add(host);
    },
    interrupt: (here) => {
      interrupted = here;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Keeps an answer back. */
function stopIf(response: ServerResponse, isStopped: () => boolean): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    if (isStopped()) {
      response.write = () => true;
      response.end = () => response;
      return response;
    }
    return writeHead(...args);
  };
}

/**
 * Hands requests on to a plain server and its answers back, whole: one that breaks off in the middle breaks off here, and
 * one that never comes never comes. What the server calls itself becomes what it is called in front of TLS.
 */
export function behind(plain: string, called: string, path: (url: string) => string = (url) => url): Service {
  return async (request, response) => {
    const onwards = forward(`${plain}${path(request.url ?? '')}`, {
      method: request.method,
      headers: { ...request.headers, host: new URL(plain).host },
    });
    response.once('close', () => onwards.destroy());
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      onwards.once('response', resolve).once('error', reject);
    });
    request.pipe(onwards);
    const answer = await answered;
    const body = (await buffer(answer)).toString('utf8').replaceAll(plain, called);
    const headers = { ...answer.headers };
    delete headers['content-length'];
    delete headers['transfer-encoding'];
    // Not chained: restify, where it is loaded, makes writeHead return nothing.
    response.writeHead(answer.statusCode ?? 502, headers);
    response.end(body);
  };
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
