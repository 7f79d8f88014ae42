import { describe, expect, test } from 'vitest';
import { onlyHosts } from '../../src/outbound.ts';
import { connectors, failureOf, type Connector, type ConnectorOptions } from '../../src/teams/connector.ts';
import type { OutgoingActivity } from '../../src/teams/outgoing.ts';
import { json, serve } from '../graph/support.ts';

/** The connector at a service url on this machine. */
const connector = (serviceUrl: string, options: Partial<ConnectorOptions> = {}): Connector =>
  connectors({
    token: () => Promise.resolve('a.token'),
    renew: () => Promise.resolve(undefined),
    services: onlyHosts(['127.0.0.1'], true),
    withinMs: 2_000,
    ...options,
  })(serviceUrl);

const activity: OutgoingActivity = {
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '28:bot', name: 'Bridgekeeper' },
  conversation: { id: 'a:1', isGroup: false, conversationType: 'personal', name: '' },
  summary: 'secret',
  attachments: [],
};

/** How a post to a service url fails; undefined: it did not. */
const post = (serviceUrl: string, options: Partial<ConnectorOptions> = {}): Promise<unknown> =>
  connector(serviceUrl, options)
    .send('a:1', activity)
    .then(
      () => undefined,
      (error: unknown) => error,
    );

describe('a post', () => {
  test('to one of the hosts arrives, with the bot’s token', async () => {
    const server = await serve((_, response) => {
      json(response, 201, { id: '1' });
    });
    expect(await post(server.url)).toBeUndefined();
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer a.token']);
  });

  test('with a token that Teams does not take goes once more with another one', async () => {
    const server = await serve((request, response) => {
      json(response, request.headers.authorization === 'Bearer new' ? 201 : 401, { id: '1' });
    });
    const refused: string[] = [];
    const renew = (token: string): Promise<string | undefined> => {
      refused.push(token);
      return Promise.resolve(refused.length === 1 ? 'new' : undefined);
    };
    expect(await post(server.url, { renew })).toBeUndefined();
    expect(refused).toEqual(['a.token']);
    const error = await post(server.url, { renew });
    expect(failureOf(error)).toMatchObject({ status: 401 });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer a.token',
      'Bearer new',
      'Bearer a.token',
    ]);
  });

  test('goes with what Teams’ challenge asks of the other token', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    const server = await serve((request, response) => {
      if (request.headers.authorization === 'Bearer a.token') response.setHeader('www-authenticate', challenge);
      json(response, request.headers.authorization === 'Bearer a.token' ? 401 : 201, { id: '1' });
    });
    const asked: unknown[] = [];
    const renew = (...refused: readonly unknown[]): Promise<string> => {
      asked.push(refused);
      return Promise.resolve('new');
    };
    expect(await post(server.url, { renew })).toBeUndefined();
    expect(asked).toEqual([['a.token', claims]]);
  });

  test('to any other host never leaves, also when the service url was stored when it was allowed', async () => {
    const server = await serve((_, response) => {
      json(response, 201, { id: '1' });
    });
    const error = await post(server.url, { services: onlyHosts(['smba.trafficmanager.net'], true) });
    expect(error).toMatchObject({ message: expect.stringMatching(/^refused to speak to 127\.0\.0\.1/) as string });
    expect(failureOf(error)).toMatchObject({ status: undefined, sent: false });
    expect(server.requests).toEqual([]);
  });

  test('has its time from when it is sent, however long the bot’s token took', async () => {
    const server = await serve((_, response) => {
      json(response, 201, { id: '1' });
    });
    const token = () => new Promise<string>((resolve) => setTimeout(resolve, 2_000, 'a.token'));
    expect(await post(server.url, { token, withinMs: 1_900 })).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['headers only', 'HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n'],
    ['half a body', 'HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"id":"1'],
    ['half an error', 'HTTP/1.1 503 Busy\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"error"'],
  ])('that is answered with %s and then with silence ends in time, and may have arrived', async (_what, answer) => {
    const server = await serve((request) => {
      request.socket.write(answer);
    });
    const startedAt = performance.now();
    expect(failureOf(await post(server.url, { withinMs: 200 }))).toMatchObject({ status: undefined, sent: true });
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  test.each([
    [200, 502],
    [302, 502],
    [400, 502],
    [403, 502],
    [404, 502],
    [500, 500],
    [503, 503],
  ])('that is answered with a page of status %d counts as %d: Teams did not say it', async (status, counts) => {
    const server = await serve((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<html>Please sign in to the network</html>');
    });
    expect(failureOf(await post(server.url))).toMatchObject({ status: counts, sent: true });
  });

  test.each([
    ['nothing', ''],
    ['half a body', 'HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{"id":"1'],
    ['what is no HTTP', 'hello\r\n\r\n'],
  ])('that is answered with %s and hung up on may have arrived', async (_what, answer) => {
    const server = await serve((request) => {
      request.socket.end(answer);
    });
    expect(failureOf(await post(server.url, { withinMs: 100_000 }))).toMatchObject({ status: undefined, sent: true });
  });

  test('that is answered with a wish for another protocol ends in time, and may have arrived', async () => {
    const server = await serve((request) => {
      request.socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n');
    });
    expect(failureOf(await post(server.url, { withinMs: 200 }))).toMatchObject({ status: undefined, sent: true });
  });

  test('that is answered without an end ends before it fills the memory', async () => {
    let sent = 0;
    const server = await serve((_, response) => {
      response.writeHead(201);
      const more = (): void => {
        while (sent < 100 * 2 ** 20 && response.write(Buffer.alloc(2 ** 20, 32))) sent += 2 ** 20;
      };
      response.on('drain', more);
      more();
    });
    expect(failureOf(await post(server.url, { withinMs: 60_000 }))).toMatchObject({ status: undefined, sent: true });
    expect(sent).toBeLessThan(50 * 2 ** 20);
  });

  test('to where nobody listens has certainly not arrived', async () => {
    expect(failureOf(await post('http://127.0.0.1:9/'))).toMatchObject({ status: undefined, sent: false });
  });

  test('without a token has certainly not arrived', async () => {
    const error = await post('http://127.0.0.1:9/', { token: () => Promise.reject(new Error('no token')) });
    expect(failureOf(error)).toMatchObject({ status: undefined, sent: false });
  });

  test.each([
    [{ error: { code: 'BotNotInConversationRoster', message: 'out' } }, 'BotNotInConversationRoster'],
    [{ code: 'ServiceError', message: 'busy' }, 'ServiceError'],
    [{ error: { code: 7 } }, undefined],
    ['a text', undefined],
  ])('that is refused with %j: the code is Teams’, and so is the wait', async (body, code) => {
    const server = await serve((_, response) => {
      response.setHeader('retry-after', '7');
      json(response, 403, body);
    });
    const failure = { status: 403, sent: true, code, retryAfterSeconds: 7 };
    expect(failureOf(await post(server.url))).toEqual(failure);
  });

  test('with an answer that cannot be read is no failure: it has arrived', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id');
    });
    expect(await connector(server.url).send('a:1', activity)).toBeUndefined();
  });

  test.each([300, 301, 302, 303, 307, 308])('that is answered with a redirect (%d) is not sent on', async (status) => {
    const elsewhere = await serve((_, response) => {
      json(response, 201, { id: '1' });
    });
    const server = await serve((request, response) => {
      const same = request.url === '/again' ? elsewhere.url : '/again';
      response.writeHead(status, { location: same });
      response.end();
    });
    expect(failureOf(await post(server.url))).toMatchObject({ status, sent: true });
    expect(server.requests).toHaveLength(1);
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('what is sent', () => {
  /** What arrived: method and path, and its headers and body. */
  const sent = async (work: (teams: Connector) => Promise<unknown>, path = '/emea/') => {
    const bodies: string[] = [];
    const server = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
      request.on('end', () => {
        json(response, 200, {});
      });
    });
    await work(connector(`${server.url}${path}`));
    const [request] = server.requests;
    return { line: `${request?.method} ${request?.url}`, headers: request?.headers ?? {}, body: bodies.join('') };
  };
  const THREAD = '19:c/é@thread.tacv2;messageid=1';
  const CODED = '19%3Ac%2F%C3%A9%40thread.tacv2%3Bmessageid%3D1';
  const parameters = {
    isGroup: false,
    bot: { id: '28:bot', name: 'Bridgekeeper' },
    tenantId: 't',
    channelData: { tenant: { id: 't' } },
  };

  // As botframework-connector 4.23 sent it.
  test.each<[string, (teams: Connector) => Promise<unknown>, object | null]>([
    [`POST /emea/v3/conversations/${CODED}/activities`, (teams) => teams.send(THREAD, activity), activity],
    [
      `POST /emea/v3/conversations/${CODED}/activities/f%3A1`,
      (teams) => teams.reply(THREAD, 'f:1', activity),
      activity,
    ],
    [
      `PUT /emea/v3/conversations/${CODED}/activities/1%202`,
      (teams) => teams.update(THREAD, '1 2', activity),
      activity,
    ],
    [
      `POST /emea/v3/conversations/${CODED}/activities?isTargetedActivity=true`,
      (teams) => teams.whisper(THREAD, activity),
      activity,
    ],
    ['POST /emea/v3/conversations', (teams) => teams.create(parameters), parameters],
    [
      `GET /emea/v3/conversations/${CODED}/pagedmembers?pageSize=500&continuationToken=a%2F%2B%20%3D`,
      (teams) => teams.members(THREAD, 500, 'a/+ ='),
      null,
    ],
    [
      `GET /emea/v3/conversations/${CODED}/pagedmembers?pageSize=500&continuationToken=`,
      (teams) => teams.members(THREAD, 500, ''),
      null,
    ],
    [`GET /emea/v3/teams/${CODED}/conversations`, (teams) => teams.channels(THREAD), null],
  ])('%s', async (line, work, body) => {
    const arrived = await sent(work);
    expect(arrived.line).toBe(line);
    expect(arrived.body).toBe(body === null ? '' : JSON.stringify(body));
    expect(arrived.headers['content-type']).toBe(body === null ? undefined : 'application/json; charset=utf-8');
  });

  test('with the conversation beside an answer, which finds its way by it', async () => {
    expect((await sent((teams) => teams.reply('a:1', '1', activity))).headers['x-ms-conversation-id']).toBe('a:1');
  });

  test.each([
    ['', '/v3/conversations/a%3A1/activities?isTargetedActivity=true'],
    ['/', '/v3/conversations/a%3A1/activities?isTargetedActivity=true'],
    ['/emea', '/emea/v3/conversations/a%3A1/activities?isTargetedActivity=true'],
    ['/emea/?x=1', '/emea/v3/conversations/a%3A1/activities?x=1&isTargetedActivity=true'],
    ['/emea/#end', '/emea/v3/conversations/a%3A1/activities?isTargetedActivity=true'],
  ])('to a service url that ends with “%s”: what is for one person stays so', async (path, url) => {
    expect((await sent((teams) => teams.whisper('a:1', activity), path)).line).toBe(`POST ${url}`);
  });

  test('over one connection, one after the other', async () => {
    const ports = new Set<number | undefined>();
    const server = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      request.resume().on('end', () => {
        json(response, 200, {});
      });
    });
    const teams = connector(server.url);
    for (let count = 0; count < 3; count += 1) await teams.send('a:1', activity);
    expect(ports.size).toBe(1);
  });
});
