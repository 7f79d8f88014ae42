import type { LookupFunction } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { endpointFindings, knock, type Ways } from '../../src/doctor/endpoint.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { certify, createAuthority } from '../production/authority.ts';
import { startFront } from '../production/front.ts';

const APP = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
const NOW = Date.UTC(2026, 0, 5);
const DAY = 24 * 3_600_000;
const HOST = 'bot.example.com';

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(`it failed: ${code}`), { code }));
const WELL: Ways = {
  addressesOf: () => Promise.resolve(['203.0.113.7']),
  knock: () => Promise.resolve({ status: 401, certificateEnds: NOW + 60 * DAY }),
};
const look = async (ways: Partial<Ways>, botId: string | null = null): Promise<Finding> => {
  const [finding] = await endpointFindings({ domain: HOST, botId }, APP, NOW, { ...WELL, ...ways });
  if (finding === undefined) throw new Error('nothing was found');
  return finding;
};
const words = ({ says, fix }: Finding): string => [...says, fix ?? ''].join(' ');

describe('the public endpoint', () => {
  test('is not looked at where nobody names it', async () => {
    expect(await endpointFindings({ domain: null, botId: null }, APP, NOW, WELL)).toEqual([]);
  });

  test('is good where name, certificate, path and bot are this one’s', async () => {
    const finding = await look({}, APP);
    expect(finding.state).toBe('good');
    expect(finding.fix).toBeUndefined();
    expect(words(finding)).toMatch(
      /BOT_ID is MicrosoftAppId.*leads to 203\.0\.113\.7.*valid until 2026-03-06.*lets nobody in/,
    );
  });

  test.each<[string, Partial<Ways>, Finding['state'], RegExp]>([
    ['a name that DNS does not know', { addressesOf: failing('ENOTFOUND') }, 'wrong', /DNS knows no bot\.example\.com.*Let bot/],
    ['a name server that is away', { addressesOf: failing('ETIMEOUT') }, 'warning', /could not be asked.*nslookup/],
    ['an address inside', { addressesOf: () => Promise.resolve(['10.1.2.3', 'fd00::1']) }, 'warning', /private addresses/],
    ['one address outside beside it', { addressesOf: () => Promise.resolve(['10.1.2.3', '203.0.113.7']) }, 'good', /10\.1\.2\.3/],
    ['a certificate for another name', { knock: failing('ERR_TLS_CERT_ALTNAME_INVALID') }, 'wrong', /would trust.*public authority/],
    ['a chain with a link missing', { knock: failing('UNABLE_TO_VERIFY_LEAF_SIGNATURE') }, 'wrong', /between it and its root/],
    ['nobody who answers', { knock: failing('ECONNREFUSED') }, 'warning', /cannot be reached from here.*from outside/],
    ['a certificate that ends soon', { knock: () => Promise.resolve({ status: 401, certificateEnds: NOW + 5 * DAY }) }, 'warning', /2026-01-10.*Renew it/],
    ['a firewall', { knock: () => Promise.resolve({ status: 403, certificateEnds: NOW + 60 * DAY }) }, 'warning', /403.*Microsoft’s addresses/],
    ['a bot that is down', { knock: () => Promise.resolve({ status: 502, certificateEnds: NOW + 60 * DAY }) }, 'warning', /502.*Start the bot/],
    ['something else there', { knock: () => Promise.resolve({ status: 404, certificateEnds: NOW + 60 * DAY }) }, 'wrong', /404 where a bot answers 401.*Lead POST/],
  ])('%s', async (_, ways, state, said) => {
    const finding = await look(ways);
    expect(words(finding)).toMatch(said);
    expect(finding.state).toBe(state);
  }); // prettier-ignore

  test('the worst of all counts, and everything is said', async () => {
    const finding = await look({ addressesOf: failing('ETIMEOUT') }, '11111111-2222-4333-8444-555555555555');
    expect(finding.state).toBe('wrong');
    expect(words(finding)).toMatch(/calls another bot.*could not be asked.*npm run package/);
  });
});

describe('a knock without a token', () => {
  const lookup: LookupFunction = (_, options, done) => {
    if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else done(null, '127.0.0.1', 4);
  };

  test('is a POST to the path, and tells what answered and until when its certificate is valid', async () => {
    const authority = await createAuthority();
    const asked: (string | undefined)[] = [];
    const front = await startFront(
      await certify(authority, [HOST]),
      new Map([
        [
          HOST,
          ({ method, url, headers }, response) => {
            asked.push(method, url, headers.authorization);
            // Not chained: restify, where it is loaded, makes writeHead return nothing.
            response.writeHead(401);
            response.end();
          },
        ],
      ]),
    );
    onTestFinished(() => front.close());
    const way = { port: front.port, lookup, headers: { host: HOST } };
    const { status, certificateEnds } = await knock(HOST, { ...way, ca: authority.cert });
    expect([status, asked]).toEqual([401, ['POST', '/api/messages', undefined]]);
    expect(certificateEnds).toBeGreaterThan(Date.now());
    await expect(knock(HOST, way)).rejects.toMatchObject({ code: expect.stringMatching(/CERT|SIGNATURE/) as string });
    await expect(
      knock('other.example.com', { ...way, servername: 'other.example.com', ca: authority.cert }),
    ).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });
});
