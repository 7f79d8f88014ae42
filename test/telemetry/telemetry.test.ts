import { metrics } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { beforeEach, expect, test } from 'vitest';
import { NO_TELEMETRY, spanNow, type Call, type Telemetry } from '../../src/app/ports.ts';
import { traceOf } from '../../src/telemetry/change-trace.ts';
import { openTelemetry } from '../../src/telemetry/telemetry.ts';
import { changeIdOf } from '../builders.ts';

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
const telemetry: Telemetry = openTelemetry({
  tracer: provider.getTracer('test'),
  meter: metrics.getMeter('test'),
  as: (_, start) => start(),
});

beforeEach(() => {
  exporter.reset();
});
const sent = () => exporter.getFinishedSpans();
const named = (name: string) => sent().find((span) => span.name === name);
const nothing = (): Promise<void> => Promise.resolve();

test('what is done for something stands under it, also what goes on after it has ended', async () => {
  let goesOn: Promise<void> = nothing();
  await telemetry.span({ name: 'turn', of: 'own' }, async () => {
    await telemetry.span({ name: 'inside', of: 'part' }, nothing);
    goesOn = new Promise((resolve) => setImmediate(resolve)).then(() =>
      telemetry.span({ name: 'afterwards', of: 'part' }, nothing),
    );
  });
  await goesOn;
  expect(sent().map(({ name }) => name)).toEqual(['inside', 'turn', 'afterwards']);
  for (const name of ['inside', 'afterwards']) {
    expect(named(name)?.parentSpanContext?.spanId).toBe(named('turn')?.spanContext().spanId);
  }
  expect(spanNow()).toBeUndefined();
});

test('a part of nothing is told to nobody, but done', async () => {
  expect(await telemetry.span({ name: 'store open', of: 'part' }, () => Promise.resolve(7))).toBe(7);
  expect(sent()).toEqual([]);
});

test('two at the same time do not mix', async () => {
  const turn = (name: string) =>
    telemetry.span({ name, of: 'own' }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await telemetry.span({ name: `in ${name}`, of: 'part' }, nothing);
    });
  await Promise.all([turn('one'), turn('two')]);
  for (const name of ['one', 'two']) {
    expect(named(`in ${name}`)?.parentSpanContext?.spanId).toBe(named(name)?.spanContext().spanId);
  }
});

test('what fails is told by its kind and not in its words, and fails all the same', async () => {
  const failure = new RangeError('fabrikam.com is not known');
  await expect(telemetry.span({ name: 'turn', of: 'own' }, () => Promise.reject(failure))).rejects.toBe(failure);
  const [span] = sent();
  expect(span?.attributes).toEqual({ 'error.type': 'RangeError' });
  expect(span?.events).toEqual([]);
  expect(JSON.stringify(span?.status)).not.toContain('fabrikam');
});

test('the trace of a change follows from its id, so that every process knows it', async () => {
  const change = changeIdOf(1);
  expect(traceOf(change)).toEqual(traceOf(change));
  expect(traceOf(change).traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(traceOf(change).spanId).toMatch(/^[0-9a-f]{16}$/);
  expect(traceOf(changeIdOf(2)).traceId).not.toBe(traceOf(change).traceId);
  await telemetry.span({ name: 'turn', of: 'own' }, () => telemetry.span({ name: 'apply', of: { change } }, nothing));
  const turn = named('turn');
  const apply = named('apply');
  expect(apply?.spanContext().traceId).toBe(traceOf(change).traceId);
  expect(apply?.parentSpanContext?.spanId).toBe(traceOf(change).spanId);
  expect(apply?.links.map(({ context }) => context.spanId)).toEqual([turn?.spanContext().spanId]);
  expect(turn?.links.map(({ context }) => context.traceId)).toEqual([traceOf(change).traceId]);
});

test('a change that nobody waits for has its trace all the same', () => {
  const move = { change: changeIdOf(3), command: 'enable sync', requestedAt: Date.now() - 5_000 };
  telemetry.moved({ ...move, step: 'claimed', state: 'applying', isEnd: false });
  expect(sent().map(({ name }) => name)).toEqual(['change claimed']);
  telemetry.moved({ ...move, step: 'expired', state: 'expired', isEnd: true });
  expect(sent().map(({ name }) => name)).toEqual(['change claimed', 'change expired', 'change']);
  expect(named('change')?.duration[0]).toBe(5);
  expect(named('change claimed')?.links).toEqual([]);
});

const CALL: Call = {
  service: 'graph',
  method: 'GET',
  url: new URL('http://127.0.0.1:8080/v1.0/users/ada?$select=id'),
  template: '/v1.0/users/{id}',
  requestId: 'r-1',
};

test.each([
  [200, undefined],
  [404, '404'],
  [null, 'no answer'],
])('a request that is answered with %s', async (status, error) => {
  await telemetry.span({ name: 'turn', of: 'own' }, () => telemetry.request(CALL, nothing, () => status));
  expect(named('GET /v1.0/users/{id}')?.attributes).toEqual({
    'bridgekeeper.service': 'graph',
    'bridgekeeper.request.id': 'r-1',
    'http.request.method': 'GET',
    'url.template': '/v1.0/users/{id}',
    'server.address': '127.0.0.1',
    'server.port': 8080,
    ...(status !== null && { 'http.response.status_code': status }),
    ...(error !== undefined && { 'error.type': error }),
  });
});

test('where nobody watches, everything is done and nothing told', async () => {
  const change = changeIdOf(4);
  const done = await NO_TELEMETRY.span({ name: 'turn', of: 'own' }, async (span) => {
    span.set({ a: 1 });
    span.failed('x');
    span.about(change);
    expect([span.traceId, spanNow()]).toEqual(['', undefined]);
    return NO_TELEMETRY.request(
      CALL,
      () => Promise.resolve(5),
      () => 200,
    );
  });
  expect(done).toBe(5);
});
