import { describe, expect, test } from 'vitest';
import type { NoticeEvent } from '../../src/domain/telling/notice-event.ts';
import { signedWebhook } from '../../src/runtime/webhook.ts';
import { json, serve } from '../graph/support.ts';

const secret = 'a secret of at least 32 characters';
/** What it says is nothing to whoever brings it. */
const EVENT = { version: 1, id: 'E-1' } as NoticeEvent;

describe('an event', () => {
  test('that is taken is sent once', async () => {
    const server = await serve((_, response) => {
      json(response, 202, {});
    });
    await signedWebhook({ url: server.url, secret }).send(EVENT, 0);
    expect(server.requests).toHaveLength(1);
  });

  test.each([301, 302, 307, 308])('does not go where a redirect (%d) leads', async (status) => {
    const elsewhere = await serve((_, response) => {
      json(response, 200, {});
    });
    const server = await serve((_, response) => {
      response.writeHead(status, { location: elsewhere.url });
      response.end();
    });
    await expect(signedWebhook({ url: server.url, secret }).send(EVENT, 0)).rejects.toThrow();
    expect(elsewhere.requests).toEqual([]);
  });

  test('that is not answered counts as lost, in time', async () => {
    const server = await serve(() => undefined);
    await expect(signedWebhook({ url: server.url, secret }, 20).send(EVENT, 0)).rejects.toThrow(/time/i);
  });
});
