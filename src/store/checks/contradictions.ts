import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../domain/change/change.ts';
import type { JournalEntry } from '../../domain/change/journal.ts';
import { replayed } from '../../domain/change/replay.ts';
import type { Drift, DriftJournalEvent } from '../../domain/drift/drift.ts';
import type { Misuse, MisuseEvent } from '../../domain/drift/misuse.ts';
import { replayedDrift, replayedMisuse } from '../../domain/drift/replay.ts';

/**
 * Where a change is not what its journal leads to: names of its members, such as `proposal.approval`; `journal` where the
 * entries lead to no change, or not so far.
 * @param entries all that the journal has of it, oldest first
 */
export function contradictionsOf(change: Change, entries: readonly JournalEntry[]): readonly string[] {
  const told = entries.length < change.revision ? undefined : replayed(entries.slice(0, change.revision));
  if (told === undefined) return ['journal'];
  const { proposal, ...rest } = change;
  const { proposal: proposed, ...restTold } = told;
  return [
    ...differing(proposal, proposed).map((member) => `proposal.${member}`),
    ...differing(rest, restTold),
  ].toSorted();
}

/** As of a change. @param entries all that the journal has of it, oldest first */
export function driftContradictionsOf(drift: Drift, entries: readonly DriftJournalEvent[]): readonly string[] {
  const told = entries.length === drift.revision ? replayedDrift(entries) : undefined;
  return told === undefined ? ['journal'] : differing(drift, told).toSorted();
}

/** As of a change. @param misuse undefined: there is none */
export function misuseContradictionsOf(misuse: Misuse | undefined, entries: readonly MisuseEvent[]): readonly string[] {
  const told = replayedMisuse(entries);
  return misuse === undefined || told === undefined ? ['journal'] : differing(misuse, told).toSorted();
}

function differing(a: object, b: object): readonly string[] {
  const [here, there] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const members = new Set([...here.keys(), ...there.keys()]);
  return [...members].filter((member) => !isDeepStrictEqual(here.get(member), there.get(member)));
}
