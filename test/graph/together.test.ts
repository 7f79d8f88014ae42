import { describe, expect, test } from 'vitest';
import { asUrgent, type Urgency } from '../../src/app/ports/urgency.ts';
import type { Answer, Purpose } from '../../src/graph/call.ts';
import type { Fault } from '../../src/simulator/graph.ts';
import { manyPartners, organizations } from '../../src/simulator/seed/seed.ts';
import { connect, json, problemOf, serve, simulate, type Simulated } from './support.ts';

const PURPOSE: Purpose = { subject: 'partner', permission: 'Policy.Read.All' };
const PARTNERS = '/policies/crossTenantAccessPolicy/partners';
const PARTNER = `${PARTNERS}/${organizations.fabrikam.tenantId}`;
const SYNC = `${PARTNER}/identitySynchronization`;
const NOBODY = `${PARTNERS}/00000000-0000-4000-8000-00000000dead`;
const TENANT = { body: { tenantId: organizations.fabrikam.tenantId } };

/** Asks all of it at the same moment. */
const ask = (
  { client }: Pick<Simulated, 'client'>,
  paths: readonly string[],
  { as = 'watch', purpose = PURPOSE }: { readonly as?: Urgency; readonly purpose?: Purpose } = {},
): Promise<Answer>[] => asUrgent(as, () => paths.map((path) => client.get(path, purpose)));

/** How each request came: by itself, or as which of the requests in one. */
const ways = ({ graph }: Simulated) => {
  const wholes = [...new Set(graph.requests.map(({ headers }) => headers['batch']))];
  return graph.requests.map(({ path, headers }) => [
    path.replace('/v1.0', ''),
    headers['batch'] === undefined ? 'alone' : `in ${wholes.filter((whole) => whole).indexOf(headers['batch'])}`,
  ]);
};

const sent = ({ log }: Simulated) => log.filter(({ event }) => event === 'graph.request').map(({ url }) => String(url));

describe('what the watcher asks at the same moment', () => {
  test('goes in one request, and each is answered as by itself', async () => {
    const simulated = await simulate();
    const [partner, policy, nobody] = ask(simulated, [PARTNER, SYNC, NOBODY]);
    expect(await partner).toMatchObject(TENANT);
    expect(await policy).toMatchObject({ body: { userSyncInbound: { isSyncAllowed: false } } });
    expect(await problemOf(nobody ?? Promise.resolve())).toMatchObject({
      kind: 'notFound',
      subject: 'partner',
      status: 404,
      code: 'Request_ResourceNotFound',
      requestIds: [simulated.log[0]?.['requestId']],
    });
    expect(ways(simulated)).toEqual([
      [PARTNER, 'in 0'],
      [SYNC, 'in 0'],
      [NOBODY, 'in 0'],
    ]);
    expect(simulated.log).toMatchObject([
      { event: 'graph.request', method: 'POST', url: `${simulated.graph.url}/v1.0/$batch`, status: 200 },
    ]);
  });

  test.each(['line', 'decision'] as const)('of a %s each is a request', async (as) => {
    const simulated = await simulate();
    await Promise.all(ask(simulated, [PARTNER, SYNC], { as }));
    expect(ways(simulated).map(([, way]) => way)).toEqual(['alone', 'alone']);
  });

  test('is a request as any other where it is only one', async () => {
    const simulated = await simulate();
    expect(await ask(simulated, [PARTNER])[0]).toMatchObject(TENANT);
    expect(sent(simulated)).toEqual([`${simulated.graph.url}/v1.0${PARTNER}`]);
  });

  test('is at most twenty in one', async () => {
    const simulated = await simulate({ tenant: manyPartners(45) });
    const paths = [...simulated.tenant.partners.keys()].map((id) => `${PARTNERS}/${id}`);
    const answers = await Promise.all(ask(simulated, paths));
    expect(answers.map(({ body }) => body)).toMatchObject(
      [...simulated.tenant.partners.keys()].map((tenantId) => ({ tenantId })),
    );
    expect(sent(simulated)).toHaveLength(3);
  });

  test('is of one version of Graph, and each with its own headers', async () => {
    const simulated = await simulate();
    await Promise.all([
      ...ask(simulated, [PARTNER, SYNC]),
      ...ask(simulated, [PARTNER, SYNC], { purpose: { ...PURPOSE, version: 'beta', isAdvanced: true } }),
    ]);
    expect(sent(simulated).sort()).toEqual(['beta', 'v1.0'].map((at) => `${simulated.graph.url}/${at}/$batch`));
    expect(
      simulated.graph.requests.map(({ path, headers }) => [path.split('/')[1], headers['consistencylevel']]).sort(),
    ).toEqual([
      ['beta', 'eventual'],
      ['beta', 'eventual'],
      ['v1.0', undefined],
      ['v1.0', undefined],
    ]);
  });
});

describe('what is not settled together', () => {
  const once = { path: /partners\/[^/]+$/, times: 1 };
  test.each<[string, Fault]>([
    ['for which there is no room', { kind: 'status', status: 429, retryAfter: 0, ...once }],
    ['whose token was refused', { kind: 'status', status: 401, ...once }],
    ['at which Graph fails', { kind: 'status', status: 500, ...once }],
    ['that something in between answered', { kind: 'html', ...once }],
    [
      'that is told without a body of Graph’s',
      { kind: 'rewritten', rewrite: () => ({ status: 403, body: 'no' }), ...once },
    ],
    ['whose answer is no object', { kind: 'rewritten', rewrite: () => ({ status: 200, body: 'no' }), ...once }],
  ])('%s is asked by itself, and nothing else is', async (_what, fault) => {
    const simulated = await simulate();
    simulated.graph.fail(fault);
    const [partner, policy] = await Promise.all(ask(simulated, [PARTNER, SYNC]));
    expect([partner, policy]).toMatchObject([TENANT, { body: {} }]);
    expect(ways(simulated)).toEqual([
      [PARTNER, 'in 0'],
      [SYNC, 'in 0'],
      [PARTNER, 'alone'],
    ]);
  });

  test.each<[string, Fault]>([
    ['without room for it', { kind: 'status', status: 429, retryAfter: 30, path: /batch$/ }],
    ['with an error of Graph’s', { kind: 'status', status: 503, path: /batch$/ }],
    ['with a connection that breaks', { kind: 'reset-before', path: /batch$/ }],
    ['with one that breaks at one of them', { kind: 'half-body', path: /Synchronization$/, times: 1 }],
    ['with what is no answer', { kind: 'rewritten', rewrite: () => ({ status: 200, body: {} }), path: /batch$/ }],
  ])('is asked by itself where all of it ends %s', async (_what, fault) => {
    const simulated = await simulate();
    simulated.graph.fail(fault);
    expect(await Promise.all(ask(simulated, [PARTNER, SYNC]))).toMatchObject([TENANT, { body: {} }]);
    expect(ways(simulated).slice(-2)).toEqual([
      [PARTNER, 'alone'],
      [SYNC, 'alone'],
    ]);
  });

  test('waits as long as Graph says, and what fails then is what is said', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'status', status: 429, retryAfter: 0.2, path: /dead$/, times: 1 });
    const startedAt = performance.now();
    const [nobody] = ask(simulated, [NOBODY, SYNC]);
    expect(await problemOf(nobody ?? Promise.resolve())).toMatchObject({ kind: 'notFound', status: 404 });
    expect(performance.now() - startedAt).toBeGreaterThan(190);
  });

  test('does not wait for what Graph puts off for long: that is said', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'status', status: 429, code: 'TooMany', retryAfter: 60, path: /dead$/ });
    const [nobody] = ask(simulated, [NOBODY, SYNC]);
    expect(await problemOf(nobody ?? Promise.resolve())).toMatchObject({ kind: 'throttled', retryAfterSeconds: 60 });
  });

  test('waits also where all of it has to, and asks no more of what is put off for long', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'status', status: 429, retryAfter: 0.2, path: /batch$/, times: 1 });
    const startedAt = performance.now();
    await Promise.all(ask(simulated, [PARTNER, SYNC]));
    expect(performance.now() - startedAt).toBeGreaterThan(190);
    simulated.graph.clearRequests();
    simulated.graph.fail({ kind: 'status', status: 429, retryAfter: 60, path: /dead$/ });
    await Promise.allSettled(ask(simulated, [NOBODY, SYNC]));
    expect(ways(simulated)).toEqual([
      [NOBODY, 'in 0'],
      [SYNC, 'in 0'],
    ]);
  });

  test('goes by itself for a minute once many together were not answered', async () => {
    const simulated = await simulate();
    simulated.graph.fail({ kind: 'reset-before', path: /batch$/, times: 1 });
    await Promise.all(ask(simulated, [PARTNER, SYNC]));
    simulated.graph.clearRequests();
    await Promise.all(ask(simulated, [PARTNER, SYNC]));
    expect(ways(simulated).map(([, way]) => way)).toEqual(['alone', 'alone']);
  });

  test.each([{ 'no token': '1' }, { 'x-y': 'two\r\nlines' }, { 'Retry-After': '\u2603' }])(
    'headers that are none hinder nothing: %j',
    async (headers) => {
      const { url } = await serve((_, response) => {
        json(response, 200, {
          responses: ['0', '1'].map((id) => ({ id, status: 200, headers, body: { is: 'together' } })),
        });
      });
      expect(await Promise.all(ask(connect(url), [PARTNER, SYNC]))).toMatchObject([
        { body: { is: 'together' } },
        { body: { is: 'together' } },
      ]);
    },
  );

  test('waits for nothing where it is not for want of room', async () => {
    const { url, requests } = await serve((request, response) => {
      const parts = ['0', '1'].map((id) => ({ id, status: 200, headers: { 'Retry-After': '60' }, body: 'no' }));
      json(response, 200, request.url?.endsWith('$batch') === true ? { responses: parts } : { is: 'alone' });
    });
    const alone = { body: { is: 'alone' } };
    expect(await Promise.all(ask(connect(url), [PARTNER, SYNC]))).toMatchObject([alone, alone]);
    expect(requests).toHaveLength(3);
  });

  test('is also what an answer leaves out', async () => {
    const { url, requests } = await serve((request, response) => {
      const body = { responses: [{ id: '0', status: 200, body: { is: 'together' } }] };
      json(response, 200, request.url?.endsWith('$batch') === true ? body : { is: 'alone' });
    });
    const answers = await Promise.all(ask(connect(url), [PARTNER, SYNC]));
    expect(answers).toMatchObject([{ body: { is: 'together' } }, { body: { is: 'alone' } }]);
    expect(requests.map((request) => request.url)).toEqual(['/v1.0/$batch', `/v1.0${SYNC}`]);
  });
});
