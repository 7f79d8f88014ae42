import { nextMisuse, type Misuse, type MisuseEvent } from './misuse.ts';
import { nextDrift, type Drift, type DriftJournalEvent } from './drift.ts';

/**
 * The drift that the entries of its journal lead to, from its finding on; undefined: they lead to none.
 * @param entries oldest first
 */
export function replayedDrift([first, ...rest]: readonly DriftJournalEvent[]): Drift | undefined {
  if (first?.kind !== 'detected') return undefined;
  let drift: Drift | undefined = first.drift;
  for (const event of rest) drift = event.kind === 'detected' ? undefined : drift && nextDrift(drift, event);
  return drift;
}

/** The same of what the bot's own app did without the bot. */
export function replayedMisuse([first, ...rest]: readonly MisuseEvent[]): Misuse | undefined {
  if (first?.kind !== 'found') return undefined;
  let misuse: Misuse | undefined = first.misuse;
  for (const event of rest) misuse = event.kind === 'found' ? undefined : misuse && nextMisuse(misuse, event);
  return misuse;
}
