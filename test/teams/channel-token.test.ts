import { createHmac, createPublicKey, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { CLOUDS } from '../../src/cloud.ts';
import { createLog } from '../../src/runtime/log.ts';
import { createTokenIssuer } from '../../src/simulator/sign-in/token-issuer.ts';
import { channelTokens } from '../../src/teams/channel-token.ts';
import { VerifiedTokens } from '../../src/teams/verified-tokens.ts';
import { json, serve } from '../graph/support.ts';

const APP_ID = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const MINUTE = 60;
const SILENT = createLog('silent');

type Key = Readonly<Record<string, unknown>>;
const seconds = (): number => Math.floor(Date.now() / 1000);

/**
 * A Bot Framework with one key, and a bot that believes it; time passes as told.
 * @param endorsements the channels that the key may sign for
 */
async function botFramework(endorsements: readonly string[] = ['msteams']) {
  const issuer = createTokenIssuer('https://api.botframework.com');
  const [key = {}] = (issuer.keys() as { readonly keys: readonly Key[] }).keys;
  const published: { keys: readonly Key[] } = { keys: [{ ...key, endorsements }] };
  const server = await serve((request, response) => {
    const document = issuer.metadata(`http://${request.headers.host ?? ''}/keys`);
    json(response, 200, request.url === '/openid' ? document : published);
  });
  const openId = { ...CLOUDS.global.botFramework, openIdMetadata: `${server.url}/openid` };
  const time = { ms: 0, clockMs: Date.now() };
  const tokens = channelTokens(openId, APP_ID, SILENT, { now: () => time.clockMs, elapsed: () => time.ms });
  return {
    key,
    time,
    published,
    token: (claims: Readonly<Record<string, unknown>> = {}) => issuer.token(APP_ID, SERVICE_URL, claims),
    check: (token: string) => tokens.check(`Bearer ${token}`),
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

describe('a token that was verified', () => {
  const MINUTES = 60_000;
  const DAY = 24 * 60 * MINUTES;
  const signatures = vi.spyOn(crypto.subtle, 'verify');
  afterAll(() => {
    signatures.mockRestore();
  });

  /** One that is believed; `looked` says how many signatures are looked at while something is done. */
  async function believed(claims: Readonly<Record<string, unknown>> = {}) {
    const framework = await botFramework();
    const token = framework.token(claims);
    await framework.check(token);
    const looked = async (work: () => Promise<unknown>): Promise<number> => {
      signatures.mockClear();
      await work();
      return signatures.mock.calls.length;
    };
    return { ...framework, token, looked };
  }

  test('is believed without another look for ten minutes, and then it takes one', async () => {
    const { check, token, time, looked } = await believed();
    time.ms += 10 * MINUTES - 1;
    expect(await looked(() => expect(check(token)).resolves.toEqual({ serviceUrl: SERVICE_URL }))).toBe(0);
    time.ms += 1;
    expect(await looked(() => check(token))).toBe(1);
  });

  test('says nothing of a header that differs in anything', async () => {
    const { check, token, key } = await believed();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...claims, serviceurl: 'https://attacker.example/' })).toString(
      'base64url',
    );
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', kid: key['kid'] })).toString('base64url');
    for (const changed of [
      `${header}.${other}.${signature}`,
      `${unsigned}.${payload}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${token} `,
      ` ${token}`,
      `${token}, Bearer ${token}`,
    ]) {
      await expect(check(changed)).rejects.toThrow();
    }
  });

  test('is believed no longer than itself says, by the clock', async () => {
    const { check, token, time } = await believed({ exp: seconds() + MINUTE });
    time.clockMs += 5 * MINUTES;
    await expect(check(token)).resolves.toBeDefined();
    time.clockMs += MINUTES + 1_000;
    await expect(check(token)).rejects.toThrow(/exp/);
  });

  test('is not believed before its time, where the clock was ahead', async () => {
    const { check, token, time } = await believed({ nbf: seconds() });
    time.clockMs -= 6 * MINUTES;
    await expect(check(token)).rejects.toThrow(/nbf/);
  });

  test('is looked at once more when the keys were read anew, and not believed without its key', async () => {
    const { check, token, time, published, looked } = await believed();
    time.ms += DAY - MINUTES;
    await check(token);
    time.ms += 2 * MINUTES;
    expect(await looked(() => check(token))).toBe(1);
    time.ms += DAY - MINUTES;
    await check(token);
    published.keys = [];
    time.ms += 2 * MINUTES;
    await expect(check(token)).rejects.toThrow(/no key/);
  });

  test('is not believed when its key may no longer sign for Teams', async () => {
    const { key, check, token, time, published } = await believed();
    time.ms += DAY - MINUTES;
    await check(token);
    published.keys = [{ ...key, endorsements: ['webchat'] }];
    time.ms += 2 * MINUTES;
    await expect(check(token)).rejects.toThrow(/endorsement/);
  });

  test('is one of two hundred: beyond that the first is forgotten', () => {
    const others = Array.from({ length: 200 }, (_, number) => `Bearer ${number}`);
    const known = new VerifiedTokens<string>(() => 0);
    const verified = { keyId: '', key: { key: {} as never, endorsements: [] }, notBefore: 0, expires: 0 };
    known.keep('Bearer first', { ...verified, token: 'first' });
    for (const other of others.slice(1)) known.keep(other, { ...verified, token: other });
    expect(known.find('Bearer first')?.token).toBe('first');
    known.keep('Bearer 0', { ...verified, token: '0' });
    expect(known.find('Bearer first')).toBeUndefined();
    expect(others.filter((other) => known.find(other) === undefined)).toEqual([]);
  });
});

test('a token that is not believed is not remembered: it is looked at each time', async () => {
  const { check, token } = await botFramework();
  const broken = `${token().slice(0, -4)}AAAA`;
  const looks = vi.spyOn(crypto.subtle, 'verify');
  for (let count = 1; count <= 3; count += 1) {
    await expect(check(broken)).rejects.toThrow();
    expect(looks).toHaveBeenCalledTimes(count);
  }
  looks.mockRestore();
});
