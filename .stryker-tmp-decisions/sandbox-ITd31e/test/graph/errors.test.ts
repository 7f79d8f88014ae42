// @ts-nocheck
import { describe, expect, test } from 'vitest';
import type { DirectorySubject } from '../../src/domain/problem.ts';
import { connect, errorBody, json, problemOf, serve } from './support.ts';

const PURPOSE = { subject: 'tenant', permission: 'Policy.Read.All' } as const;
const RETRY_AT_ONCE = { 'retry-after': '0' };

/** The problem of a read and of a write that a server answers so. */
async function problems(status: number, body: unknown, headers: Record<string, string> = {}) {
  const server = await serve((_, response) => {
    json(response, status, body, { ...RETRY_AT_ONCE, ...headers });
  });
  const { client } = connect(server.url);
  const read = await problemOf(client.get('/x', PURPOSE));
  return { read, write: await problemOf(client.write('PATCH', '/x', {}, PURPOSE)) };
}

describe('what Graph says no with', () => {
  test('a code that is no text is no code, so the problem can be stored', async () => {
    const { write } = await problems(400, { error: { code: 7, message: 'x' } });
    expect(write).toMatchObject({ kind: 'unexpectedAnswer', code: null });
  });

  test.each([
    [400, 'Request_BadRequest', 'rejected', 'no'],
    [401, 'InvalidAuthenticationToken', 'unauthenticated', 'no'],
    [403, 'Authorization_RequestDenied', 'forbidden', 'no'],
    [404, 'Request_ResourceNotFound', 'notFound', 'no'],
    [404, 'Directory_ObjectNotFound', 'notFound', 'no'],
    [405, 'Request_BadRequest', 'rejected', 'no'],
    [409, 'Request_MultipleObjectsWithSameKeyValue', 'conflict', 'no'],
    [409, 'Directory_ConcurrencyViolation', 'conflict', 'no'],
    [412, 'PreconditionFailed', 'rejected', 'no'],
    [429, 'TooManyRequests', 'throttled', 'no'],
    [500, 'InternalServerError', 'serverError', 'maybe'],
    [501, 'NotImplemented', 'serverError', 'maybe'],
    [503, 'ServiceUnavailable', 'throttled', 'maybe'],
    [504, 'GatewayTimeout', 'serverError', 'maybe'],
    [404, 'UnknownError', 'notFound', 'no'],
  ])('%i %s is %s; a write had an effect: %s', async (status, code, kind, reached) => {
    const { read, write } = await problems(status, errorBody(code));
    expect(read).toMatchObject({ kind, status, code, subject: 'tenant' });
    expect(write).toMatchObject({ kind, status, code, reached });
  });

  test('names the permission only where one is missing', async () => {
    expect((await problems(403, errorBody('Authorization_RequestDenied'))).read.permission).toBe('Policy.Read.All');
    expect((await problems(404, errorBody('Request_ResourceNotFound'))).read.permission).toBeNull();
    expect((await problems(401, errorBody('InvalidAuthenticationToken'))).read.permission).toBeNull();
  });

  test('names how long to wait only where Graph is busy', async () => {
    const wait = { 'retry-after': '30' };
    expect((await problems(429, errorBody('TooManyRequests'), wait)).read.retryAfterSeconds).toBe(30);
    expect((await problems(403, errorBody('Authorization_RequestDenied'), wait)).read.retryAfterSeconds).toBeNull();
  });

  test.each(['role', 'partner', 'tenant', 'defaults'] satisfies DirectorySubject[])(
    'says that it was about: %s',
    async (subject) => {
      const server = await serve((_, response) => {
        json(response, 403, errorBody('Authorization_RequestDenied'));
      });
      const { client } = connect(server.url);
      expect(await problemOf(client.get('/x', { ...PURPOSE, subject }))).toMatchObject({ subject });
    },
  );

  test('does not depend on what its message says', async () => {
    const lie = { error: { code: 'Request_BadRequest', message: '404 Not Found: the resource does not exist' } };
    expect((await problems(400, lie)).read.kind).toBe('rejected');
  });
});

describe('a no without Graph’s own error body proves nothing', () => {
  test.each([
    ['an empty object', {}],
    ['another shape', { message: 'Not Found', statusCode: 404 }],
    ['an error that is a text', { error: 'not_found' }],
    ['an error without a code', { error: { message: 'nothing here' } }],
    ['an error with an empty code', { error: { code: '' } }],
    ['an error whose code is a number', { error: { code: 404 } }],
    ['null', null],
    ['a list', []],
  ])('as %s', async (_, body) => {
    for (const status of [404, 403, 409, 400]) {
      const { read, write } = await problems(status, body);
      expect([read.kind, write.kind], String(status)).toEqual(['unexpectedAnswer', 'unexpectedAnswer']);
    }
  });

  test.each([
    ['a page', 'text/html', '<h1>404</h1>'],
    ['text', 'text/plain', 'Not Found'],
    ['nothing', 'application/json', ''],
    ['half an error body', 'application/json', '{"error":{"code":"Request_ResourceNotFound"'],
    ['no declared type', '', '{"error":{"code":"Request_ResourceNotFound"}}'],
  ])('as %s', async (_, contentType, body) => {
    const server = await serve((__, response) => {
      response.writeHead(404, contentType === '' ? {} : { 'content-type': contentType });
      response.end(body);
    });
    const problem = await problemOf(connect(server.url).client.get('/x', PURPOSE));
    expect(problem).toMatchObject({ kind: 'unexpectedAnswer', status: 404 });
  });

  test('cut off in the middle', async () => {
    const server = await serve((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"error":{"code":"Request_Resource', () => response.socket?.destroy());
    });
    expect(await problemOf(connect(server.url).client.get('/x', PURPOSE))).toMatchObject({ kind: 'unexpectedAnswer' });
  });

  test('that never ends', async () => {
    const server = await serve((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.write('{"error":');
    });
    const { client } = connect(server.url, { attemptWithinMs: 50 });
    expect(await problemOf(client.get('/x', PURPOSE))).toMatchObject({ kind: 'unexpectedAnswer' });
  });
});

describe('whether a write may have had an effect', () => {
  /** The outcome of a write whose attempts are answered in this order; the last answer repeats. */
  async function reached(...statuses: readonly number[]) {
    const server = await serve((_, response) => {
      const status = statuses[server.requests.length - 1] ?? statuses.at(-1) ?? 500;
      json(response, status, errorBody('Some_Code'), RETRY_AT_ONCE);
    });
    const { client } = connect(server.url);
    return (await problemOf(client.write('PUT', '/x', {}, PURPOSE))).reached;
  }

  test('is certain when Graph turned every attempt away', async () => {
    expect(await reached(429, 403)).toBe('no');
    expect(await reached(429, 429)).toBe('no');
    expect(await reached(400)).toBe('no');
  });

  test('is certain after a conflict or a not-found', async () => {
    expect(await reached(409)).toBe('no');
    expect(await reached(404)).toBe('no');
  });
});

test('an error carries the ids of all its attempts, so that it is found in logs on both sides', async () => {
  const server = await serve((_, response) => {
    json(response, 429, errorBody('TooManyRequests'), RETRY_AT_ONCE);
  });
  const problem = await problemOf(connect(server.url).client.get('/x', PURPOSE));
  expect(problem.requestIds).toEqual(server.requests.map(({ headers }) => headers['client-request-id']));
  expect(problem.requestIds).toHaveLength(4);
});
