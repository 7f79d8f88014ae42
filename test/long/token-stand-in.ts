import { randomUUID } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import { CLOUDS } from '../../src/cloud.ts';
import { appIdentity } from '../../src/identity/app-identity.ts';
import { createCredential } from '../../src/identity/credential.ts';
import { certify, createAuthority } from '../production/authority.ts';
import { tokenEndpoint, type TokenEndpoint } from '../production/token-endpoint.ts';

const APP = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
export const APP_SECRET = 'the secret of this app~8Q';
/** How long the bot waits for a token; hardly. */
const TOKEN_WITHIN_MS = 1_500;
/** Too short to be kept, so the bot asks before each of its calls. */
const LIFE_SECONDS = 30;

/**
 * Entra's token endpoint for many bots of this process: a TLS server on this machine that every https request of this
 * process goes to, under the name that it asks for.
 */
export async function startTokenStandIn() {
  const { authority } = CLOUDS.global;
  const { host } = new URL(authority);
  const signer = await createAuthority();
  const endpoints = new Map<string, TokenEndpoint>();
  const server = https.createServer(await certify(signer, [host]), (request, response) => {
    const tenantId = (request.url ?? '').split('/')[1] ?? '';
    const service = endpoints.get(tenantId)?.service;
    if (service === undefined) response.destroy();
    else Promise.resolve(service(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const usual = Object.getOwnPropertyDescriptor(https.Agent.prototype, 'createConnection');
  if (usual === undefined) throw new Error('https has no place where it connects');
  https.Agent.prototype.createConnection = (options: ConnectionOptions) =>
    connect({ ...options, host: '127.0.0.1', port, ca: signer.cert });

  return {
    /** The identity of a new app, as production makes it at each start, and the endpoint that serves it alone. */
    newApp: () => {
      const tenantId = randomUUID();
      const hasSecret = (form: Readonly<Record<string, string>>): boolean => form['client_secret'] === APP_SECRET;
      const endpoint = tokenEndpoint(host, tenantId, hasSecret, undefined, LIFE_SECONDS);
      endpoints.set(tenantId, endpoint);
      const credential = { kind: 'secret', tenantId, appId: APP, secret: APP_SECRET } as const;
      const strangers: unknown[] = [];
      const identity = () =>
        appIdentity(() => createCredential(credential, CLOUDS.global, (error) => strangers.push(error)), {
          log: { info: () => undefined, warn: () => undefined, error: () => undefined },
          withinMs: TOKEN_WITHIN_MS,
        });
      return { endpoint, identity, strangers };
    },
    close: async (): Promise<void> => {
      Object.defineProperty(https.Agent.prototype, 'createConnection', usual);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
