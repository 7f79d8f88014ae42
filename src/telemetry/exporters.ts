import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { isJson, type Environment } from './environment.ts';

/**
 * Where data goes, by OTLP over HTTP. The exporters read the standard variables (`OTEL_EXPORTER_OTLP_…`) themselves. Only
 * the operator names that address, nothing from outside leads there, and the exporters follow no redirect: so there is
 * nothing that `src/outbound.ts` could refuse.
 */
type Options = { readonly timeoutMillis?: number };

export async function spanExporter(environment: Environment, options: Options = {}): Promise<SpanExporter> {
  const { OTLPTraceExporter } = isJson(environment, 'TRACES')
    ? await import('@opentelemetry/exporter-trace-otlp-http')
    : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter(options);
}

export async function metricExporter(environment: Environment): Promise<PushMetricExporter> {
  const { OTLPMetricExporter } = isJson(environment, 'METRICS')
    ? await import('@opentelemetry/exporter-metrics-otlp-http')
    : await import('@opentelemetry/exporter-metrics-otlp-proto');
  return new OTLPMetricExporter();
}
