import { once } from 'node:events';
import { createServer } from 'node:http';

type Value = { readonly stringValue?: string; readonly intValue?: number | string; readonly doubleValue?: number };
type KeyValues = readonly { readonly key: string; readonly value: Value }[];
type Point = {
  readonly attributes: KeyValues;
  readonly asInt?: number | string;
  readonly asDouble?: number;
  readonly count?: number | string;
};
type Sum = { readonly dataPoints: readonly Point[] };

export type ReceivedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: KeyValues;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number };
};
/** A span, and the process that told of it (`service.instance.id`). */
export type SpanOf = ReceivedSpan & { readonly process: string | number | undefined };
type Metric = { readonly name: string; readonly sum?: Sum; readonly gauge?: Sum; readonly histogram?: Sum };
type Resource = { readonly attributes: KeyValues };
type Traces = {
  readonly resourceSpans: readonly {
    readonly resource: Resource;
    readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[];
  }[];
};
type Metrics = {
  readonly resourceMetrics: readonly {
    readonly resource: Resource;
    readonly scopeMetrics: readonly { readonly metrics: readonly Metric[] }[];
  }[];
};

export type Figure = { readonly value: number; readonly attributes: Readonly<Record<string, string | number>> };

/** What stands in a list of attributes, by name. */
export const attributesOf = (attributes: KeyValues): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? (value.intValue === undefined ? (value.doubleValue ?? '') : Number(value.intValue)),
    ]),
  );

export type OtlpReceiver = {
  readonly url: string;
  /** As they came, and everything in them: what must not be told is looked for here. */
  readonly bodies: readonly string[];
  readonly headers: readonly NodeJS.Dict<string | string[]>[];
  readonly spans: readonly SpanOf[];
  /** Attributes of the processes, one for each body. */
  readonly resources: readonly Readonly<Record<string, string | number>>[];
  /** All that was ever told of a figure, oldest first. */
  figures(name: string): readonly Figure[];
  readonly metricNames: ReadonlySet<string>;
  close(): Promise<void>;
};

/** Takes OTLP as JSON over HTTP on this machine, as a collector does. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const bodies: string[] = [];
  const headers: NodeJS.Dict<string | string[]>[] = [];
  const traces: Traces[] = [];
  const metrics: Metrics[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      bodies.push(body);
      headers.push(request.headers);
      if (request.url === '/v1/traces') traces.push(JSON.parse(body) as Traces);
      else if (request.url === '/v1/metrics') metrics.push(JSON.parse(body) as Metrics);
      response.writeHead(['/v1/traces', '/v1/metrics'].includes(request.url ?? '') ? 200 : 404, {
        'content-type': 'application/json',
      });
      response.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const told = (): readonly Metric[] =>
    metrics.flatMap(({ resourceMetrics }) =>
      resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics)),
    );
  return {
    url: `http://127.0.0.1:${address.port}`,
    bodies,
    headers,
    get spans() {
      return traces.flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ resource, scopeSpans }) => {
          const process = attributesOf(resource.attributes)['service.instance.id'];
          return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, process })));
        }),
      );
    },
    get resources() {
      const all = [...traces.flatMap((one) => one.resourceSpans), ...metrics.flatMap((one) => one.resourceMetrics)];
      return all.map(({ resource }) => attributesOf(resource.attributes));
    },
    figures: (name) =>
      told().flatMap((metric) => {
        if (metric.name !== name) return [];
        const points = (metric.sum ?? metric.gauge ?? metric.histogram)?.dataPoints ?? [];
        return points.map((point) => ({
          value: Number(point.asDouble ?? point.asInt ?? point.count),
          attributes: attributesOf(point.attributes),
        }));
      }),
    get metricNames() {
      return new Set(told().map(({ name }) => name));
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
