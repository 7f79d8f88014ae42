// @ts-nocheck
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { APP_ID } from './chat.ts';
import { sendJson } from './front.ts';

/** The endpoint that App Service gives to a process with a managed identity: plain http on the machine itself. */
export interface IdentityEndpoint {
  readonly port: number;
  readonly url: string;
  /** Whoever does not send it gets nothing. */
  readonly header: string;
  /** What it gives out, by resource. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The resources that tokens were given for, in order. */
  readonly given: readonly string[];
  close(): Promise<void>;
}

const VALID_FOR_SECONDS = 24 * 3600;

export async function startIdentityEndpoint(tokens: Readonly<Record<string, string>>): Promise<IdentityEndpoint> {
  const header = 'the header that only this machine knows';
  const given: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const resource = searchParams.get('resource') ?? '';
    const token = tokens[resource];
    const ours = request.headers['x-identity-header'] === header && searchParams.get('client_id') === APP_ID;
    if (pathname !== '/msi/token' || !ours || token === undefined) {
      sendJson(response, 400, { statusCode: 400, message: 'not like that' });
      return;
    }
    given.push(resource);
    sendJson(response, 200, {
      access_token: token,
      expires_on: String(Math.floor(Date.now() / 1000) + VALID_FOR_SECONDS),
      resource,
      token_type: 'Bearer',
      client_id: APP_ID,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/msi/token`,
    header,
    tokens,
    given,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
