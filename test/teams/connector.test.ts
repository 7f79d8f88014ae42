import { describe, expect, test } from 'vitest';
import { CLOUDS } from '../../src/cloud.ts';
import { onlyHosts } from '../../src/outbound.ts';
import { createAuthentication } from '../../src/teams/authentication.ts';
import { connectorClients, failureOf } from '../../src/teams/connector.ts';
import { json, serve } from '../graph/support.ts';

const BOT = { appId: '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5', tenantId: 'b8d6f0c3-51e2-4a97-8c0d-2f7e94a3d100' };
const identity = { token: () => Promise.resolve('a.token') };
const authentication = createAuthentication(CLOUDS.global, BOT, identity);

/** How a post to a service url fails; undefined: it did not. */
async function post(
  serviceUrl: string,
  hosts: readonly string[] = ['127.0.0.1'],
  withinMs = 2_000,
  by = authentication,
  renew: (token: string) => Promise<string | undefined> = () => Promise.resolve(undefined),
): Promise<unknown> {
  const connector = connectorClients(by, BOT.appId, onlyHosts(hosts, true), renew, withinMs);
  const { conversations } = await connector(serviceUrl);
  return conversations.sendToConversation('a:1', { type: 'message', text: 'secret' }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

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
    expect(await post(server.url, ['127.0.0.1'], undefined, authentication, renew)).toBeUndefined();
    expect(refused).toEqual(['a.token']);
    const error = await post(server.url, ['127.0.0.1'], undefined, authentication, renew);
    expect(failureOf(error)).toMatchObject({ status: 401 });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer a.token',
      'Bearer new',
      'Bearer a.token',
    ]);
  });

  test('to any other host never leaves, also when the service url was stored when it was allowed', async () => {
    const server = await serve((_, response) => {
      json(response, 201, { id: '1' });
    });
    const error = await post(server.url, ['smba.trafficmanager.net']);
    expect(error).toMatchObject({ message: expect.stringMatching(/^refused to speak to 127\.0\.0\.1/) as string });
    expect(failureOf(error)).toMatchObject({ status: undefined, sent: false });
    expect(server.requests).toEqual([]);
  });

  test('has its time from when it is sent, however long the bot’s token took', async () => {
    const server = await serve((_, response) => {
      json(response, 201, { id: '1' });
    });
    const slow = { token: () => new Promise<string>((resolve) => setTimeout(resolve, 2_000, 'a.token')) };
    const error = await post(server.url, ['127.0.0.1'], 1_900, createAuthentication(CLOUDS.global, BOT, slow));
    expect(error).toBeUndefined();
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
    expect(failureOf(await post(server.url, ['127.0.0.1'], 200))).toMatchObject({ status: undefined, sent: true });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
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
