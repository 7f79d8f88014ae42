import { pino, stdSerializers, type DestinationStream } from 'pino';
import { spanNow, type Log } from '../app/ports.ts';
import { withoutPrivate } from '../domain/private-text.ts';
import { linesToStdout } from './lines-to.ts';

/** JSON lines, one for each event. @param to where lines go; stdout when left out. */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: traceIds,
    hooks: { streamWrite: withoutPrivate },
  };
  const dropped = (lines: number): void => {
    log.warn('log.dropped', { lines });
  };
  const logger = pino(options, to ?? linesToStdout(dropped));
  const log: Log = {
    info: (event, fields) => {
      logger.info({ event, ...fields });
    },
    warn: (event, fields) => {
      logger.warn({ event, ...fields });
    },
    error: (event, error, fields) => {
      logger.error({ event, ...fields, error: describe(error) });
    },
  };
  return log;
}

/** Name, message and stack down the chain of causes; other members of an error may hold whole requests, tokens included. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type, message, code, stack };
}

/** Where the bot is watched: to which trace a line belongs (OpenTelemetry: trace context in logs that are no OTLP). */
function traceIds(): object {
  const span = spanNow();
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}
