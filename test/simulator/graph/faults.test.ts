import { describe, expect, test } from 'vitest';
import { startGraph } from '../../../src/simulator/graph.ts';
import { believableTenant, organizations } from '../../../src/simulator/seed/seed.ts';
import { heldSleep, outcome, PARTNERS, policyPath, simulate, until, type Caller } from '../support.ts';

const { fabrikam } = organizations;
const POLICY = policyPath(fabrikam.tenantId);
const ALLOW = { userSyncInbound: { isSyncAllowed: true } };

const patch = ({ call }: Caller) => call('PATCH', POLICY, ALLOW);
const isOn = ({ tenant }: Caller) =>
  tenant.partners.get(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;

describe('faults', () => {
  test('answer with a status, a code, Retry-After and headers, without effect', async () => {
    const caller = await simulate();
    caller.graph.fail({
      kind: 'status',
      status: 429,
      code: 'TooManyRequests',
      retryAfter: 7,
      headers: { 'x-why': 'a' },
    });
    const reply = await patch(caller);
    expect(outcome(reply)).toEqual([429, 'TooManyRequests']);
    expect([reply.headers.get('retry-after'), reply.headers.get('x-why')]).toEqual(['7', 'a']);
    expect(isOn(caller)).toBe(false);
  });

  test('may answer with an error although the change was made', async () => {
    const caller = await simulate();
    caller.graph.fail({ kind: 'status', status: 504, takesEffect: true });
    expect((await patch(caller)).status).toBe(504);
    expect(isOn(caller)).toBe(true);
  });

  test.each([
    ['reset-before', false],
    ['reset-after', true],
  ] as const)('%s breaks the connection; changed: %s', async (kind, changed) => {
    const caller = await simulate();
    caller.graph.fail({ kind });
    await expect(patch(caller)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(isOn(caller)).toBe(changed);
    expect(caller.graph.requests).toMatchObject([{ effect: changed, status: undefined }]);
  });

  test.each([
    ['hang-before', false],
    ['hang-after', true],
  ] as const)('%s never answers, until the simulator closes; changed: %s', async (kind, changed) => {
    const graph = await startGraph({ tenant: believableTenant() });
    graph.fail({ kind });
    const request = fetch(`${graph.url}/v1.0${POLICY}`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer token' },
      body: JSON.stringify(ALLOW),
    });
    const failed = expect(request).rejects.toThrow();
    await until(() => graph.requests.length === 1);
    expect(graph.requests[0]).toMatchObject({ effect: changed, endedAt: undefined });
    await graph.close();
    await failed;
  });

  test('cut an answer in half', async () => {
    const { graph, get } = await simulate();
    graph.fail({ kind: 'half-body' });
    await expect(get(PARTNERS)).rejects.toThrow();
  });

  test('cut off an answer without a body, after the change', async () => {
    const caller = await simulate();
    caller.graph.fail({ kind: 'half-body' });
    await expect(patch(caller)).rejects.toThrow();
    expect(isOn(caller)).toBe(true);
  });

  test("answer with a proxy's page", async () => {
    const { graph } = await simulate();
    graph.fail({ kind: 'html' });
    const response = await fetch(`${graph.url}/v1.0${PARTNERS}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await response.text()).toContain('<h1>');
  });

  test('lose a change and answer with success', async () => {
    const caller = await simulate();
    caller.graph.fail({ kind: 'lost-effect' });
    expect((await patch(caller)).status).toBe(204);
    expect(isOn(caller)).toBe(false);
  });

  test('change what an answer says, and nothing else', async () => {
    const caller = await simulate();
    caller.graph.fail({ kind: 'rewritten', rewrite: ({ status }, path) => ({ status: 200, body: { status, path } }) });
    expect((await patch(caller)).body).toEqual({ status: 204, path: `/v1.0${POLICY}` });
    expect(isOn(caller)).toBe(true);
  });

  test('befall requests with one token, or with all of a kind', async () => {
    const { graph, get } = await simulate();
    graph.fail({ kind: 'status', status: 401, token: 'old' });
    graph.fail({ kind: 'status', status: 403, token: /^young-\d$/ });
    const statuses = ['old', 'older', 'young-1', 'young-10'].map(async (token) => {
      const reply = await get(PARTNERS, { headers: { authorization: `Bearer ${token}` } });
      return reply.status;
    });
    expect(await Promise.all(statuses)).toEqual([401, 200, 403, 200]);
  });

  test('make a request slow, which is then judged by the state at its end', async () => {
    const clock = heldSleep();
    const caller = await simulate({ sleep: clock.sleep });
    caller.graph.fail({ kind: 'slow', delayMs: 30_000 });
    const reply = patch(caller);
    await until(() => clock.asked.length === 1);
    expect(clock.asked).toEqual([30_000]);
    caller.tenant.partners.delete(fabrikam.tenantId);
    clock.wake();
    expect((await reply).status).toBe(404);
  });

  test('drop a late change when the simulator closes first', async () => {
    const graph = await startGraph({ tenant: believableTenant(), sleep: heldSleep().sleep });
    graph.fail({ kind: 'late-effect', delayMs: 60_000, answer: 'hang' });
    const init = { method: 'DELETE', headers: { authorization: 'Bearer token' } };
    const failed = expect(fetch(`${graph.url}/v1.0${POLICY}`, init)).rejects.toThrow();
    await until(() => graph.requests.length === 1);
    await graph.close();
    await failed;
    expect(graph.requests).toMatchObject([{ effect: false, status: undefined }]);
  });

  test('let a change happen after its caller has given up', async () => {
    const clock = heldSleep();
    const caller = await simulate({ sleep: clock.sleep });
    caller.graph.fail({ kind: 'late-effect', delayMs: 60_000, answer: 'reset' });
    await expect(patch(caller)).rejects.toThrow();
    expect(isOn(caller)).toBe(false);
    clock.wake();
    await until(() => caller.graph.requests[0]?.effect === true);
    expect(isOn(caller)).toBe(true);
  });
});

describe('which requests a fault befalls', () => {
  test('is a matter of method, path and query', async () => {
    const { graph, get, call } = await simulate({ pageSize: 5 });
    graph.fail({ kind: 'status', status: 503, method: 'GET', path: /\/partners$/, query: /skiptoken/ });
    const first = await get(PARTNERS);
    expect(first.status).toBe(200);
    expect((await get(String(first.body?.['@odata.nextLink']))).status).toBe(503);
    expect((await get(POLICY)).status).toBe(200);
    expect((await call('POST', PARTNERS, {})).status).toBe(400);
  });

  test('is limited by times, so that several form a script', async () => {
    const { graph, get } = await simulate();
    graph.fail({ kind: 'status', status: 429, times: 2 });
    graph.fail({ kind: 'status', status: 503, times: 1 });
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await get(PARTNERS)).status);
    expect(statuses).toEqual([429, 429, 503, 200]);
  });

  test('ends when the fault is removed', async () => {
    const { graph, get } = await simulate();
    const heal = graph.fail({ kind: 'status', status: 500 });
    expect((await get(PARTNERS)).status).toBe(500);
    heal();
    expect((await get(PARTNERS)).status).toBe(200);
  });
});

describe('the record of requests', () => {
  test('tells what was asked, what was answered, and whether it changed anything', async () => {
    const caller = await simulate();
    await caller.get(`${PARTNERS}?$select=tenantId`, { headers: { 'client-request-id': 'mine' } });
    await patch(caller);
    await patch(caller);
    expect(caller.graph.requests).toMatchObject([
      {
        method: 'GET',
        path: `/v1.0${PARTNERS}`,
        query: { $select: 'tenantId' },
        headers: { 'client-request-id': 'mine' },
        status: 200,
        effect: false,
      },
      { method: 'PATCH', body: ALLOW, status: 204, effect: true },
      { method: 'PATCH', body: ALLOW, status: 204, effect: false },
    ]);
    const [first, second] = caller.graph.requests;
    expect(first?.endedAt).toBeLessThanOrEqual(second?.startedAt ?? 0);
    caller.graph.clearRequests();
    expect(caller.graph.requests).toEqual([]);
  });
});

test('latency is waited for before a request is looked at, and can change', async () => {
  const clock = heldSleep();
  const { graph, get } = await simulate({ latencyMs: 200, sleep: clock.sleep });
  const reply = get(PARTNERS);
  await until(() => clock.asked.length === 1);
  clock.wake();
  expect((await reply).status).toBe(200);
  graph.setLatency(0);
  await get(PARTNERS);
  expect(clock.asked).toEqual([200]);
});

test('a port that is taken makes the start fail', async () => {
  const { graph } = await simulate();
  const port = Number(new URL(graph.url).port);
  await expect(startGraph({ tenant: believableTenant(), port })).rejects.toThrow('EADDRINUSE');
});
