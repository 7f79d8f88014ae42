import { setting, type Environment } from './environment.ts';
import { spanExporter } from './exporters.ts';
import { whyNot } from './unsent.ts';

const WITHIN_MS = 3_000;

/** Sends nothing at all to where traces go, as the bot would. @returns why that was not taken; undefined: it was */
export async function probe(environment: Environment): Promise<string | undefined> {
  const exporter = await spanExporter(environment, { timeoutMillis: WITHIN_MS });
  return new Promise((resolve) => {
    exporter.export([], (result) => {
      resolve(whyNot(result));
    });
  });
}

/** Where traces go, as it may be shown: without a query, which may hold a key. */
export function shownEndpoint(environment: Environment): string {
  const own = setting(environment, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  const url = URL.parse(own ?? setting(environment, 'OTEL_EXPORTER_OTLP_ENDPOINT') ?? '');
  return url === null ? 'no address' : `${url.origin}${url.pathname}`;
}
