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
