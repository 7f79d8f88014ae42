// @ts-nocheck
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ASSERTION_TYPE, isSignedAssertion } from './assertion.ts';
import { createAppCertificate } from './authority.ts';
import type { Environment } from './bot-process.ts';
import { APP_ID, HOME, until } from './chat.ts';
import { startIdentityEndpoint } from './identity-endpoint.ts';
import { GLOBAL } from './microsoft.ts';
import { inWorld, type World } from './world.ts';

const GRAPH = `https://${GLOBAL.graph}`;
const TOKEN_PATH = `/${HOME}/oauth2/v2.0/token`;

/** Starts a bot that has no secret: an empty setting is a missing one. */
function startWith(world: World, more: Environment, ports?: Readonly<Record<string, number>>) {
  return world.launch({ ...world.environment, MicrosoftAppPassword: '', ...more }, ports).started();
}

/** Asks something whose answer takes a token for Graph and one for the connector. */
async function worksForBoth(world: World): Promise<void> {
  expect(world.chat.words(await world.chat.ask('dana', 'show fabrikam.com'))).toContain('Fabrikam');
}

describe.concurrent('the bot proves who it is', { timeout: 120_000 }, () => {
  test(
    'by a secret, to the token endpoint of the home tenant',
    inWorld(async (world) => {
      await world.start();
      await worksForBoth(world);
      expect(world.microsoft.tokens.requests).toHaveLength(2);
      for (const { path, form } of world.microsoft.tokens.requests) {
        expect(path.split('?')[0]).toBe(TOKEN_PATH);
        expect(form).toMatchObject({ client_id: APP_ID, grant_type: 'client_credentials' });
      }
    }),
  );

  test('by a certificate: with a signed assertion, and the key never leaves', async () => {
    const { key, cert } = await createAppCertificate();
    const audience = `https://${GLOBAL.login}${TOKEN_PATH}`;
    const proven = (form: Readonly<Record<string, string>>): boolean =>
      form['client_assertion_type'] === ASSERTION_TYPE &&
      isSignedAssertion(form['client_assertion'] ?? '', cert, APP_ID, audience);
    await inWorld(
      async (world) => {
        const file = join(world.folder, 'app.pem');
        writeFileSync(file, `${key}\n${cert}`);
        world.secrets.push(...key.split('\n').filter((line) => line.length > 40));
        await startWith(world, { AZURE_CLIENT_CERTIFICATE_PATH: file });
        await worksForBoth(world);
        expect(world.microsoft.tokens.requests).toHaveLength(2);
      },
      { proven },
    )();
  });

  test(
    'by a workload identity: with the token that is in the file',
    inWorld(
      async (world) => {
        const file = join(world.folder, 'federated');
        writeFileSync(file, 'the federated token');
        await startWith(world, { AZURE_FEDERATED_TOKEN_FILE: file });
        await worksForBoth(world);
        expect(world.microsoft.tokens.requests).toHaveLength(2);
        for (const { form } of world.microsoft.tokens.requests) {
          expect(form).toMatchObject({ client_id: APP_ID, client_assertion_type: ASSERTION_TYPE });
        }
      },
      { proven: (form) => form['client_assertion'] === 'the federated token' },
    ),
  );

  test(
    'by a managed identity: both tokens come from the machine, and login.microsoftonline.com is not asked',
    inWorld(async (world) => {
      const identity = await startIdentityEndpoint({
        [GRAPH]: 'managed.token.for.graph',
        [GLOBAL.botFramework]: 'managed.token.for.connector',
      });
      world.secrets.push(identity.header, ...Object.values(identity.tokens));
      try {
        const settings = {
          MicrosoftAppType: 'UserAssignedMSI',
          IDENTITY_ENDPOINT: identity.url,
          IDENTITY_HEADER: identity.header,
        };
        await startWith(world, settings, { [`127.0.0.1:${identity.port}`]: identity.port });
        await worksForBoth(world);
      } finally {
        await identity.close();
      }
      expect(identity.given).toEqual([GRAPH, GLOBAL.botFramework]);
      expect(world.bot.contacts).not.toContain(`${GLOBAL.login}:443`);
      const sent = (authorization: string | undefined, resource: string): void => {
        expect(authorization).toBe(`Bearer ${identity.tokens[resource] ?? ''}`);
      };
      sent(world.microsoft.graph.requests[0]?.headers['authorization'], GRAPH);
      sent(world.microsoft.teams.calls[0]?.authorization, GLOBAL.botFramework);
    }),
  );

  test(
    'in vain, with a secret that Entra refuses: it is not ready, and the log says why but not the secret',
    inWorld(async (world) => {
      world.secrets.push('an outdated secret');
      await world.start({ MicrosoftAppPassword: 'an outdated secret' });
      expect((await fetch(`${world.bot.url}/readyz`)).status).toBe(503);
      const log = (): string => JSON.stringify(world.bot.logged('http.notReady'));
      await until(() => log().includes('AADSTS7000215'), 'why, in the log');
    }),
  );
});
