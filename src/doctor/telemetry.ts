import { probe, shownEndpoint } from '../telemetry/probe.ts';
import type { Finding } from './finding.ts';

const FIX =
  'Correct OTEL_EXPORTER_OTLP_ENDPOINT (OTLP over HTTP, as a rule port 4318; 4317 is gRPC; without v1/traces at its end) and OTEL_EXPORTER_OTLP_HEADERS. The bot works without it.';

type Environment = Parameters<typeof probe>[0];

/** Whether whoever is to watch the bot takes what it sends. @param isOn false: nobody is, and nothing is found */
export async function telemetryFindings(isOn: boolean, environment: Environment): Promise<readonly Finding[]> {
  if (!isOn) return [];
  const about = 'Telemetry';
  const where = shownEndpoint(environment);
  const why = await probe(environment);
  if (why === undefined) return [{ about, state: 'good', says: [`${where} takes what the bot sends.`] }];
  return [{ about, state: 'warning', says: [`${where} does not take what the bot sends: ${why}.`], fix: FIX }];
}
