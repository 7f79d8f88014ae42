// @ts-nocheck
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { sendJson, type Service } from './front.ts';

/** One token that was asked for, and the form it was asked with. */
export type TokenRequest = {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly token: string | undefined;
};

/** Entra's side of the bot's identity: gives a token to whoever proves to be the app. */
export interface TokenEndpoint {
  readonly service: Service;
  readonly requests: readonly TokenRequest[];
  /** From now on whoever wants a token is sent there, by the discovery document and by a redirect. */
  leadTo(url: string): void;
  /** From now on requests for this resource are never answered. */
  hang(resource: string): void;
}

/** Like an access token of Entra's; nobody who gets it looks at the signature. */
function newToken(granted: readonly string[] | undefined): string {
  if (granted === undefined) return `token.${randomUUID()}`;
  return `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ roles: granted })).toString('base64url')}.${randomUUID()}`;
}

/** @param proven whether a form proves that the app sent it */
export function tokenEndpoint(
  host: string,
  tenantId: string,
  proven: (form: Readonly<Record<string, string>>) => boolean,
  granted?: readonly string[],
): TokenEndpoint {
  const requests: TokenRequest[] = [];
  const hanging = new Set<string>();
  const base = `https://${host}/${tenantId}`;
  let elsewhere: string | undefined;

  const give = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const scope = form['scope'] ?? '';
    const refused = form['grant_type'] !== 'client_credentials' || !proven(form);
    const token = refused ? undefined : newToken(granted);
    requests.push({ path: request.url ?? '', form, token });
    if (hanging.has(scope.replace(/\/\.default$/, ''))) return;
    if (elsewhere !== undefined) {
      response.writeHead(307, { location: elsewhere });
      response.end();
    } else if (token === undefined) {
      sendJson(response, 401, {
        error: 'invalid_client',
        error_description: 'AADSTS7000215: not the app',
        error_codes: [7000215],
      });
    } else {
      sendJson(response, 200, { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token });
    }
  };

  return {
    requests,
    leadTo: (url) => {
      elsewhere = url;
    },
    hang: (resource) => {
      hanging.add(resource);
    },
    service: async (request, response) => {
      const path = (request.url ?? '').split('?')[0];
      if (path === `/${tenantId}/oauth2/v2.0/token`) {
        await give(request, response);
      } else if (path === `/${tenantId}/v2.0/.well-known/openid-configuration`) {
        sendJson(response, 200, {
          token_endpoint: elsewhere ?? `${base}/oauth2/v2.0/token`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
          issuer: `${base}/v2.0`,
        });
      } else {
        sendJson(response, 404, { error: 'not here' });
      }
    },
  };
}
