import type { SpanContext } from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type BatchSpanProcessorOptions,
  type IdGenerator,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import type { Log, Telemetry } from '../app/ports.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { fraction, isSent, positive, setting, type Environment } from './environment.ts';
import { metricExporter, spanExporter } from './exporters.ts';
import { openTelemetry } from './telemetry.ts';
import { telling } from './unsent.ts';

const NAME = 'bridgekeeper';
/** OpenTelemetry's own defaults. */
const QUEUED_SPANS = 2_048;
const SPANS_AT_ONCE = 512;
const SPANS_EVERY_MS = 5_000;
const FIGURES_EVERY_MS = 60_000;
const WITHIN_MS = 30_000;

export type RunningTelemetry = Telemetry & {
  /** Sends what there is, within so many milliseconds. Never rejects. */
  end(withinMs: number): Promise<void>;
};

/**
 * The SDK behind the port. It sends in the background, keeps 2,048 spans at most (`OTEL_BSP_MAX_QUEUE_SIZE`) and throws
 * away what is more: whoever takes the data may be down, slow or answer whatever they like. Nothing is registered for the
 * whole process, and nothing of Node is patched.
 */
export async function startTelemetry(environment: Environment, log: Log): Promise<RunningTelemetry> {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': NAME, 'service.version': packageJson.version, ...instance() }))
    .merge(detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] }));
  const ids = new KnownIds();
  const tracers = new TracerProvider({
    resource,
    idGenerator: ids,
    sampler: samplerOf(environment),
    spanProcessors: isSent(environment, 'TRACES') ? [await spanProcessor(environment, log)] : [],
  });
  const meters = new MeterProvider({
    resource,
    readers: isSent(environment, 'METRICS') ? [await metricReader(environment, log)] : [],
  });
  const telemetry = openTelemetry({
    tracer: tracers.getTracer(NAME),
    meter: meters.getMeter(NAME),
    as: (known, start) => ids.as(known, start),
  });
  return {
    ...telemetry,
    end: async (withinMs) => {
      const pause = new Promise((resolve) => setTimeout(resolve, withinMs).unref());
      await Promise.race([Promise.allSettled([tracers.shutdown(), meters.shutdown()]), pause]);
    },
  };
}

/** Which of several processes it was. */
const instance = () => ({ 'service.instance.id': crypto.randomUUID() });

async function spanProcessor(environment: Environment, log: Log): Promise<BatchSpanProcessor> {
  const options: BatchSpanProcessorOptions = {
    exporter: telling(await spanExporter(environment), 'traces', log),
    maxQueueSize: positive(environment, 'OTEL_BSP_MAX_QUEUE_SIZE') ?? QUEUED_SPANS,
    maxExportBatchSize: positive(environment, 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE') ?? SPANS_AT_ONCE,
    scheduledDelayMillis: positive(environment, 'OTEL_BSP_SCHEDULE_DELAY') ?? SPANS_EVERY_MS,
    exportTimeoutMillis: positive(environment, 'OTEL_BSP_EXPORT_TIMEOUT') ?? WITHIN_MS,
  };
  return new BatchSpanProcessor(options);
}

async function metricReader(environment: Environment, log: Log): Promise<PeriodicExportingMetricReader> {
  const everyMs = positive(environment, 'OTEL_METRIC_EXPORT_INTERVAL') ?? FIGURES_EVERY_MS;
  return new PeriodicExportingMetricReader({
    exporter: telling(await metricExporter(environment), 'metrics', log),
    exportIntervalMillis: everyMs,
    exportTimeoutMillis: Math.min(everyMs, positive(environment, 'OTEL_METRIC_EXPORT_TIMEOUT') ?? WITHIN_MS),
  });
}

/** The samplers that OpenTelemetry has names for; any other name counts as the usual one, which keeps all. */
function samplerOf(environment: Environment): Sampler {
  const name = setting(environment, 'OTEL_TRACES_SAMPLER') ?? '';
  const ratio = (): Sampler => new TraceIdRatioBasedSampler(fraction(environment, 'OTEL_TRACES_SAMPLER_ARG'));
  if (name === 'always_off') return new AlwaysOffSampler();
  if (name === 'traceidratio') return ratio();
  if (name === 'parentbased_always_off') return new ParentBasedSampler({ root: new AlwaysOffSampler() });
  if (name === 'parentbased_traceidratio') return new ParentBasedSampler({ root: ratio() });
  return new ParentBasedSampler({ root: new AlwaysOnSampler() });
}

/** Ids at random, but for spans whose ids are known before they begin. */
class KnownIds implements IdGenerator {
  readonly #random = new RandomIdGenerator();
  #known: SpanContext | undefined;

  as<Started>(known: SpanContext, start: () => Started): Started {
    this.#known = known;
    try {
      return start();
    } finally {
      this.#known = undefined;
    }
  }

  generateTraceId(): string {
    return this.#known?.traceId ?? this.#random.generateTraceId();
  }

  generateSpanId(): string {
    return this.#known?.spanId ?? this.#random.generateSpanId();
  }
}
