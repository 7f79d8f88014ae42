import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTokenIssuer } from '../../src/simulator/sign-in/token-issuer.ts';
import { wordsOf } from '../support/cards.ts';
import { lived } from '../support/lived.ts';
import { APP_ID, Story } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(async () => {
  // Whatever was thrown at it, the bot still works.
  expect(story.words(await story.ask('ada', 'help'))).toContain('What I can do for you');
  await story.end();
});

const status = async (response: Promise<Response>): Promise<number> => {
  const answer = await response;
  if (answer.status >= 400) expect(await answer.text()).toBe('');
  return answer.status;
};
const hello = (more: Readonly<Record<string, unknown>> = {}) => story.message('ada', 'help', more);
const withToken = (token: string) => ({ authorization: `Bearer ${token}` });

/** Sends the head of a request, and half a body; resolves to what is answered. */
const half = (token: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(story.bot.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
      socket.destroy();
      resolve(answer);
    });
    socket.on('error', reject);
    const head =
      'POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n';
    socket.write(`${head}Authorization: Bearer ${token}\r\n\r\n{"type":`);
  });

describe('tokens', () => {
  test('a token with a bad signature gets 401', async () => {
    const [header, payload] = story.token().split('.');
    const other = createTokenIssuer(story.teams.issuer.issuer).token('x', 'y').split('.')[2];
    expect(await status(story.post(hello(), withToken(`${header ?? ''}.${payload ?? ''}.${other ?? ''}`)))).toBe(401);
  });

  test.each([
    ['none', () => ({ authorization: '' })],
    ['not a token', () => withToken('nonsense')],
    ['of another issuer', () => withToken(story.token({ iss: 'https://sts.windows.net/tenant/' }))],
    ['for another bot', () => withToken(story.token({ aud: randomUUID() }))],
    ['expired', () => withToken(story.token({ exp: 1 }))],
    ['for another service url', () => withToken(story.token({ serviceurl: 'https://smba.trafficmanager.net/other/' }))],
    ['without a service url', () => withToken(story.token({ serviceurl: undefined }))],
    ['unsigned', () => withToken(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${story.token().split('.')[1] ?? ''}.`)],
    ['of an unknown key', () => withToken(createTokenIssuer(story.teams.issuer.issuer).token('0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5', story.teams.serviceUrl))],
  ])('%s: 401, and nothing is done', async (_what, headers) => {
    expect(await status(story.post(hello(), headers()))).toBe(401);
    expect(story.teams.messages).toHaveLength(0);
  }); // prettier-ignore
});

describe('before any work on a signature', () => {
  const notForUs: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['another issuer', { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }],
    ['another bot', { aud: randomUUID() }],
  ];

  test.each(notForUs)('the token of %s: no key is looked for', async (_what, claims) => {
    expect(await status(story.post(hello(), withToken(story.token(claims))))).toBe(401);
    expect(story.teams.keysRead()).toBe(0);
  });

  test.each(notForUs)('the token of %s: not even what comes with it is looked at', async (_what, claims) => {
    expect(await status(story.post(hello({ text: 7 }), withToken(story.token(claims))))).toBe(401);
    expect(await status(story.post(hello({ channelId: 'emulator' }), withToken(story.token(claims))))).toBe(401);
  });
});

describe('before a byte of the body is read', () => {
  test.each<[string, () => string, number]>([
    ['no token', () => 'x', 401],
    ['a token of another issuer', () => story.token({ iss: 'https://sts.windows.net/x/' }), 401],
    ['a bad signature', () => story.token().replace(/....$/, 'AAAA'), 401],
    ['a token that has ended', () => story.token({ exp: 1 }), 401],
    ['a token without an end', () => story.token({ exp: undefined }), 401],
  ])('%s is turned away, although the body never comes', async (_, token, expected) => {
    const answer = await half(token());
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${expected} `));
  });

  test('a valid one waits for it', async () => {
    expect(await Promise.race([half(story.token()), lived(300).then(() => 'waits')])).toBe('waits');
  });
});

test('an activity of another channel, or with a service url elsewhere, is turned away whatever its token', async () => {
  expect(await status(story.post(hello({ channelId: 'emulator' })))).toBe(403);
  expect(await status(story.post(hello({ serviceUrl: 'https://attacker.example/' })))).toBe(403);
  expect(await status(story.post(hello(), withToken(story.token({ serviceurl: 'http://127.0.0.1:9/' }))))).toBe(401);
});

test('a token that was believed a moment ago does not vouch for another channel or service url', async () => {
  const token = withToken(story.token());
  expect(await status(story.post(hello(), token))).toBe(200);
  expect(await status(story.post(hello({ channelId: 'emulator' }), token))).toBe(403);
  expect(await status(story.post(hello({ serviceUrl: 'http://127.0.0.1:9/' }), token))).toBe(401);
});

describe('tokens that the SDK itself would take', () => {
  const tenant = 'd6d49420-f39b-4df7-a1dc-d59a935871db';

  test.each([
    ['of version 1', { iss: `https://sts.windows.net/${tenant}/`, ver: '1.0', appid: APP_ID }],
    ['of version 2', { iss: `https://login.microsoftonline.com/${tenant}/v2.0`, ver: '2.0', azp: APP_ID }],
  ])('an emulator’s, %s: 401', async (_, claims) => {
    expect(await status(story.post(hello(), withToken(story.token({ ...claims, serviceurl: undefined }))))).toBe(401);
    expect(story.teams.messages).toHaveLength(0);
  });

  test('a skill’s: 401', async () => {
    const claims = { ver: '1.0', appid: randomUUID(), serviceurl: undefined };
    expect(await status(story.post(hello(), withToken(story.token(claims))))).toBe(401);
  });

  test('one of Teams’ may name its tenant', async () => {
    const answer = await story.post(hello(), withToken(story.token({ tid: randomUUID() })));
    expect(answer.status).toBe(200);
  });
});

describe('every refusal', () => {
  test.each<[string, () => Promise<Response>, number]>([
    ['no token', () => story.post(hello(), { authorization: '' }), 401],
    ['a token of another issuer', () => story.post(hello(), withToken(story.token({ iss: 'x' }))), 401],
    ['a bad signature', () => story.post(hello(), withToken(story.token().replace(/....$/, 'AAAA'))), 401],
    ['an expired token', () => story.post(hello(), withToken(story.token({ exp: 1 }))), 401],
    ['another channel', () => story.post(hello({ channelId: 'emulator' })), 403],
    ['a service url elsewhere', () => story.post(hello({ serviceUrl: 'https://attacker.example/' })), 403],
    ['a shape that is none', () => story.post(hello({ text: 7 })), 400],
    ['a message from nobody', () => story.post(hello({ from: undefined })), 400],
    ['broken JSON', () => story.post('{"type":'), 400],
    ['a form', () => story.post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['too much', () => story.post(hello({ text: 'x'.repeat(600_000) })), 413],
    ['no such path', () => fetch(`${story.url}/hunter2`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }), 404],
  ])('%s: says nothing but its status, and is one line in the log', async (_, send, expected) => {
    const lines = story.log.length;
    const response = await send();
    expect(response.status).toBe(expected);
    expect(await response.text()).toBe('');
    expect(story.log.slice(lines)).toMatchObject([{ status: expected }]);
  }); // prettier-ignore
});

describe('requests', () => {
  test.each([
    ['broken JSON', '{"type":', {}, 400],
    ['an array', '[]', {}, 400],
    ['a text', '"hello"', {}, 400],
    ['nothing', '', {}, 400],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no content type', '{}', { 'content-type': '' }, 415],
  ])('%s: %s', async (_what, body, headers, expected) => {
    expect(await status(story.post(body, headers))).toBe(expected);
  });

  test.each(['gzip', 'br', 'deflate'])('content encoding %s: 415, valid or not', async (encoding) => {
    const send = (body: Buffer): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const call = request(`${story.url}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-encoding': encoding, authorization: `Bearer ${story.token()}` },
        }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        call.on('error', reject);
        call.end(body);
      }); // prettier-ignore
    expect(await send(gzipSync(JSON.stringify(hello())))).toBe(415);
    expect(await send(Buffer.from('not compressed at all'))).toBe(415);
  });

  test('a body that is too large gets 413', async () => {
    expect(await status(story.post(hello({ text: 'x'.repeat(600_000) })))).toBe(413);
  });

  test('a body that does not say how large it is gets 413 as well', async () => {
    const body = new Blob([JSON.stringify(hello({ text: 'x'.repeat(600_000) }))]).stream();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${story.token()}` };
    expect(await status(fetch(`${story.url}/api/messages`, { method: 'POST', headers, body, duplex: 'half' }))).toBe(
      413,
    );
  });

  test.each(['/', '/api', '/api/messages/x', '/.env'])('%s is not there', async (path) => {
    expect((await fetch(`${story.url}${path}`)).status).toBeGreaterThanOrEqual(404);
  });
});

describe('activities', () => {
  test.each([
    ['another channel', { channelId: 'emulator' }, 403],
    ['no channel', { channelId: '' }, 403],
    ['no service url', { serviceUrl: undefined }, 400],
    ['a service url elsewhere', { serviceUrl: 'https://attacker.example/' }, 403],
    ['a service url that only looks right', { serviceUrl: 'https://127.0.0.1.attacker.example/' }, 403],
    ['no type', { type: undefined }, 400],
    ['an empty type', { type: '' }, 400],
    ['text that is a number', { text: 7 }, 400],
    ['a conversation that is a text', { conversation: 'x' }, 400],
    ['a sender that is a list', { from: [] }, 400],
    ['an id that is far too long', { id: 'x'.repeat(1_001) }, 400],
    ['a conversation whose id is far too long', { conversation: { id: 'x'.repeat(1_001) } }, 400],
    ['an id that leads elsewhere', { id: '..' }, 400],
    ['a conversation whose id leads elsewhere', { conversation: { id: '..' } }, 400],
    ['a message without a sender', { from: undefined }, 400],
    ['an event without a sender', { type: 'conversationUpdate', from: undefined }, 200],
    ['an unknown type', { type: 'somethingNew' }, 200],
    ['an unknown invoke', { type: 'invoke', name: 'something/else' }, 400],
  ])('%s: %s', async (_what, more, expected) => {
    const response = await story.post(hello(more));
    expect(response.status).toBe(expected);
    expect(story.teams.messages).toHaveLength(0);
    expect(story.graph.requests).toHaveLength(0);
  });

  test.each<[string, unknown]>([
    ['no value', undefined],
    ['a text', 'confirm'],
    ['no action', {}],
    ['an unknown verb', { action: { type: 'Action.Execute', verb: 'explode', data: {} } }],
    ['no data', { action: { type: 'Action.Execute', verb: 'decide' } }],
    ['data that is a text', { action: { type: 'Action.Execute', verb: 'decide', data: 'C-00000000' } }],
    ['an id that is none', { action: { type: 'Action.Execute', verb: 'decide', data: { changeId: "C-1' or 1=1", verdict: 'confirm' } } }],
    ['an id nobody knows', { action: { type: 'Action.Execute', verb: 'decide', data: { changeId: 'C-00000000', verdict: 'confirm' } } }],
    ['a verdict that is none', { action: { type: 'Action.Execute', verb: 'decide', data: { changeId: 'C-00000000', verdict: 'approve' } } }],
    ['a line that is a number', { action: { type: 'Action.Execute', verb: 'say', data: { text: 7 } } }],
  ])('a click with %s: told in words', async (_what, value) => {
    const answer = await story.invoke('ada', { id: 'message-1', conversationId: 'a:ada' }, value);
    expect(answer.status).toBe(200);
    expect(`${answer.text}${wordsOf(answer.card)}`).toMatch(/nothing has changed|do not know/i);
    expect(story.graph.requests).toHaveLength(0);
  }); // prettier-ignore
});

describe('health', () => {
  test('healthz says that the process is up, readyz that store and Graph can be used', async () => {
    expect((await fetch(`${story.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${story.url}/readyz`)).status).toBe(200);
  });

  test('not ready while Graph cannot be read', async () => {
    const mend = story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied' });
    expect((await fetch(`${story.url}/readyz`)).status).toBe(503);
    mend();
    await story.bot.attest();
    expect((await fetch(`${story.url}/readyz`)).status).toBe(200);
  });
});

test('no token ever reaches the log', async () => {
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  story.graph.fail({ kind: 'reset-before', method: 'PATCH' });
  await story.press('ada', card, 'Confirm');
  await story.until(() => /Not applied/i.test(story.words(card)), story.words(card));
  const lines = JSON.stringify(story.log);
  expect(lines).not.toContain('token-for-');
  expect(lines).not.toContain(story.token().split('.')[2]);
});

describe('asking for readiness again and again', () => {
  const ask = (): Promise<readonly number[]> =>
    Promise.all(Array.from({ length: 50 }, async () => (await fetch(`${story.url}/readyz`)).status));

  test('asks Graph once, before anything is known, and never again, however much time passes', async () => {
    await ask();
    expect(story.graph.requests.filter((request) => request.path.includes('partners'))).toHaveLength(1);
    await story.bot.attest();
    const requests = story.graph.requests.length;
    story.passUnnoticed(60);
    expect(new Set(await ask())).toEqual(new Set([200]));
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied' });
    expect(new Set(await ask())).toEqual(new Set([200]));
    expect(story.graph.requests).toHaveLength(requests);
    await story.bot.attest();
    expect(new Set(await ask())).toEqual(new Set([503]));
  });

  test('asks nobody where a look has found out, and says what that found', async () => {
    await story.watch();
    const requests = story.graph.requests.length;
    expect(new Set(await ask())).toEqual(new Set([200]));
    expect(story.graph.requests).toHaveLength(requests);
    const mend = story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied' });
    await story.watch();
    mend();
    await story.bot.attest();
    expect(new Set(await ask())).toEqual(new Set([503]));
  });

  test('writes nothing, and says at once what a write of the bot found', async () => {
    await ask();
    const run = vi.spyOn(StatementSync.prototype, 'run');
    try {
      await ask();
      expect(run).not.toHaveBeenCalled();
    } finally {
      run.mockRestore();
    }
    const other = new DatabaseSync(story.storePath);
    try {
      other.exec('BEGIN IMMEDIATE');
      await story.ask('ada', 'enable sync for fabrikam.com');
    } finally {
      other.close();
    }
    expect(new Set(await ask())).toEqual(new Set([503]));
  });
});

test.each([
  ['no recipient', { recipient: undefined }],
  ['no conversation type', { conversation: { id: 'a:ada', tenantId: 'b8d6f0c3-51e2-4a97-8c0d-2f7e94a3d100' } }],
  ['no activity id', { id: undefined }],
  ['no name', { from: { id: '29:ada', aadObjectId: '0D9F8C52-6F0E-4B7A-9A51-3C1F5E7A2B01' } }],
  ['no channel data', { channelData: undefined }],
  [
    'members of its own',
    { locale: 'en-GB', localTimezone: 'Europe/London', entities: [{ type: 'clientInfo', country: 'GB' }] },
  ],
])('a message with %s is still answered', async (_what, more) => {
  const answer = await story.ask('ada', 'enable sync for fabrikam.com', more);
  expect(story.words(answer)).toContain('Fabrikam');
});

test('a mention of the bot without a text is answered: the SDK’s own look for mentions throws there', async () => {
  const mention = { type: 'mention', mentioned: { id: `28:${APP_ID}` }, text: '<at>Bridgekeeper</at>' };
  const answer = await story.ask('ada', '', { text: undefined, entities: [mention] });
  expect(story.words(answer)).toContain('Hello, I am Bridgekeeper');
});

test.each([
  ['GET /healthz', '%'],
  ['GET /healthz', '['],
  ['GET /healthz', 'a:99999'],
  ['GET /healthz', 'a b'],
  ['GET /healthz', '1.2.3.4.5'],
  ['GET /healthz', ''],
  ['GET http://[', 'x'],
  ['GET https://', 'x'],
  ['GET *', 'x'],
  ['GET //', 'x'],
  ['GET //[', 'x'],
  ['GET /%', 'x'],
  ['GET /healthz?%', 'x'],
  ['OPTIONS *', 'x'],
])('no request line or Host ends the process: %s, Host %j', async (line, host) => {
  const { hostname, port } = new URL(story.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    socket.on('close', () => {
      resolve(text);
    });
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 (200|4\d\d) /);
});
