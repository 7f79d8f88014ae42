import { destination, pino, stdSerializers, type DestinationStream } from 'pino';
import type { Log } from '../app/ports.ts';

const STDOUT = 1;

/**
 * What other programs may put into their messages: tokens, and addresses of people. The ids of conversations only look
 * like the latter. Every repetition that something must follow has an end, so that no text takes long.
 */
const PRIVATE = [
  { what: /\bBearer [\w.~+/=-]+/g, instead: '[token]' },
  { what: /\beyJ[\w.-]+/g, instead: '[token]' },
  {
    what: /[\w.+-]{1,64}(?:@|%40)(?!thread\.|unq\.)(?:[\w-]{1,63}\.){1,8}[a-z]{2,63}\b/gi,
    instead: '[address]',
  },
] as const;

const withoutPrivate = (line: string): string =>
  PRIVATE.reduce((text, { what, instead }) => text.replace(what, instead), line);

/** JSON lines, one for each event. @param to where lines go; stdout when left out. */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: withoutPrivate },
  };
  // Written at once: what pino keeps back for later it writes at the exit, for ever when nobody reads stdout any more.
  const logger = pino(options, to ?? destination({ dest: STDOUT, sync: true }));
  return {
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
}

/** Name, message and stack down the chain of causes; other members of an error may hold whole requests, tokens included. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type, message, code, stack };
}
