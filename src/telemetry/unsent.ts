import type { Log } from '../app/ports.ts';

/** How often it is said again that nobody takes the data. */
const SAID_EVERY_MS = 60 * 60_000;
const SUCCESS = 0;

type Result = { readonly code: number; readonly error?: Error };
type Exporter<Data> = { export(data: Data, done: (result: Result) => void): void };

/**
 * Has the log tell when what is sent is not taken: once, again each hour, and when it is taken again. The SDK would say
 * nothing, or one line for each try.
 */
export function telling<Data, Of extends Exporter<Data>>(
  exporter: Of & Exporter<Data>,
  what: 'traces' | 'metrics',
  log: Log,
): Of {
  let saidAt: number | undefined;
  const note = (result: Result): void => {
    const now = performance.now();
    const why = whyNot(result);
    if (why === undefined) {
      if (saidAt !== undefined) log.info('telemetry.sent', { what });
      saidAt = undefined;
    } else if (saidAt === undefined || now - saidAt >= SAID_EVERY_MS) {
      saidAt = now;
      log.warn('telemetry.unsent', { what, why });
    }
  };
  const send = exporter.export.bind(exporter);
  exporter.export = (data: Data, done: (result: Result) => void): void => {
    send(data, (result) => {
      note(result);
      done(result);
    });
  };
  return exporter;
}

const LONGEST = 200;

/** Why it was not taken; undefined: it was. Of an answer its status alone: what else it says may be anything. */
export function whyNot({ code, error }: Result): string | undefined {
  if (code === SUCCESS) return undefined;
  if (error === undefined) return 'no answer';
  const status: unknown = 'code' in error ? error.code : undefined;
  if (typeof status === 'number') return `HTTP ${status}`;
  return (error.message === '' ? error.name : error.message).slice(0, LONGEST);
}
