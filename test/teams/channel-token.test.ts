import { createHmac, createPublicKey, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CLOUDS } from '../../src/cloud.ts';
import { createLog } from '../../src/runtime/log.ts';
import { createTokenIssuer } from '../../src/simulator/sign-in/token-issuer.ts';
import { channelTokens } from '../../src/teams/channel-token.ts';
import { json, serve } from '../graph/support.ts';

const APP_ID = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const MINUTE = 60;
const SILENT = createLog('silent');

type Key = Readonly<Record<string, unknown>>;
const seconds = (): number => Math.floor(Date.now() / 1000);

/** A Bot Framework with one key, and a bot that believes it. @param endorsements the channels that the key may sign for */
async function botFramework(endorsements: readonly string[] = ['msteams']) {
  const issuer = createTokenIssuer('https://api.botframework.com');
  const [key = {}] = (issuer.keys() as { readonly keys: readonly Key[] }).keys;
  const server = await serve((request, response) => {
    const document = issuer.metadata(`http://${request.headers.host ?? ''}/keys`);
    json(response, 200, request.url === '/openid' ? document : { keys: [{ ...key, endorsements }] });
  });
  const openId = { ...CLOUDS.global.botFramework, openIdMetadata: `${server.url}/openid` };
  const tokens = channelTokens(openId, APP_ID, SILENT);
  return {
    key,
    token: (claims: Readonly<Record<string, unknown>> = {}) => issuer.token(APP_ID, SERVICE_URL, claims),
    check: (token: string) => tokens.check(token),
  };
}

test('a token of the Bot Framework’s, for this bot and service url, says who sent it', async () => {
  const { check, token } = await botFramework();
  expect((await check(token())).serviceUrl).toBe(SERVICE_URL);
});

describe('a well signed token is not believed', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['of another issuer', { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }],
    ['of another cloud’s issuer', { iss: CLOUDS.usgov.botFramework.tokenIssuer }],
    ['for another bot', { aud: randomUUID() }],
    ['for nobody', { aud: undefined }],
    ['without an end', { exp: undefined }],
    ['for a service url that is no text', { serviceurl: 7 }],
    ['for any service url', { serviceurl: undefined }],
    ['that ended six minutes ago', { exp: seconds() - 6 * MINUTE }],
    ['that begins in six minutes', { nbf: seconds() + 6 * MINUTE }],
  ])('%s', async (_what, claims) => {
    const { check, token } = await botFramework();
    await expect(check(token(claims))).rejects.toThrow();
  });

  test('by a key that may sign for other channels only', async () => {
    const { check, token } = await botFramework(['webchat', 'emulator']);
    await expect(check(token())).rejects.toThrow(/endorsement/);
  });
});

test.each([
  ['ended four minutes ago', { exp: seconds() - 4 * MINUTE }],
  ['begins in four minutes', { nbf: seconds() + 4 * MINUTE }],
])('clocks may differ a little: a token that %s is believed', async (_what, claims) => {
  const { check, token } = await botFramework();
  await expect(check(token(claims))).resolves.toBeDefined();
});

test('a token that anybody can sign, with the public key for a secret, is not believed', async () => {
  const { key, check, token } = await botFramework();
  const pem = createPublicKey({ key: key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: key['kid'] })).toString('base64url');
  const signed = `${header}.${token().split('.')[1] ?? ''}`;
  await expect(check(`${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`)).rejects.toThrow();
});
