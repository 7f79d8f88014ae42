import { risk, worstFirst, type Drift } from '../../../domain/drift/drift.ts';
import type { Instant } from '../../../domain/instant.ts';
import { toEveryAdministrator, type Circular, type Letter, type Word } from '../../../domain/telling/letter.ts';
import { isHeard } from '../../../domain/telling/subscription.ts';
import type { Ports } from '../../ports.ts';
import { listeners } from '../audience.ts';

/** Of so many that were opened before a start, each is told; `list drift` shows the rest. */
const MOST_STANDING = 5;

type Memory = Pick<Ports['store'], 'subscriptions' | 'write'>;

export const opensTenant = (drift: Drift): boolean => risk(drift) === 'red';

/** What every administrator is told at once of drifts that no conversation hears of. */
export const unheardDrifts = (first: Drift, others: readonly Drift[]): Circular =>
  toEveryAdministrator({ ...worstOf(first, others), from: null });

/**
 * What every administrator is told of what a look found after that. It is kept with each part of the look, for whatever may
 * end it there, and waits a while, since the next part tells of all of it.
 */
export const unheardRest = (first: Drift, others: readonly Drift[], at: Instant): Circular =>
  toEveryAdministrator({ ...worstOf(first, others), from: first.id }, { heldFrom: at });

function worstOf(first: Drift, others: readonly Drift[]) {
  const [worst = first] = worstFirst([first, ...others], (drift) => drift);
  return { kind: 'driftUnheard', drift: worst.id, more: others.length } as const;
}

/**
 * Drifts that an earlier process found, where no conversation hears: it may have ended before it could tell. What was
 * told of one is not told again.
 */
export async function tellStanding(store: Memory, open: readonly Drift[]): Promise<void> {
  if (open.length === 0 || isHeard(await store.subscriptions(), 'drift')) return;
  const worst = worstFirst(open, (drift) => drift).filter(opensTenant);
  for (const drift of worst.slice(0, MOST_STANDING)) await store.write(unheardDrifts(drift, []));
}

/** A word for every conversation where drift is heard; where there is none, for every administrator. */
export async function whereHeard(store: Pick<Memory, 'subscriptions'>, word: Word): Promise<readonly Letter[]> {
  const places = await listeners(store, 'drift');
  return places.length === 0
    ? [toEveryAdministrator(word)]
    : places.map((place) => ({ kind: 'bulletin', place, word }));
}
