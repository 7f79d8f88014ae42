import restify from 'restify';
import type { Request, Response, Server } from 'restify';
import type { Log } from '../app/ports.ts';
import { NotReady } from '../app/running/readiness.ts';
import { bodyReader } from './body.ts';
import { boundConnections } from './connections.ts';
import { onceAMinute } from './once-a-minute.ts';

type MessageAnswer = { readonly status: number; readonly body?: unknown };

/** What answers POSTs to `/api/messages`: by their token first, and only then is a body read. */
export interface Messages {
  /** @returns how to answer whoever sends that token, or the status that they are turned away with */
  identify(authorization: string | undefined): Promise<((body: unknown) => Promise<MessageAnswer>) | number>;
}

export type ServerOptions = {
  readonly messages: Messages;
  /** Rejects when the store or Graph cannot be used. */
  readonly ready: () => Promise<void>;
  readonly log: Log;
  /** Left out: what suits Teams. */
  readonly patience?: Patience;
};

/** How long a caller may take, in milliseconds. */
export type Patience = {
  /** Until the headers are there, which whoever is silent never sends. */
  readonly headersMs: number;
  /** Until the whole request is there. */
  readonly requestMs: number;
  /** How often it is looked who took too long. */
  readonly lookEveryMs: number;
};

/** A running HTTP server. */
export interface HttpServer {
  readonly port: number;
  /** Says not ready, takes no new connections, and resolves when the open requests are answered or time is up. */
  close(withinMs: number): Promise<void>;
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 20_000, lookEveryMs: 1_000 };

/** @param host the address to listen on; undefined: all. @param port 0: any free one. Rejects when the port is taken. */
export async function listen(options: ServerOptions, port: number, host?: string): Promise<HttpServer> {
  const { log } = options;
  const server = restify.createServer({ name: 'bridgekeeper', handleUncaughtExceptions: false, noWriteContinue: true });
  // It takes upgrades from Node and hands them to nobody: such a connection would stay, beyond every time-out and the stop.
  server.server.removeAllListeners('upgrade');
  let closing = false;
  const counted = onceAMinute();
  const refused = (status: number): void => {
    counted.note(`refused.${status}`, (more) => {
      log.info('http.refused', { status, ...more });
    });
  };
  bound(server, options.patience ?? PATIENCE);

  server.pre((request: Request, response: Response, next: restify.Next) => {
    // Also of what was asked before: a connection that is kept is waited for, and nobody else's work gets that time.
    response.once('header', () => {
      if (closing) response.setHeader('Connection', 'close');
    });
    // restify builds a URL of the Host header, which is the caller's text, and throws where it cannot.
    request.headers.host = 'localhost';
    const status = refusal(request);
    if (status === undefined) {
      next();
      return;
    }
    refused(status);
    bare(response, status);
    next(false);
  });
  const connections = boundConnections(server.server);
  const read = bodyReader();
  // Errors of restify's own, such as no such route: the status and no detail.
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    refused(status);
    if (!response.headersSent) bare(response, status);
    done();
  });

  server.get('/healthz', (_request: Request, response: Response, next: restify.Next) => {
    response.send(200, { status: 'up' });
    next();
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    try {
      if (closing) throw new Error('stopping');
      await options.ready();
      response.send(200, { status: 'ready' });
    } catch (error) {
      counted.note('notReady', (more) => {
        log.error('http.notReady', error, more);
      });
      response.send(503, { status: 'not ready', ...(error instanceof NotReady && { why: error.why }) });
    }
  });
  server.post('/api/messages', async (request: Request, response: Response) => {
    try {
      const known = await options.messages.identify(request.header('authorization'));
      if (typeof known === 'number') {
        unread(request, response, known);
        return;
      }
      connections.trust(request.socket);
      // Only now is whoever asked whether to send a body told to.
      if (request.headers.expect !== undefined) response.writeContinue();
      const body = await read(request);
      if (body.kind === 'refused') {
        refused(body.status);
        unread(request, response, body.status);
        return;
      }
      const answer = await known(body.json);
      if (answer.body === undefined) bare(response, answer.status);
      else response.send(answer.status, answer.body);
    } catch (error) {
      log.error('http.failed', error);
      bare(response, 500);
    }
  });

  await started(server, port, host);
  const address = server.address();
  return {
    port: address.port,
    close: async (withinMs) => {
      closing = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      const deadline = setTimeout(() => {
        server.server.closeAllConnections();
      }, withinMs);
      await closed;
      clearTimeout(deadline);
      counted.end();
    },
  };
}

/**
 * Hangs up on whoever sends slowly, so that nobody can keep all connections busy. Node looks for them every 30 s only,
 * and restify does not hand on the option that says otherwise; it is read when listening begins.
 */
function bound({ server }: Server, { headersMs, requestMs, lookEveryMs }: Patience): void {
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
  Object.assign(server, { connectionsCheckingInterval: lookEveryMs });
}

/**
 * Why a request is not even read. A body with a content encoding is one of them: restify ends the process over broken
 * gzip, and its size limit counts compressed bytes.
 */
function refusal(request: Request): number | undefined {
  // restify throws on a request line that names a host, or `*`.
  if (request.url?.startsWith('/') !== true) return 400;
  if (request.method !== 'POST') return undefined;
  if (!['', 'identity'].includes(request.header('content-encoding', '').toLowerCase())) return 415;
  if (request.getContentType() !== 'application/json') return 415;
  return undefined;
}

/** Long enough for the answer to arrive, whatever is still being sent. */
const LINGERS_MS = 1_000;
/** What is on its way as a rule when a request is answered; more than that is not waited for. */
const SMALL_BYTES = 64 * 1024;

/** Answers a request whose body is not wanted: what comes of it is thrown away, for a moment. */
function unread(request: Request, response: Response, status: number): void {
  const isSmall = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= SMALL_BYTES;
  if (!isSmall) response.setHeader('Connection', 'close');
  response.once('finish', () => {
    setTimeout(() => {
      if (!request.complete) request.socket.destroy();
    }, LINGERS_MS).unref();
  });
  request.resume();
  bare(response, status);
}

function bare(response: Response, status: number): void {
  response.send(status);
}

function statusOf(error: unknown): number {
  const status = error instanceof Object && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' ? status : 500;
}

const portTaken = (port: number, cause: Error): Error =>
  new Error(
    `The port ${port} is already in use by another program. Stop that one first, or give this one another (PORT).`,
    { cause },
  );

function started(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      reject(error.code === 'EADDRINUSE' ? portTaken(port, error) : error);
    };
    server.once('error', failed);
    const done = (): void => {
      server.removeListener('error', failed);
      resolve();
    };
    if (host === undefined) server.listen(port, done);
    else server.listen(port, host, done);
  });
}
