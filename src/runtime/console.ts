import type { Log } from '../app/ports.ts';

const TROUBLE = ['error', 'warn', 'trace'] as const;
const TALK = ['log', 'info', 'debug'] as const;
type Said = (...parts: readonly unknown[]) => void;
type ConsoleLike = Record<(typeof TROUBLE)[number] | (typeof TALK)[number], Said>;

/** What the Bot Framework SDK says of a token that it refuses: the door logs why, and one line for each is enough. */
const SAID_BY_THE_DOOR = ['Error finding key for token.', 'TokenExpiredError: '];

/**
 * Takes a console's words into the log from now on, as `console` events. Libraries speak on the console, and anybody can
 * make them: stdout is to hold JSON lines, stderr what stopped the start.
 */
export function speakInLog(console: ConsoleLike, log: Log): void {
  for (const name of TROUBLE) {
    console[name] = (...parts) => {
      const text = textOf(parts);
      if (!SAID_BY_THE_DOOR.some((said) => text.startsWith(said))) log.warn('console', { text });
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
