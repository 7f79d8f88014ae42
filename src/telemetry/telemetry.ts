import {
  ROOT_CONTEXT,
  SpanKind,
  trace,
  type Context,
  type Meter,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import { NO_TELEMETRY, spanNow, within, type Call, type Telemetry, type Work } from '../app/ports.ts';
import { traceOf } from './change-trace.ts';
import { instruments } from './instruments.ts';
import { LiveSpan } from './live-span.ts';

/** What the port is made of: OpenTelemetry's API. Which SDK stands behind it, the wiring says. */
export type Api = {
  readonly tracer: Tracer;
  readonly meter: Meter;
  /** What is started meanwhile has this trace and span id. */
  readonly as: <Started>(ids: SpanContext, start: () => Started) => Started;
};

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;
const FIRST_ERROR = 400;

/**
 * The port, on OpenTelemetry's API. Which span is the current one, the port itself remembers: nothing is registered for
 * the whole process, so that several bots can live in one.
 */
export function openTelemetry({ tracer, meter, as }: Api): Telemetry {
  const { count, time, observe } = instruments(meter);

  const span: Telemetry['span'] = async (work, run) => {
    const above = liveNow();
    if (work.of === 'part' && above === undefined) return NO_TELEMETRY.span(work, run);
    const change = typeof work.of === 'object' ? work.of.change : undefined;
    if (change !== undefined) above?.about(change);
    const api = tracer.startSpan(
      work.name,
      {
        ...(work.kind !== undefined && { kind: KINDS[work.kind] }),
        attributes: { ...work.attributes, ...(change !== undefined && { 'bridgekeeper.change.id': change }) },
        links: change === undefined ? [] : linksTo(above),
      },
      change === undefined ? under(above?.api.spanContext()) : under(traceOf(change)),
    );
    const live = new LiveSpan(api, change === undefined ? above : undefined);
    try {
      return await within(live, () => run(live));
    } catch (error) {
      live.failed(error instanceof Error ? error.name : 'unknown');
      throw error;
    } finally {
      api.end();
    }
  };

  return {
    span,
    count,
    time,
    observe,

    request: (call, send, statusOf) =>
      span(workOf(call), async (live) => {
        const startedAt = performance.now();
        const done = (status: number | null, error: string | undefined): void => {
          const outcome = { ...(status !== null && { 'http.response.status_code': status }) };
          live.set(outcome);
          if (error !== undefined) live.failed(error);
          const seconds = (performance.now() - startedAt) / 1000;
          time('http.client.request.duration', seconds, {
            ...attributesOf(call),
            ...outcome,
            ...(error !== undefined && { 'error.type': error }),
          });
        };
        try {
          const answer = await send();
          const status = statusOf(answer);
          done(status, status !== null && status < FIRST_ERROR ? undefined : String(status ?? 'no answer'));
          return answer;
        } catch (error) {
          done(null, error instanceof Error ? error.name : 'unknown');
          throw error;
        }
      }),

    moved: ({ change, step, command, state, requestedAt, isEnd }) => {
      const above = liveNow();
      above?.about(change);
      const attributes = { 'bridgekeeper.change.id': change, 'bridgekeeper.change.state': state };
      tracer.startSpan(`change ${step}`, { attributes, links: linksTo(above) }, under(traceOf(change))).end();
      if (!isEnd) return;
      // The whole life of the change is told by whoever ends it: a span is sent when it has ended.
      const whole = { startTime: requestedAt, attributes: { ...attributes, 'bridgekeeper.command': command } };
      as(traceOf(change), () => tracer.startSpan('change', whole, ROOT_CONTEXT)).end();
    },
  };
}

function liveNow(): LiveSpan | undefined {
  const span = spanNow();
  return span instanceof LiveSpan ? span : undefined;
}

const under = (context: SpanContext | undefined): Context =>
  context === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, context);

const linksTo = (span: LiveSpan | undefined) => (span === undefined ? [] : [{ context: span.api.spanContext() }]);

const workOf = (call: Call): Work => ({
  name: `${call.method} ${call.template}`,
  of: 'part',
  kind: 'client',
  attributes: { ...attributesOf(call), 'bridgekeeper.request.id': call.requestId },
});

/**
 * OpenTelemetry's conventions for HTTP clients, but for `url.full`: it would hold ids of tenants and names that people
 * typed. `url.template` says as much of what was asked.
 */
function attributesOf({ service, method, url, template }: Call) {
  return {
    'bridgekeeper.service': service,
    'http.request.method': method,
    'url.template': template,
    'server.address': url.hostname,
    'server.port': url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port),
  };
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };
