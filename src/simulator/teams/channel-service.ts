import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { portOf } from '../port-of.ts';
import { createTokenIssuer } from '../sign-in/token-issuer.ts';
import { ChannelFaults, type ChannelFault, type Mishap } from './channel-faults.ts';
import { asPlaygroundNames, saidBy } from './connector-requests.ts';
import type { Said } from './frames.ts';
import { PLAYGROUND_CHANNELS } from './playground-config.ts';
import { Speakers } from './speakers.ts';

/**
 * Stands between the Agents Playground and the bot as Microsoft's Bot Framework service does: it signs what goes to the
 * bot, so that the demo's bot checks tokens as in production, and passes on what the bot says.
 */
export interface ChannelService {
  /** Where the Playground sends activities. */
  readonly endpoint: string;
  /** What the Playground gives out as service url. */
  readonly serviceUrl: string;
  readonly issuer: string;
  readonly openIdMetadata: string;
  /** Who says what of what the Playground sends. */
  readonly speakers: Speakers;
  /** Has somebody hear what the bot says, once the Playground has taken it. */
  onSaid(listener: (said: Said) => void): void;
  /** Installs a fault. */
  fail(fault: ChannelFault): void;
  /** Has what people send reach the bot in another shape. */
  reshape(shape: Reshape): void;
  /** Whether the host of the keys that its tokens are signed with answers; it does until told otherwise. */
  keysAnswer(answers: boolean): void;
  /** Connects a side, once it is up. */
  connect(sides: { readonly bot?: string; readonly playground?: string }): void;
  close(): Promise<void>;
}

type Activity = Readonly<Record<string, unknown>>;
/** An activity as the bot is to get it. */
export type Reshape = (activity: Activity) => Activity;

/** The Playground's page loses an answer that comes before it has drawn the question. */
const MESSAGE_DELAY_MS = 120;
/** It also draws a click's answer over an update that came first, so updates wait for clicks to be answered. */
const UPDATE_SETTLE_MS = 150;
const UPDATE_WAITS_AT_MOST_MS = 2_000;

/** @param appId the bot's app id: the audience of its tokens */
export async function startChannelService(appId: string): Promise<ChannelService> {
  const issuer = createTokenIssuer('https://api.botframework.com');
  const speakers = new Speakers();
  const listeners: ((said: Said) => void)[] = [];
  const sides = { bot: '', playground: '' };
  const faults = new ChannelFaults();
  const shapes: Reshape[] = [];
  let keysAnswer = true;
  let clicksOpen = 0;
  let lastClickAt = 0;

  const toPlayground = async (request: IncomingMessage, body: Buffer): Promise<Response> => {
    const until = Date.now() + UPDATE_WAITS_AT_MOST_MS;
    const busy = (): boolean => clicksOpen > 0 || Date.now() - lastClickAt < UPDATE_SETTLE_MS;
    while (request.method === 'PUT' && busy() && Date.now() < until) await pause(10);
    const { method = 'GET', url = '' } = request;
    const asked = { method, url, body: body.toString('utf8') };
    const answered = await fetch(sides.playground + url, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body.length > 0 ? { body: asPlaygroundNames(asked) } : {}),
    });
    const said = answered.ok ? saidBy(asked, await answered.clone().text()) : undefined;
    if (said !== undefined) for (const listener of listeners) listener(said);
    return answered;
  };

  const toBot = async (body: Buffer): Promise<Response> => {
    const sent: unknown = JSON.parse(body.toString('utf8'));
    const attributed = speakers.attribute(Object.assign({}, sent));
    const activity = shapes.reduce((shaped, shape) => shape(shaped), attributed);
    const { type } = activity;
    if (type === 'message') await pause(MESSAGE_DELAY_MS);
    if (type === 'invoke') clicksOpen += 1;
    try {
      return await fetch(sides.bot, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          // As from many machines: where several bots stand behind one address, each request may come to another.
          connection: 'close',
          authorization: `Bearer ${issuer.token(appId, service.serviceUrl)}`,
        },
        body: JSON.stringify(activity),
      });
    } finally {
      if (type === 'invoke') {
        clicksOpen -= 1;
        lastClickAt = Date.now();
      }
    }
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '';
    if (['/openid', '/keys'].includes(url) && !keysAnswer) {
      response.writeHead(503);
      response.end();
    } else if (url === '/openid') {
      sendJson(response, issuer.metadata(`${origin}/keys`));
    } else if (url === '/keys') {
      sendJson(response, issuer.keys());
    } else if (url.startsWith('/_connector') && url.includes('/pagedmembers')) {
      // The Playground has everybody in every room, the guest too: here, he is in none.
      sendJson(response, { members: [] });
    } else if (request.method === 'GET' && /^\/_connector\/v3\/teams\/[^/]+\/conversations$/.test(url)) {
      sendJson(response, { conversations: PLAYGROUND_CHANNELS });
    } else if (url.startsWith('/_connector') && url.includes('isTargetedActivity')) {
      // The Playground would show it to everybody.
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 'Forbidden', message: 'no targeted messages here' } }));
    } else if (url.startsWith('/_connector')) {
      const body = await bodyOf(request);
      const mishap = faults.befalls(request, body);
      const arrived = mishap?.arrives === false ? undefined : await toPlayground(request, body);
      if (mishap !== undefined) fail(response, mishap);
      else if (arrived !== undefined) await passBack(response, arrived);
    } else if (request.method === 'POST') {
      await passBack(response, await toBot(await bodyOf(request)));
    } else {
      // The Playground asks with HEAD whether anybody is there.
      response.writeHead(200);
      response.end();
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
  });
  const origin = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${portOf(server.address())}`);
    });
  });
  const service: ChannelService = {
    endpoint: `${origin}/api/messages`,
    serviceUrl: `${origin}/_connector`,
    issuer: issuer.issuer,
    openIdMetadata: `${origin}/openid`,
    speakers,
    onSaid: (listener) => void listeners.push(listener),
    fail: (fault) => {
      faults.install(fault);
    },
    reshape: (shape) => {
      shapes.push(shape);
    },
    keysAnswer: (answers) => {
      keysAnswer = answers;
    },
    connect: (both) => {
      Object.assign(sides, both);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return service;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: unknown[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks.filter((chunk) => Buffer.isBuffer(chunk)));
}

function sendJson(response: ServerResponse, body: object): void {
  // Not chained: restify, loaded in the same process, makes writeHead return nothing.
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function fail(response: ServerResponse, { status }: Mishap): void {
  if (status === undefined) {
    response.socket?.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code: 'Simulated', message: 'the simulator was told to fail' } }));
}

async function passBack(response: ServerResponse, from: Response): Promise<void> {
  const type = from.headers.get('content-type');
  response.writeHead(from.status, type === null ? {} : { 'content-type': type });
  response.end(Buffer.from(await from.arrayBuffer()));
}
