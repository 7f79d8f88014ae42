import { describe, expect, test } from 'vitest';
import { reachGraph } from '../../src/graph/reach.ts';
import { json, serve } from './support.ts';

const NOW = Date.UTC(2026, 0, 5, 9, 0, 0, 500);

describe('the clock', () => {
  test.each([
    ['right', 'Mon, 05 Jan 2026 09:00:00 GMT', 0],
    ['ahead', 'Mon, 05 Jan 2026 08:50:00 GMT', 600_000],
    ['behind', 'Mon, 05 Jan 2026 09:01:00 GMT', -60_000],
  ])('is %s when Graph says %s', async (_, date, aheadMs) => {
    const server = await serve((__, response) => {
      json(response, 401, {}, { date });
    });
    expect(await reachGraph(server.url, () => NOW)).toEqual({ aheadMs });
    expect(server.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([['/v1.0/', undefined]]);
  });

  test('is not known where Graph does not say, and a slow answer is half its time old', async () => {
    let now = NOW;
    const server = await serve((_, response) => {
      response.sendDate = false;
      json(response, 200, {});
    });
    expect(await reachGraph(server.url, () => NOW)).toEqual({ aheadMs: null });
    const slow = await serve((_, response) => {
      now += 4_000;
      json(response, 200, {}, { date: 'Mon, 05 Jan 2026 09:00:00 GMT' });
    });
    expect(await reachGraph(slow.url, () => now)).toEqual({ aheadMs: 2_000 });
  });
});

test('no answer is told, within time', async () => {
  const server = await serve(() => undefined);
  await expect(reachGraph(server.url, Date.now, 50)).rejects.toThrow();
  await expect(reachGraph('http://127.0.0.1:1', Date.now)).rejects.toThrow();
});

test('a redirect is an answer, and not followed', async () => {
  const elsewhere = await serve((_, response) => {
    json(response, 200, {});
  });
  const server = await serve((_, response) => {
    response.writeHead(302, { location: elsewhere.url, date: 'Mon, 05 Jan 2026 09:00:00 GMT' });
    response.end();
  });
  expect(await reachGraph(server.url, () => NOW)).toEqual({ aheadMs: 0 });
  expect(elsewhere.requests).toEqual([]);
});
