import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenIssuer, type TokenIssuer } from '../../src/simulator/token-issuer.ts';

/** A card as the bot sent it. */
export type Card = Readonly<Record<string, unknown>>;

/** A message of the bot's in a conversation, with every content it has had; the last one is what people see. */
export type BotMessage = { readonly id: string; readonly conversationId: string; readonly cards: Card[] };

/** `hang-after`: it is done, and nobody is told. */
export type ConnectorFault = 'hang' | 'hang-after' | 'reset' | number;

/**
 * Teams' side of the bot: the connector that the bot posts to, and the Bot Framework's keys. Real HTTP on this machine,
 * so that the bot's own client, time-outs and token checks are part of every story.
 */
export interface FakeTeams {
  readonly url: string;
  readonly serviceUrl: string;
  readonly issuer: TokenIssuer;
  readonly messages: readonly BotMessage[];
  /** Every call: what the bot did, in order. */
  readonly calls: readonly { readonly method: string; readonly path: string; readonly authorization: string }[];
  /** The next calls with this method fail so. */
  fail(method: 'POST' | 'PUT', fault: ConnectorFault, times?: number): void;
  close(): Promise<void>;
}

/** @param issuedBy `iss` of the tokens that come with requests to the bot; other clouds have others */
export async function startFakeTeams(issuedBy = 'https://api.botframework.com'): Promise<FakeTeams> {
  const issuer = createTokenIssuer(issuedBy);
  const messages: BotMessage[] = [];
  const calls: { method: string; path: string; authorization: string }[] = [];
  const faults: { method: string; fault: ConnectorFault }[] = [];

  const server: Server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '';
      const body = await bodyOf(request);
      if (path === '/openid') {
        json(200, issuer.metadata(`${url()}/keys`));
        return;
      }
      if (path === '/keys') {
        json(200, issuer.keys());
        return;
      }
      const method = request.method ?? '';
      calls.push({ method, path, authorization: request.headers.authorization ?? '' });
      const index = faults.findIndex((planned) => planned.method === method);
      const [planned] = index < 0 ? [] : faults.splice(index, 1);
      if (planned?.fault === 'hang') return;
      if (planned?.fault === 'reset') {
        request.socket.destroy();
        return;
      }
      if (planned !== undefined && planned.fault !== 'hang-after') {
        json(planned.fault, { error: { code: 'Planned', message: 'planned' } });
        return;
      }
      const found = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path);
      const conversationId = decodeURIComponent(found?.[1] ?? '');
      if (found === null) {
        json(404, { error: { code: 'NotFound', message: path } });
        return;
      }
      if (method === 'PUT') {
        const message = messages.find((known) => known.id === decodeURIComponent(found[2] ?? ''));
        if (message === undefined) {
          json(404, { error: { code: 'ActivityNotFound', message: 'gone' } });
          return;
        }
        message.cards.push(cardOf(body));
        json(200, { id: message.id });
        return;
      }
      const message = { id: `message-${messages.length + 1}`, conversationId, cards: [cardOf(body)] };
      messages.push(message);
      if (planned !== undefined) return;
      json(201, { id: message.id });

      function json(status: number, value: object): void {
        // Not chained: restify, loaded in the same process, makes writeHead return nothing.
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = (): string => `http://127.0.0.1:${port}`;
  return {
    url: url(),
    serviceUrl: `${url()}/`,
    issuer,
    messages,
    calls,
    fail: (method, fault, times = 1) => {
      for (let n = 0; n < times; n += 1) faults.push({ method, fault });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function cardOf(body: string): Card {
  const activity = JSON.parse(body) as { attachments?: { content: Card }[] };
  return activity.attachments?.[0]?.content ?? {};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
