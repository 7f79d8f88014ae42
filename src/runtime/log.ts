import { writeSync } from 'node:fs';
import { pino, stdSerializers, type DestinationStream } from 'pino';
import type { Log } from '../app/ports.ts';
import { withoutPrivate } from '../domain/private-text.ts';

const STDOUT = 1;

/** JSON lines, one for each event. @param to where lines go; stdout when left out. */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: withoutPrivate },
  };
  const logger = pino(options, to ?? linesTo(STDOUT));
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

/** How long a reader who is slow is waited for before the rest is tried again, in milliseconds. */
const AGAIN_AFTER_MS = 10;

/**
 * Lines to a file descriptor, written at once: what is kept back for later is written at the exit, for ever when nobody
 * reads stdout any more. What cannot be written (a full disk, a reader who has gone) is lost and fails nobody who logs:
 * the store decides what the bot may do, not the log.
 */
export function linesTo(fd: number): DestinationStream {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  /** Whether only a part of a line was written: the next one stands on a line of its own nevertheless. */
  let isTorn = false;
  return {
    write: (line) => {
      const whole = Buffer.from(isTorn ? `\n${line}` : line);
      let rest = whole;
      while (rest.length > 0) {
        try {
          rest = rest.subarray(writeSync(fd, rest));
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
            isTorn ||= rest.length < whole.length;
            return;
          }
          Atomics.wait(clock, 0, 0, AGAIN_AFTER_MS);
        }
      }
      isTorn = false;
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
