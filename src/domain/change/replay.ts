import { propose, type Change } from './change.ts';
import type { JournalEntry } from './journal.ts';
import { next } from './next.ts';

/**
 * The change that the entries of its journal lead to, from its proposal on; undefined: they lead to none.
 * @param entries oldest first
 */
export function replayed([first, ...rest]: readonly JournalEntry[]): Change | undefined {
  if (first?.event.kind !== 'proposed') return undefined;
  let change: Change | undefined = propose(first.event.proposal);
  for (const { event } of rest) change = event.kind === 'proposed' ? undefined : change && next(change, event);
  return change;
}
