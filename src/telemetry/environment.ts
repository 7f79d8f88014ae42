export type Environment = Readonly<Record<string, string | undefined>>;

/** OpenTelemetry's own settings, by their names; what is empty counts as missing there, too. */
export const setting = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
};

/** A whole number above zero; anything else counts as missing, as OpenTelemetry asks. */
export function positive(environment: Environment, name: string): number | undefined {
  const value = Number(setting(environment, name));
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

/** A fraction from 0 to 1. */
export function fraction(environment: Environment, name: string): number {
  const value = Number(setting(environment, name) ?? '1');
  return value >= 0 && value <= 1 ? value : 1;
}

export type Signal = 'TRACES' | 'METRICS';

/** Whether a kind of data is sent at all. */
export const isSent = (environment: Environment, signal: Signal): boolean =>
  setting(environment, `OTEL_${signal}_EXPORTER`) !== 'none';

/** Whether it goes as JSON; else as protobuf. */
export function isJson(environment: Environment, signal: Signal): boolean {
  const own = setting(environment, `OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`);
  return (own ?? setting(environment, 'OTEL_EXPORTER_OTLP_PROTOCOL')) === 'http/json';
}
