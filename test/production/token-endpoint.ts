import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { sendJson, type Service } from './front.ts';

/** One token that was asked for, and the form it was asked with. */
export type TokenRequest = {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly token: string | undefined;
};

/** How a request for a token goes wrong. A number: this status, with an error as Entra words it. */
export type TokenFault = 'hang' | 'reset' | 'half a body' | 'HTML' | 'slow' | number | RetryAfter;
type RetryAfter = { readonly status: number; readonly retryAfterSeconds: number };

/** Entra's side of the bot's identity: gives a token to whoever proves to be the app. */
export interface TokenEndpoint {
  readonly service: Service;
  readonly requests: readonly TokenRequest[];
  /** From now on whoever wants a token is sent there, by the discovery document and by a redirect. */
  leadTo(url: string): void;
  /** Requests for this resource go wrong. @param times how many; left out: all from now on */
  fail(resource: string, fault: TokenFault, times?: number): void;
  /** No planned fault happens any more. */
  mend(): void;
  /** Requests for this resource are given this token, which somebody else who takes it knows already. */
  give(resource: string, token: string): void;
}

/** Like an access token of Entra's; nobody who gets it looks at the signature. */
function newToken(granted: readonly string[] | undefined): string {
  if (granted === undefined) return `token.${randomUUID()}`;
  return `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ roles: granted })).toString('base64url')}.${randomUUID()}`;
}

const SLOW_MS = 300;

/** Answers as the fault says. @returns whether the request is still to be answered as usual */
async function goesWrong(response: ServerResponse, fault: TokenFault | undefined): Promise<boolean> {
  switch (fault) {
    case undefined:
      return false;
    case 'slow':
      await pause(SLOW_MS);
      return false;
    case 'hang':
      return true;
    case 'reset':
      response.destroy();
      return true;
    case 'half a body':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 4_000 });
      response.write('{"token_type":"Bearer","expires_in":3599,"access_to', () => response.destroy());
      return true;
    case 'HTML':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><body>Sign in to this network</body></html>');
      return true;
    default: {
      const { status, retryAfterSeconds } =
        typeof fault === 'number' ? { status: fault, retryAfterSeconds: undefined } : fault;
      if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
      sendJson(response, status, { error: 'temporarily_unavailable', error_description: 'AADSTS90033: planned' });
      return true;
    }
  }
}

/**
 * @param proven whether a form proves that the app sent it
 * @param lifeSeconds for how long a token can be used; who keeps one uses none that ends within minutes
 */
export function tokenEndpoint(
  host: string,
  tenantId: string,
  proven: (form: Readonly<Record<string, string>>) => boolean,
  granted?: readonly string[],
  lifeSeconds = 3599,
): TokenEndpoint {
  const requests: TokenRequest[] = [];
  const faults: { readonly resource: string; readonly fault: TokenFault; left: number }[] = [];
  const base = `https://${host}/${tenantId}`;
  const known = new Map<string, string>();
  let elsewhere: string | undefined;

  const give = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const scope = form['scope'] ?? '';
    const refused = form['grant_type'] !== 'client_credentials' || !proven(form);
    const token = refused ? undefined : (known.get(scope) ?? newToken(granted));
    requests.push({ path: request.url ?? '', form, token });
    const planned = faults.find(({ resource, left }) => left > 0 && scope === `${resource}/.default`);
    if (planned !== undefined) planned.left -= 1;
    if (await goesWrong(response, planned?.fault)) return;
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
      sendJson(response, 200, {
        token_type: 'Bearer',
        expires_in: lifeSeconds,
        ext_expires_in: lifeSeconds,
        access_token: token,
      });
    }
  };

  return {
    requests,
    leadTo: (url) => {
      elsewhere = url;
    },
    fail: (resource, fault, times = Infinity) => {
      faults.push({ resource, fault, left: times });
    },
    mend: () => {
      faults.length = 0;
    },
    give: (resource, token) => {
      known.set(`${resource}/.default`, token);
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
