import { afterEach, describe, expect, test, vi } from 'vitest';
import { asUrgent } from '../../src/app/ports/urgency.ts';
import { claimsIn } from '../../src/challenge.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import type { Purpose } from '../../src/graph/call.ts';
import type { GraphSimulator } from '../../src/simulator/graph.ts';
import { manyPartners, organizations } from '../../src/simulator/seed/seed.ts';
import { connect, errorBody, json, problemOf, serve, simulate, TOKEN } from './support.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

const PURPOSE: Purpose = { subject: 'partner', permission: 'Policy.Read.All' };
const PARTNERS = '/policies/crossTenantAccessPolicy/partners';
const PARTNER = `${PARTNERS}/${organizations.fabrikam.tenantId}`;
const SYNC = `${PARTNER}/identitySynchronization`;
const ALLOW = { userSyncInbound: { isSyncAllowed: true } };

const read = ({ client }: { client: GraphClient }) => client.get(PARTNER, PURPOSE);
const patch = ({ client }: { client: GraphClient }) => client.write('PATCH', SYNC, ALLOW, PURPOSE);

/** A 429 or 503 that asks to come back at once, so that no test waits. */
const busy = (status: number) => ({ kind: 'status', status, code: 'Busy', retryAfter: 0 }) as const;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a request', () => {
  test('goes to v1.0 of the configured Graph, with the bot’s token', async () => {
    const simulated = await simulate();
    expect(await read(simulated)).toMatchObject({ body: { tenantId: organizations.fabrikam.tenantId } });
    expect(simulated.graph.requests).toMatchObject([
      { method: 'GET', path: `/v1.0${PARTNER}`, headers: { authorization: `Bearer ${TOKEN}` } },
    ]);
  });

  test('is asked for with a token of the configured Graph', async () => {
    const asked: string[] = [];
    const token = (resource: string) => {
      asked.push(resource);
      return Promise.resolve('another-token');
    };
    const simulated = await simulate({}, { identity: onlyToken(token) });
    await read(simulated);
    expect(asked).toEqual([simulated.graph.url]);
  });

  test('is logged with its id, method, address, outcome and Graph’s own id, but without token and body', async () => {
    const simulated = await simulate();
    await patch(simulated);
    const [request] = simulated.graph.requests;
    expect(simulated.log).toMatchObject([
      { event: 'graph.sending', requestId: request?.headers['client-request-id'], method: 'PATCH' },
      {
        event: 'graph.request',
        requestId: request?.headers['client-request-id'],
        method: 'PATCH',
        url: `${simulated.graph.url}/v1.0${SYNC}`,
        status: 204,
        milliseconds: expect.any(Number) as number,
        serviceRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
    ]);
    expect(JSON.stringify(simulated.log)).not.toMatch(new RegExp(`${TOKEN}|isSyncAllowed`));
  });

  test('is answered with the ids under which Graph knows it', async () => {
    const simulated = await simulate();
    const { requestIds } = await patch(simulated);
    expect(requestIds).toEqual(simulated.graph.requests.map(({ headers }) => headers['client-request-id']));
    expect(requestIds[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('has an id of its own at every attempt, each of them logged', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ ...busy(429), times: 2 });
    const { requestIds } = await read(simulated);
    expect(new Set(requestIds).size).toBe(3);
    expect(simulated.graph.requests.map(({ headers }) => headers['client-request-id'])).toEqual(requestIds);
    expect(simulated.log.map(({ requestId, status }) => [requestId, status])).toEqual([
      [requestIds[0], 429],
      [requestIds[1], 429],
      [requestIds[2], 200],
    ]);
  });

  test('has a time of its own at every attempt', async () => {
    const simulated = await simulate({}, { attemptWithinMs: 2_400 });
    // Three attempts of a second each: together they exceed the time of one.
    simulated.graph.setLatency(1_000);
    simulated.graph.fail({ ...busy(503), times: 2 });
    expect((await read(simulated)).requestIds).toHaveLength(3);
  });
});

describe('a Graph that does not answer', () => {
  test('is left after the time of one attempt; a read is not repeated', async () => {
    const simulated = await simulate({}, { attemptWithinMs: 200 });
    simulated.graph.fail({ kind: 'hang-before' });
    expect(await problemOf(read(simulated))).toMatchObject({ kind: 'timeout', status: null, reached: 'maybe' });
    expect(simulated.graph.requests).toHaveLength(1);
    expect(simulated.log).toMatchObject([{ event: 'graph.request', status: null }]);
  });

  test.each(['hang-before', 'hang-after'] as const)(
    'leaves a write in doubt, and it is not repeated: %s',
    async (kind) => {
      const simulated = await simulate({}, { attemptWithinMs: 200 });
      simulated.graph.fail({ kind });
      const problem = await problemOf(patch(simulated));
      expect(problem).toMatchObject({ kind: 'timeout', reached: 'maybe', requestIds: [expect.any(String)] });
      expect(simulated.graph.requests).toHaveLength(1);
    },
  );

  test('may stop in the middle of an answer', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"tenantId":');
    });
    expect(await problemOf(read(connect(server.url, { attemptWithinMs: 200 })))).toMatchObject({
      kind: 'unexpectedAnswer',
      status: 200,
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a busy Graph', () => {
  test.each([429, 503])('answers %i: a read is sent again, a write is not', async (status) => {
    const simulated = await simulate();
    simulated.graph.fail({ ...busy(status), times: 3 });
    await expect(read(simulated)).resolves.toBeDefined();
    simulated.graph.fail({ ...busy(status), times: 3 });
    await expect(patch(simulated)).rejects.toThrow();
    expect(simulated.graph.requests.map((request) => request.status)).toEqual([status, status, status, 200, status]);
  });

  test.each([
    [429, 'no'],
    [503, 'maybe'],
  ])('that answers a write with %i is told to whoever wrote, who looks again first', async (status, reached) => {
    const simulated = await simulate();
    simulated.graph.fail(busy(status));
    const problem = await problemOf(patch(simulated));
    expect(problem).toMatchObject({ kind: 'throttled', status, code: 'Busy', retryAfterSeconds: 0, reached });
    expect(problem.requestIds).toHaveLength(1);
    expect(simulated.graph.requests).toHaveLength(1);
  });

  test('is waited for as long as it asks', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'status', status: 429, code: 'Busy', retryAfter: 10, times: 1 });
    const clock = heldTimers(10_000);
    const answer = read(simulated);
    await clock.asked;
    expect(simulated.graph.requests).toHaveLength(1);
    clock.wake();
    await expect(answer).resolves.toBeDefined();
    expect(simulated.graph.requests).toHaveLength(2);
  });

  test.each([11, 60, 86_400])('that asks for %i seconds is not waited for: a person is waiting', async (seconds) => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'status', status: 429, code: 'Busy', retryAfter: seconds });
    for (const call of [read, patch]) {
      expect(await problemOf(call(simulated))).toMatchObject({ kind: 'throttled', retryAfterSeconds: seconds });
    }
    expect(simulated.graph.requests).toHaveLength(2);
  });

  test('that takes long for each no is not asked for longer than a person waits', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const server = await serve((_, response) => {
      now += 9_000;
      json(response, 429, errorBody('Busy'), { 'retry-after': '0' });
    });
    expect(await problemOf(read(connect(server.url)))).toMatchObject({ kind: 'throttled' });
    expect(server.requests).toHaveLength(3);
  });

  test('may name a date instead of seconds', async () => {
    const simulated = await simulate();
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    simulated.graph.fail({ kind: 'status', status: 503, headers: { 'Retry-After': inAnHour }, times: 1 });
    const problem = await problemOf(read(simulated));
    expect(problem.retryAfterSeconds).toBeGreaterThan(3500);
    expect(simulated.graph.requests).toHaveLength(1);
    const longAgo = new Date(Date.now() - 3_600_000).toUTCString();
    simulated.graph.fail({ kind: 'status', status: 503, headers: { 'Retry-After': longAgo }, times: 1 });
    await expect(read(simulated)).resolves.toBeDefined();
  });

  test('that names no time is asked again after a moment', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'status', status: 429, times: 1 });
    simulated.graph.fail({ kind: 'status', status: 429, headers: { 'Retry-After': 'soon' }, times: 1 });
    await expect(read(simulated)).resolves.toBeDefined();
    expect(simulated.graph.requests).toHaveLength(3);
  });
});

describe('a gateway that lost Graph (504)', () => {
  test('is asked again by a read', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ ...busy(504), times: 2 });
    await expect(read(simulated)).resolves.toBeDefined();
  });

  test.each([false, true])('leaves a write in doubt, and it is not repeated (took effect: %s)', async (takesEffect) => {
    const simulated = await simulate();
    simulated.graph.fail({ ...busy(504), takesEffect });
    expect(await problemOf(patch(simulated))).toMatchObject({ kind: 'serverError', status: 504, reached: 'maybe' });
    expect(simulated.graph.requests).toHaveLength(1);
  });
});

describe('a connection that breaks', () => {
  test('is tried once more by a read', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'reset-before', times: 1 });
    await expect(read(simulated)).resolves.toBeDefined();
    expect(simulated.graph.requests).toHaveLength(2);
  });

  test('and breaks again is given up', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'reset-before' });
    expect(await problemOf(read(simulated))).toMatchObject({ kind: 'unreachable', status: null });
    expect(simulated.graph.requests).toHaveLength(2);
  });

  test('is tried once more by a question that is asked with POST', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'reset-before', times: 1 });
    const [groupId] = simulated.tenant.groups.keys();
    const [userId] = simulated.tenant.users.keys();
    const path = `/users/${userId ?? ''}/checkMemberGroups`;
    await expect(simulated.client.ask(path, { groupIds: [groupId] }, PURPOSE)).resolves.toBeDefined();
    expect(simulated.graph.requests).toHaveLength(2);
  });

  test.each(['reset-before', 'reset-after', 'half-body'] as const)(
    'leaves a write in doubt, and it is not repeated: %s',
    async (kind) => {
      const simulated = await simulate();
      simulated.graph.fail({ kind });
      expect(await problemOf(patch(simulated))).toMatchObject({ kind: 'unreachable', reached: 'maybe', status: null });
      expect(simulated.graph.requests).toHaveLength(1);
    },
  );

  test('in the middle of a write’s answer leaves it in doubt too', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'half-body' });
    const tenantId = organizations.relecloud.tenantId;
    const problem = await problemOf(simulated.client.write('POST', PARTNERS, { tenantId }, PURPOSE));
    expect(problem).toMatchObject({ kind: 'unexpectedAnswer', reached: 'maybe' });
    expect(simulated.tenant.partners.has(tenantId)).toBe(true);
    expect(simulated.graph.requests).toHaveLength(1);
  });

  test('never lets half an answer pass for a whole one', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'half-body' });
    expect(await problemOf(read(simulated))).toMatchObject({ kind: 'unexpectedAnswer' });
  });

  test('nor waits for the other half for ever', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"value":');
    });
    const { client } = connect(server.url, { attemptWithinMs: 200 });
    const startedAt = performance.now();
    expect(await problemOf(client.get(PARTNERS, PURPOSE))).toMatchObject({ kind: expect.any(String) as string });
    const written = await problemOf(client.write('POST', PARTNERS, {}, PURPOSE));
    expect(written).toMatchObject({ reached: 'maybe' });
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  test('and a Graph that does not listen at all', async () => {
    const { graph, client } = await simulate();
    await graph.close();
    expect(await problemOf(client.write('DELETE', PARTNER, {}, PURPOSE))).toMatchObject({ kind: 'unreachable' });
  });
});

describe('an answer of something between the bot and Graph', () => {
  test('as a page (502) is tried once more by a read, and only once', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'html', times: 1 });
    await expect(read(simulated)).resolves.toBeDefined();
    simulated.graph.fail({ kind: 'html' });
    expect(await problemOf(read(simulated))).toMatchObject({ kind: 'serverError', status: 502, code: null });
    expect(simulated.graph.requests).toHaveLength(4);
  });

  test('as a page (502) leaves a write in doubt, and it is not repeated', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'html' });
    expect(await problemOf(patch(simulated))).toMatchObject({ kind: 'serverError', reached: 'maybe' });
    expect(simulated.graph.requests).toHaveLength(1);
  });

  test.each([
    ['a page', 'text/html', '<h1>Please sign in</h1>'],
    ['text', 'text/plain', '{"value":[]}'],
    ['no JSON at all', 'application/json', 'oops'],
    ['a bare list', 'application/json', '[]'],
    ['null', 'application/json', 'null'],
  ])('that is %s with status 200 is no list', async (_, contentType, body) => {
    const server = await serve((__, response) => {
      response.writeHead(200, { 'content-type': contentType });
      response.end(body);
    });
    const { client } = connect(server.url);
    expect(await problemOf(client.getAll(PARTNERS, PURPOSE))).toMatchObject({ kind: 'unexpectedAnswer' });
  });
});

describe('a list of several pages', () => {
  test('is read to its end', async () => {
    const { client, graph } = await simulate({ tenant: manyPartners(7), pageSize: 3 });
    const rows = await client.getAll(`${PARTNERS}?$expand=identitySynchronization`, PURPOSE);
    expect(rows).toHaveLength(7);
    expect(graph.requests.map(({ path, query }) => [path, query['$expand'], '$skiptoken' in query])).toEqual([
      [`/v1.0${PARTNERS}`, 'identitySynchronization', false],
      [`/v1.0${PARTNERS}`, 'identitySynchronization', true],
      [`/v1.0${PARTNERS}`, 'identitySynchronization', true],
    ]);
  });

  test('is followed by the link as it was given', async () => {
    const token = "$skiptoken=RFNwdAIAAQAAABY6QTFCMkMz%3D%3D&$filter=a%20eq%20'b%26c'&x=%E2%82%AC==";
    const server = await serve((request, response) => {
      const next = request.url?.includes('skiptoken')
        ? {}
        : { '@odata.nextLink': `http://${request.headers.host ?? ''}/v1.0/things?${token}` };
      json(response, 200, { value: [server.requests.length], ...next });
    });
    expect(await connect(server.url).client.getAll('/things', PURPOSE)).toEqual([1, 2]);
    const second = new URL(server.requests[1]?.url ?? '', server.url);
    expect([second.pathname, Object.fromEntries(second.searchParams)]).toEqual([
      '/v1.0/things',
      Object.fromEntries(new URLSearchParams(token)),
    ]);
  });

  test('that breaks off on a later page is no list', async () => {
    const { client, graph } = await simulate({ tenant: manyPartners(5), pageSize: 2 });
    graph.fail({ kind: 'status', status: 500, code: 'InternalServerError', query: /skiptoken/ });
    expect(await problemOf(client.getAll(PARTNERS, PURPOSE))).toMatchObject({ kind: 'serverError', status: 500 });
  });

  test('with an empty page in the middle is read to its end all the same', async () => {
    const server = await serve((request, response) => {
      const page = Number(new URL(request.url ?? '', server.url).searchParams.get('page') ?? '0');
      const link = page < 2 ? { '@odata.nextLink': `${server.url}/v1.0/things?page=${page + 1}` } : {};
      json(response, 200, { value: page === 1 ? [] : [page], ...link });
    });
    expect(await connect(server.url).client.getAll('/things', PURPOSE)).toEqual([0, 2]);
  });

  test.each<[string, (page: number) => readonly unknown[], number]>([
    ['', (page) => [page], 1001],
    [', of empty pages at once', () => [], 11],
    [', that begins again and again at once', () => [{ id: 1 }, { id: 2 }], 2],
    [', that begins again after some pages', (page) => [page % 3], 4],
  ])('without an end is given up%s', async (_, rowsOf, most) => {
    let pages = 0;
    const server = await serve((_, response) => {
      pages += 1;
      json(response, 200, { value: rowsOf(pages), '@odata.nextLink': `${server.url}/v1.0/things?page=${pages}` });
    });
    expect(await problemOf(connect(server.url).client.getAll('/things', PURPOSE))).toMatchObject({
      kind: 'unexpectedAnswer',
    });
    expect(pages).toBe(most);
  });

  test.each([
    ['another host', 'https://graph.example.com/v1.0/things'],
    ['another host in plain HTTP', 'http://127.0.0.1:9/v1.0/things'],
    ['a host that only begins like Graph’s', 'ORIGIN.evil.example/v1.0/things'],
    ['a user name that looks like Graph', 'http://graph@127.0.0.2:9/v1.0/things'],
    ['another version', 'ORIGIN/beta/things'],
    ['a path that leaves the version', 'ORIGIN/v1.0/../evil/things'],
    ['no address', 'things?page=2'],
    ['nothing', ''],
  ])('whose next page is at %s is refused, and nobody is asked', async (_, link) => {
    const elsewhere = await serve((__, response) => {
      json(response, 200, { value: ['theirs'] });
    });
    const server = await serve((__, response) => {
      json(response, 200, { value: ['ours'], '@odata.nextLink': link.replace('ORIGIN', server.url) });
    });
    const problem = await problemOf(connect(server.url).client.getAll('/things', PURPOSE));
    expect(problem).toMatchObject({ kind: 'unexpectedAnswer', requestIds: [expect.any(String)] });
    expect(server.requests).toHaveLength(1);
    expect(elsewhere.requests).toHaveLength(0);
  });
});

describe('the token', () => {
  test('does not leave for another host, wherever a path leads', async () => {
    let asked = 0;
    const token = () => Promise.resolve(`token ${(asked += 1)}`);
    const { client, log } = await simulate({}, { identity: onlyToken(token) });
    await expect(client.get('https://graph.example.com/v1.0/me', PURPOSE)).rejects.toThrow();
    expect(asked).toBe(0);
    expect(log).toEqual([]);
  });

  test('does not follow a redirect to another host, and neither does the request', async () => {
    const elsewhere = await serve((_, response) => {
      json(response, 200, {});
    });
    const server = await serve((_, response) => {
      response.writeHead(307, { location: `${elsewhere.url.replace('127.0.0.1', 'localhost')}/v1.0/x` });
      response.end();
    });
    const { client } = connect(server.url);
    expect(await problemOf(client.get('/x', PURPOSE))).toMatchObject({ status: null });
    expect(await problemOf(client.write('PATCH', '/x', ALLOW, PURPOSE))).toMatchObject({ reached: 'maybe' });
    expect(server.requests.length).toBeGreaterThanOrEqual(2);
    expect(elsewhere.requests).toEqual([]);
  });

  test('that cannot be had is told, and Graph is not asked', async () => {
    const identity = onlyToken(() => Promise.reject(new Error('AADSTS7000215: invalid client secret')));
    const simulated = await simulate({}, { identity });
    for (const call of [read, patch]) {
      expect(await problemOf(call(simulated))).toMatchObject({
        kind: 'unauthenticated',
        reached: 'no',
        status: null,
        requestIds: [],
      });
    }
    expect(simulated.graph.requests).toHaveLength(0);
  });
});

describe('a write', () => {
  test.each([
    ['POST', PARTNERS, { tenantId: organizations.relecloud.tenantId }, 201],
    ['PATCH', SYNC, ALLOW, 204],
    ['DELETE', SYNC, {}, 204],
  ] as const)('with %s reaches Graph as it is', async (method, path, body, status) => {
    const { client, graph } = await simulate();
    await client.write(method, path, body, PURPOSE);
    expect(graph.requests).toMatchObject([
      { method, path: `/v1.0${path}`, body: method === 'DELETE' ? undefined : body, status, effect: true },
    ]);
  });

  test('with PUT reaches Graph as it is', async () => {
    const { client, graph } = await simulate();
    const path = `${PARTNERS}/${organizations.northwindTraders.tenantId}/identitySynchronization`;
    await client.write('PUT', path, ALLOW, PURPOSE);
    expect(graph.requests).toMatchObject([{ method: 'PUT', path: `/v1.0${path}`, body: ALLOW, status: 204 }]);
  });

  test('may be answered with the object instead of nothing', async () => {
    const server = await serve((_, response) => {
      json(response, 200, { tenantId: 'x' });
    });
    await expect(patch(connect(server.url))).resolves.toMatchObject({ requestIds: [expect.any(String)] });
  });

  test.each([400, 403, 404, 409, 412, 422])('that Graph refuses with %i is not sent again', async (status) => {
    const server = await serve((_, response) => {
      json(response, status, errorBody('Request_BadRequest'));
    });
    await problemOf(patch(connect(server.url)));
    expect(server.requests).toHaveLength(1);
  });
});

/** Timers of this length last until the test wakes them; `asked` resolves with the first. */
function heldTimers(milliseconds: number) {
  const waiting: (() => void)[] = [];
  const { promise: asked, resolve } = Promise.withResolvers<undefined>();
  const real = globalThis.setTimeout;
  const hold = ((callback: () => void, ms?: number) => {
    if (ms !== milliseconds) return real(callback, ms);
    resolve(undefined);
    return waiting.push(callback);
  }) as typeof setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(hold);
  return {
    asked,
    wake: () => {
      for (const callback of waiting) callback();
    },
  };
}

describe('a token that Graph does not take', () => {
  const CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}';
  const revoked = { kind: 'status', status: 401, code: 'InvalidAuthenticationToken', token: 'old' } as const;
  const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(CLAIMS).toString('base64')}"`;

  /** An identity that has one more token. */
  function renewing() {
    const refused: unknown[] = [];
    let current = 'old';
    return {
      refused,
      identity: {
        token: () => Promise.resolve(current),
        renew: (_: string, what: unknown) => {
          refused.push(what);
          current = 'new';
          return Promise.resolve(refused.length === 1 ? current : undefined);
        },
      },
    };
  }

  test('is dropped, and what was read is asked for once more with another one', async () => {
    const { identity, refused } = renewing();
    const simulated = await simulate({}, { identity });
    simulated.graph.fail({ ...revoked, headers: { 'www-authenticate': challenge } });
    await read(simulated);
    expect(simulated.graph.requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
    expect(refused).toEqual([{ token: 'old', claims: CLAIMS }]);
  });

  test('is dropped for a write as well, which is not sent again before it was looked at again', async () => {
    const { identity, refused } = renewing();
    const simulated = await simulate({}, { identity });
    simulated.graph.fail(revoked);
    expect(await problemOf(patch(simulated))).toMatchObject({ kind: 'unauthenticated', status: 401, reached: 'no' });
    expect(simulated.graph.requests).toHaveLength(1);
    expect(refused).toEqual([{ token: 'old', claims: null }]);
    await patch(simulated);
    expect(simulated.graph.requests.at(-1)?.headers['authorization']).toBe('Bearer new');
  });

  test('is told where there is no other one', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ ...revoked, token: TOKEN });
    expect(await problemOf(read(simulated))).toMatchObject({ kind: 'unauthenticated', status: 401, reached: 'no' });
    expect(simulated.graph.requests).toHaveLength(1);
  });

  test.each([
    ['no challenge', null, null],
    ['a challenge of something else', 'Bearer realm="x"', null],
    ['no base64 of JSON', 'Bearer claims="bm9uc2Vuc2U="', null],
    ['a list', `Bearer claims="${Buffer.from('[]').toString('base64')}"`, null],
    ['a challenge without quotes', `Bearer claims=${Buffer.from(CLAIMS).toString('base64')}`, CLAIMS],
  ])('%s', (_, header, claims) => {
    expect(claimsIn(header)).toBe(claims);
  });
});

describe('a list of pages', () => {
  test.each([
    ['to itself', ['?$skiptoken=AAA']],
    ['in a circle', ['?$skiptoken=AAA', '?$skiptoken=BBB', '?$skiptoken=CCC']],
    ['to its beginning', ['']],
  ])('that leads %s is no list, at once', async (_, tokens) => {
    const server = await serve((request, response) => {
      const at = tokens.findIndex((token) => request.url?.endsWith(token) === true && token !== '');
      const next = tokens[(at + 1) % tokens.length] ?? '';
      json(response, 200, {
        value: [],
        '@odata.nextLink': `http://${request.headers.host ?? ''}/v1.0${PARTNERS}${next}`,
      });
    });
    const { client } = connect(server.url);
    expect(await problemOf(client.getAll(PARTNERS, PURPOSE))).toMatchObject({ kind: 'unexpectedAnswer' });
    expect(server.requests.length).toBeLessThanOrEqual(tokens.length + 1);
  });
});

describe('Graph’s own sentence', () => {
  const LIMIT = 'The policy object exceeds the maximum size of 25600 bytes.';
  const no = (message: string, status = 400) => ({ kind: 'status', status, code: 'BadRequest', message }) as const;

  test.each([
    ['as it is', LIMIT, LIMIT],
    ['its first line', `${LIMIT}\r\nTrace ID: 1\nTimestamp: now`, LIMIT],
    ['so much of it', 'x'.repeat(1_000), 'x'.repeat(300)],
    ['whole characters of it', '😀'.repeat(400), '😀'.repeat(300)],
  ])('is kept of a write that was turned down: %s', async (_, message, said) => {
    for (const status of [400, 403, 409]) {
      const simulated = await simulate();
      simulated.graph.fail(no(message, status));
      expect(await problemOf(patch(simulated))).toMatchObject({ said });
    }
  });

  test('is left out where there is none, and of what was read or may have been done', async () => {
    const simulated = await simulate();
    const stop = simulated.graph.fail(no('  '));
    expect(await problemOf(patch(simulated))).not.toHaveProperty('said');
    stop();
    simulated.graph.fail(no(LIMIT));
    expect(await problemOf(read(simulated))).not.toHaveProperty('said');
    const failing = await simulate();
    failing.graph.fail(no(LIMIT, 500));
    expect(await problemOf(patch(failing))).not.toHaveProperty('said');
  });
});

describe('what is under way at the same time', () => {
  const most = { decision: 2, watch: 1, line: 1 };
  const turns = { atOnce: 3, most, mostWaiting: 3, waitMs: 10_000 };
  const methods = (graph: GraphSimulator) =>
    graph.requests.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
  const named = (client: GraphClient, name: string) => problemOf(client.get(`${PARTNERS}/${name}`, PURPOSE));

  test('is bounded: a line waits for another one, and neither a write nor what is decided waits for lines', async () => {
    const simulated = await simulate({}, { turns });
    const { client, graph } = simulated;
    graph.setLatency(100);
    const asked = [named(client, 'line-1'), named(client, 'line-2')];
    const decided = asUrgent('decision', () => named(client, 'decision-1'));
    await Promise.all([...asked, patch(simulated), decided]);
    const [before, later] = [methods(graph).slice(0, 3), methods(graph).slice(3)];
    expect(before.sort()).toEqual(['GET decision-1', 'GET line-1', 'PATCH identitySynchronization']);
    expect(later).toEqual(['GET line-2']);
    const first = graph.requests.find(({ path }) => path.endsWith('line-1'));
    const second = graph.requests.find(({ path }) => path.endsWith('line-2'));
    expect(second?.startedAt).toBeGreaterThanOrEqual(first?.endedAt ?? Infinity);
  });

  test('what is decided comes before the watcher, and that before lines; pages of a list take a turn each', async () => {
    const { client, graph } = await simulate(
      { tenant: manyPartners(30), pageSize: 10 },
      { turns: { ...turns, atOnce: 1 } },
    );
    graph.setLatency(20);
    const list = client.getAll(PARTNERS, PURPOSE);
    const line = named(client, 'line');
    const watch = asUrgent('watch', () => named(client, 'watch'));
    const decision = asUrgent('decision', () => named(client, 'decision'));
    expect(await list).toHaveLength(30);
    await Promise.all([line, watch, decision]);
    expect(methods(graph)).toEqual([
      'GET partners',
      'GET decision',
      'GET watch',
      'GET line',
      'GET partners',
      'GET partners',
    ]);
  });

  test('where too many wait, or one waits too long, nothing is sent, and that is what is said', async () => {
    const { client, graph } = await simulate({}, { turns: { ...turns, mostWaiting: 1, waitMs: 50 } });
    graph.setLatency(200);
    const problems = await Promise.all(['1', '2', '3'].map((name) => named(client, name)));
    expect(problems.map(({ kind, reached }) => [kind, reached])).toEqual([
      ['rejected', 'no'],
      ['busy', 'no'],
      ['busy', 'no'],
    ]);
    expect(methods(graph)).toEqual(['GET 1']);
    expect(problems[1]).toMatchObject({ subject: 'partner', status: null, requestIds: [] });
  });
});
