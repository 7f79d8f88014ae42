import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createAppCertificate, type KeyPair } from './authority.ts';
import type { Environment } from './bot-process.ts';
import { APP_ID, HOME } from './chat.ts';
import { GLOBAL } from './microsoft.ts';
import { sendJson } from './front.ts';
import { World } from './world.ts';

let world: World;
afterEach(() => world.end());

const GRAPH = `https://${GLOBAL.graph}`;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

function withoutSecret(more: Environment): Environment {
  const { MicrosoftAppPassword: _, ...rest } = world.environment;
  return { ...rest, ...more };
}

/** The bot speaks to Teams, and Graph answers it. */
async function worksForBoth(): Promise<void> {
  expect(world.chat.words(await world.chat.ask('dana', 'show fabrikam.com'))).toContain('Fabrikam');
}

test('a client secret goes to the token endpoint of the home tenant and nowhere else', async () => {
  world = await World.withBot();
  await worksForBoth();
  for (const { path, form } of world.microsoft.tokens.requests) {
    expect(path).toMatch(new RegExp(`^/${HOME}/oauth2/v2\\.0/token`));
    expect(form).toMatchObject({ client_id: APP_ID, grant_type: 'client_credentials' });
  }
});

test('a certificate proves the app by a signed assertion; the key never leaves', async () => {
  const certificate = await createAppCertificate();
  world = await World.begin({ proven: (form) => isSignedBy(certificate, form) });
  const file = join(world.folder, 'app.pem');
  writeFileSync(file, `${certificate.key}\n${certificate.cert}`);
  const keyLines = certificate.key.split('\n').filter((line) => line.length > 40);
  world.secrets.push(...keyLines);
  await world.launch(withoutSecret({ AZURE_CLIENT_CERTIFICATE_PATH: file })).started();
  await worksForBoth();
  expect(world.microsoft.tokens.requests).toHaveLength(2);
  expect(JSON.stringify(world.microsoft.tokens.requests)).not.toContain('client_secret');
});

test('a workload identity proves the app by the token that is in the file now', async () => {
  world = await World.begin({ proven: (form) => form['client_assertion']?.startsWith('federated token') === true });
  const file = join(world.folder, 'federated');
  writeFileSync(file, 'federated token 1');
  await world.launch(withoutSecret({ AZURE_FEDERATED_TOKEN_FILE: file })).started();
  await worksForBoth();
  expect(world.microsoft.tokens.requests).toHaveLength(2);
  for (const { form } of world.microsoft.tokens.requests) {
    expect(form).toMatchObject({
      client_id: APP_ID,
      client_assertion: 'federated token 1',
      client_assertion_type: ASSERTION_TYPE,
    });
  }
});

test('a managed identity gets both tokens from the machine, without any secret and without login.microsoftonline.com', async () => {
  world = await World.begin();
  const identity = await startIdentityEndpoint();
  world.secrets.push(identity.header, ...identity.tokens.values());
  const settings = withoutSecret({
    MicrosoftAppType: 'UserAssignedMSI',
    IDENTITY_ENDPOINT: `http://127.0.0.1:${identity.port}/msi/token`,
    IDENTITY_HEADER: identity.header,
  });
  await world.launch(settings, { [`127.0.0.1:${identity.port}`]: identity.port }).started();
  await worksForBoth();
  expect([...identity.asked].sort()).toEqual(['https://api.botframework.com', 'https://graph.microsoft.com']);
  expect(world.microsoft.tokens.requests).toEqual([]);
  expect(world.microsoft.graph.requests[0]?.headers['authorization']).toBe(
    `Bearer ${identity.tokens.get(GRAPH) ?? ''}`,
  );
  expect(world.microsoft.teams.calls[0]?.authorization).toBe(
    `Bearer ${identity.tokens.get(GLOBAL.botFramework) ?? ''}`,
  );
  await identity.close();
});

test('a secret that Entra refuses: not ready, and the log says why without saying the secret', async () => {
  world = await World.withBot({}, { MicrosoftAppPassword: 'an outdated secret' });
  world.secrets.push('an outdated secret');
  expect((await fetch(`${world.bot.url}/readyz`)).status).toBe(503);
  expect(JSON.stringify(world.bot.logged('http.notReady'))).toContain('AADSTS7000215');
});

function isSignedBy({ key, cert }: KeyPair, form: Readonly<Record<string, string>>): boolean {
  const [header = '', payload = '', signature = ''] = (form['client_assertion'] ?? '').split('.');
  const decoded = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  const { alg, 'x5t#S256': thumbprint } = decoded(header);
  const { iss, sub, aud } = decoded(payload);
  const isPss = alg === 'PS256';
  return (
    form['client_assertion_type'] === ASSERTION_TYPE &&
    thumbprint === createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url') &&
    iss === APP_ID &&
    sub === APP_ID &&
    aud === `https://${GLOBAL.login}/${HOME}/oauth2/v2.0/token` &&
    verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      // RSASSA-PSS with a salt as long as the hash, as PS256 says.
      isPss ? { key: createPublicKey(key), padding: 6, saltLength: 32 } : createPublicKey(key),
      Buffer.from(signature, 'base64url'),
    )
  );
}

/** The endpoint that App Service gives to a process with a managed identity. */
async function startIdentityEndpoint() {
  const header = 'the header that only this machine knows';
  const tokens = new Map([
    [GRAPH, 'managed.token.for.graph'],
    [GLOBAL.botFramework, 'managed.token.for.connector'],
  ]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const resource = (searchParams.get('resource') ?? '').replace(/\/$/, '');
    const ours = request.headers['x-identity-header'] === header && searchParams.get('client_id') === APP_ID;
    const token = tokens.get(resource);
    if (pathname !== '/msi/token' || !ours || token === undefined) {
      sendJson(response, 400, { statusCode: 400, message: 'not like that' });
      return;
    }
    asked.push(resource);
    const expires = String(Math.floor(Date.now() / 1000) + 24 * 3600);
    sendJson(response, 200, {
      access_token: token,
      expires_on: expires,
      resource,
      token_type: 'Bearer',
      client_id: APP_ID,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    header,
    tokens,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
