// @ts-nocheck
import type { Log } from '../app/ports.ts';

const TROUBLE = ['error', 'warn', 'trace'] as const;
const TALK = ['log', 'info', 'debug'] as const;
type Said = (...parts: readonly unknown[]) => void;
type ConsoleLike = Record<(typeof TROUBLE)[number] | (typeof TALK)[number], Said>;

/**
 * Takes a console's words into the log from now on, as `console` events. Libraries speak on the console (the Bot
 * Framework SDK about every token that it refuses), and anybody can make them: stdout is to hold JSON lines, stderr
 * what stopped the start.
 */
export function speakInLog(console: ConsoleLike, log: Log): void {
  for (const name of TROUBLE) {
    console[name] = (...parts) => {
      log.warn('console', { text: textOf(parts) });
    };
  }
  for (const name of TALK) {
    console[name] = (...parts) => {
      log.info('console', { text: textOf(parts) });
    };
  }
}

const LONGEST = 500;

/** Texts and what errors say, no more: the members of anything else may hold whole requests, tokens included. */
function textOf(parts: readonly unknown[]): string {
  const words = parts.map((part) => {
    if (typeof part === 'string') return part;
    return part instanceof Error ? `${part.name}: ${part.message}` : `(${typeof part})`;
  });
  return words.join(' ').slice(0, LONGEST);
}
